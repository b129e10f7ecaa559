import { attributedBlockquote } from "./conventions/attributed-blockquote.js";
import { blueskyCode } from "./conventions/bluesky-code.js";
import { permalinkLine } from "./conventions/permalink-line.js";
import { shortcode } from "./conventions/shortcode.js";
import { twitterCode } from "./conventions/twitter-code.js";
import { attributionLine } from "./prose/attribution-line.js";
import { blockQuotation } from "./prose/block-quotation.js";
import { runningText } from "./prose/running-text.js";
import type { EmbedConvention, LineConvention, ProseConvention } from "./types.js";

/** Embeds, in the order they are asked; the first that reads an element has it. */
export const EMBED_CONVENTIONS: readonly EmbedConvention[] = [
  twitterCode,
  blueskyCode,
  attributedBlockquote,
];

/** Paragraphs that stand for a post. */
export const LINE_CONVENTIONS: readonly LineConvention[] = [permalinkLine, shortcode];

/** Quotes in prose, surest first; paragraphs that one has taken are closed to the next. */
export const PROSE_CONVENTIONS: readonly ProseConvention[] = [
  attributionLine,
  blockQuotation,
  runningText,
];
