import type { Pair } from "./align.js";
import { isOpeningBracket } from "./changes.js";
import type { Situation } from "./situation.js";

/** Longest bracketed group, in tokens, that is taken for an editor's words. */
const LONGEST_GROUP = 16;

/**
 * Words that an editor put in brackets stand together for what they replace: a word among them
 * that the post has too ("[Angela Merkel]" for "Merkel") is not paired alone.
 */
export function looseBrackets(situation: Situation, pairs: readonly Pair[]): readonly Pair[] {
  if (!situation.printed.some(isOpeningBracket)) return pairs;
  const loose: Pair[] = [];
  let until = -1;
  for (const [i, pair] of pairs.entries()) {
    const token = situation.printed[pair.printed];
    if (i > until && pair.archived < 0 && token && isOpeningBracket(token)) {
      until = Math.max(until, closing(situation, pairs, i));
    }
    if (i < until && pair.printed >= 0 && pair.archived >= 0) {
      loose.push({ printed: pair.printed, archived: -1 }, { printed: -1, archived: pair.archived });
    } else loose.push(pair);
  }
  return loose;
}

/** The pair that holds the bracket closing the one at `open`, if the post lacks it too; else -1. */
function closing(situation: Situation, pairs: readonly Pair[], open: number): number {
  if (situation.printed[pairs[open]?.printed ?? -1]?.text !== "[") return -1;
  const last = Math.min(pairs.length, open + LONGEST_GROUP);
  for (let i = open + 1; i < last; i += 1) {
    const pair = pairs[i];
    if (situation.printed[pair?.printed ?? -1]?.text !== "]") continue;
    return pair && pair.archived < 0 ? i : -1;
  }
  return -1;
}
