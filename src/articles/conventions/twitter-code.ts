import { classes, elementsBelow } from "../dom.js";
import { readAttributedCode, readEmbedCode } from "../embed-code.js";
import type { EmbedConvention } from "../types.js";

const WRAPPED = new Set(["blockquote", "iframe", "twitter-widget"]);
const CLASS = /^twitter-(?:tweet|video)(?:$|-)/;

/**
 * Twitter's own embed code, 2011 to now: `twitter-tweet`, `twitter-video`, with `data-lang`,
 * `data-conversation`, `data-cards` and without, with its script and without.
 */
export const twitterCode: EmbedConvention = {
  name: "twitter-code",
  looksFor: "blockquote.twitter-tweet or .twitter-video",
  tags: ["blockquote", "div"],
  read: (element) => {
    // Nearly every element fails here: one look at the value, before it is taken apart.
    if (!element.attribs.class?.includes("twitter-")) return null;
    if (!classes(element).some((name) => CLASS.test(name))) return null;
    if (element.name === "blockquote") return readEmbedCode(element);
    // Some systems turn the block quotation into a box; others only wrap one, or its frame, in it.
    const wrapped = elementsBelow(element, ({ name }) => WRAPPED.has(name), 1);
    return wrapped.length > 0 ? null : readAttributedCode(element);
  },
};
