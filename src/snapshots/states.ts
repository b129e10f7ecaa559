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

/** In the order in which they are asked; the first that holds decides. */
export const STATE_RULES: readonly StateRule[] = [];

/** What a page is on which no layout found the wanted post; null when no rule knows it. */
export function stateOf(page: Page): { state: State; because: string } | null {
  for (const rule of STATE_RULES) {
    const because = rule.test(page);
    if (because !== null) return { state: rule.state, because };
  }
  return null;
}
