import { amp } from "./conventions/amp.js";
import { attributedBlockquote } from "./conventions/attributed-blockquote.js";
import { blackbirdPie } from "./conventions/blackbird-pie.js";
import { blueskyCode } from "./conventions/bluesky-code.js";
import { cardLink } from "./conventions/card-link.js";
import { dataAttribute } from "./conventions/data-attribute.js";
import { facebookCode } from "./conventions/facebook-code.js";
import { instagramCode } from "./conventions/instagram-code.js";
import { permalinkLine } from "./conventions/permalink-line.js";
import { postFrame } from "./conventions/post-frame.js";
import { shortcode } from "./conventions/shortcode.js";
import { substack } from "./conventions/substack.js";
import { tiktokCode } from "./conventions/tiktok-code.js";
import { twitterCode } from "./conventions/twitter-code.js";
import { twitterFrame } from "./conventions/twitter-frame.js";
import { twitterRendered } from "./conventions/twitter-rendered.js";
import { wordlessCode } from "./conventions/wordless-code.js";
import { attributionLine } from "./prose/attribution-line.js";
import { blockQuotation } from "./prose/block-quotation.js";
import { runningText } from "./prose/running-text.js";
import type { EmbedConvention, LineConvention, ProseConvention } from "./types.js";

/** Embeds, in the order they are asked; the first that reads an element has it. */
export const EMBED_CONVENTIONS: readonly EmbedConvention[] = [
  twitterCode,
  blueskyCode,
  instagramCode,
  tiktokCode,
  facebookCode,
  twitterRendered,
  blackbirdPie,
  wordlessCode,
  amp,
  twitterFrame,
  postFrame,
  attributedBlockquote,
  substack,
  cardLink,
  dataAttribute,
];

/** Paragraphs that stand for a post. */
export const LINE_CONVENTIONS: readonly LineConvention[] = [permalinkLine, shortcode];

/** Quotes in prose, surest first; paragraphs that one has taken are closed to the next. */
export const PROSE_CONVENTIONS: readonly ProseConvention[] = [
  attributionLine,
  blockQuotation,
  runningText,
];
