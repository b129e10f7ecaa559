import type { Change, Situation } from "./situation.js";

/** Fewest words that are called moved; fewer can stand elsewhere by chance. */
const MIN_MOVED = 3;

/** Where in the post the added words of a change stand; -1 when they do not. */
export function beginsHere(change: Change, { archived }: Situation): number {
  const words = change.printed;
  if (words.length < MIN_MOVED) return -1;
  const first = words[0]?.fold;
  for (let at = 0; at + words.length <= archived.length; at += 1) {
    if (archived[at]?.fold !== first) continue;
    if (words.every((word, i) => archived[at + i]?.fold === word.fold)) return at;
  }
  return -1;
}
