import { Outline } from "../markup/outline.js";
import { parseFragment } from "../page.js";
import type { HtmlNode } from "../text/nodes.js";

/** Most markup of one post: the longest posts of any platform here stay below 100 kB. */
const MAX_MARKUP = 1_000_000;

/** Too short to nest deeper than the outline reads, which is not asked then: nearly all posts. */
const SURELY_SHALLOW = 1_500;

/**
 * The nodes of a piece of markup that an answer holds as a string. Empty when it is too long or
 * nested too deeply to be a post.
 */
export function markupNodes(markup: string): readonly HtmlNode[] {
  const isRead = markup.length <= SURELY_SHALLOW || isHonest(markup);
  return isRead ? parseFragment(markup) : [];
}

function isHonest(markup: string): boolean {
  return markup.length <= MAX_MARKUP && new Outline(markup).refusal === null;
}
