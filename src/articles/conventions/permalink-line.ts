import { isPermalinkAlone } from "../blocks.js";
import { linkOnly } from "../embed-code.js";
import { certainPostLink } from "../permalinks.js";
import type { LineConvention } from "../types.js";

const SHORTENED_ADDRESS = /^(?:https?:\/\/)?[\w.-]+\.[a-z]{2,}\/\S+$/i;

/** A permalink on a line of its own: what oEmbed-aware systems (WordPress, Ghost) turn into posts. */
export const permalinkLine: LineConvention = {
  name: "permalink-line",
  looksFor: "a permalink of a post and nothing else in the paragraph",
  read: ({ text, links }) => {
    if (isPermalinkAlone(text)) return linkOnly(certainPostLink(text));
    const link = links.length === 1 ? links[0] : undefined;
    if (link === undefined || link.end - link.start !== text.length) return null;
    return SHORTENED_ADDRESS.test(text) ? linkOnly(certainPostLink(link.href)) : null;
  },
};
