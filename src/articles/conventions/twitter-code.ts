import { classes } from "../dom.js";
import { readEmbedCode } from "../embed-code.js";
import type { EmbedConvention } from "../types.js";

const CLASS = /^twitter-(?:tweet|video)(?:$|-)/;

/**
 * Twitter's own embed code, 2011 to now: `twitter-tweet`, `twitter-video`, with `data-lang`,
 * `data-conversation`, `data-cards` and without, with its script and without.
 */
export const twitterCode: EmbedConvention = {
  name: "twitter-code",
  looksFor: "blockquote.twitter-tweet or .twitter-video",
  tags: ["blockquote"],
  read: (element) =>
    classes(element).some((name) => CLASS.test(name)) ? readEmbedCode(element) : null,
};
