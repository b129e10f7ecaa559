import type { Page, State } from "./types.js";

/** What a page without the wanted post is. */
export function stateOf(page: Page, posts: number): { state: State; because: string } {
  if (posts > 0 && page.permalink === null) return { state: "post", because: "posts were read" };
  return { state: "unreadable", because: "no layout recognised this page" };
}
