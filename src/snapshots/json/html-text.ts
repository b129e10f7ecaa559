import { Outline } from "../markup/outline.js";
import { parseFragment } from "../page.js";
import type { HtmlNode } from "../text/nodes.js";

/** Most markup of one post: the longest posts of any platform here stay below 100 kB. */
const MAX_MARKUP = 1_000_000;

/**
 * The nodes of a piece of markup that an answer holds as a string. Empty when it is too long or
 * nested too deeply to be a post.
 */
export function markupNodes(markup: string): readonly HtmlNode[] {
  if (markup.length > MAX_MARKUP || new Outline(markup).refusal !== null) return [];
  return parseFragment(markup);
}
