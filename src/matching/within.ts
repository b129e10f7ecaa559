import type { Kept } from "./frame.js";
import { isWordLike } from "./scores.js";
import { type Situation, shown } from "./situation.js";
import { isQuote } from "./trims.js";

/** What a cut runs through: a compound word, or the author's own quotation marks. */

/** Hyphens proper; a dash between words, or two hyphens, parts clauses instead. */
const HYPHEN = /^[-\u2010\u2011]$/;

/**
 * A cut before archived token `at` that leaves half of a hyphenated word: "anti-|fascist",
 * "sugar-|free". Says so; null where the cut falls between words.
 */
export function compoundCut({ archived, archivedText }: Situation, at: number): string | null {
  for (const hyphen of [at - 1, at]) {
    const [before, mark, after] = [archived[hyphen - 1], archived[hyphen], archived[hyphen + 1]];
    if (!before || !mark || !after || !HYPHEN.test(mark.key) || mark.spaced || after.spaced)
      continue;
    if (isWordLike(before) && isWordLike(after) && before.kind !== "number") {
      return `The cut falls inside ${shown(archivedText, [before, mark, after])}, which is one word.`;
    }
  }
  return null;
}

/**
 * Does what is kept lie within quotation marks of the post's author, with other words outside?
 * Marks are counted from the start, so that one left unclosed counts as opened.
 */
export function isOthersSpeech({ archived }: Situation, { start, end }: Kept): boolean {
  const from = isQuote(archived[start]) ? start + 1 : start;
  const before = archived.slice(0, from).filter(isQuote).length;
  if (before % 2 === 0) return false;
  const to = isQuote(archived[end - 1]) ? end - 1 : end;
  if (archived.slice(from, to).some(isQuote)) return false;
  const outside = [...archived.slice(0, from), ...archived.slice(to)];
  return archived.slice(to).some(isQuote) && outside.some(isWordLike);
}
