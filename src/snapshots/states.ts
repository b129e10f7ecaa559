import { FRAMED } from "./states/framed.js";
import { HTTP_RULES, STATUS_RULES } from "./states/http.js";
import { NITTER_NOTICES } from "./states/nitter.js";
import { TWITTER_NOTICES, TWITTER_SHELLS } from "./states/twitter.js";
import { EMPTY_PAGES, NOTICES_IN_WORDS, WALLS } from "./states/walls.js";
import type { Page, State } from "./types.js";

/** One sign that a page is something other than a post. */
export interface StateRule {
  readonly name: string;
  readonly state: State;
  /** In words, for `quotary read --explain`. */
  readonly looksFor: string;
  /** Why the page is in this state, or null. */
  test(page: Page): string | null;
}

/**
 * In the order in which they are asked; the first that holds decides. What the platform says of
 * the post comes before what only the crawler met; structure comes before words, which are known
 * in some of the interface's 47 languages only.
 */
export const STATE_RULES: readonly StateRule[] = [
  ...HTTP_RULES,
  ...TWITTER_NOTICES,
  ...NITTER_NOTICES,
  ...FRAMED,
  ...WALLS,
  ...NOTICES_IN_WORDS,
  ...TWITTER_SHELLS,
  ...STATUS_RULES,
  ...EMPTY_PAGES,
];

/** What a page is on which no layout found the wanted post; null when no rule knows it. */
export function stateOf(page: Page): { state: State; because: string } | null {
  for (const rule of STATE_RULES) {
    const because = rule.test(page);
    if (because !== null) return { state: rule.state, because };
  }
  return null;
}
