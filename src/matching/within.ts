import type { Kept } from "./frame.js";
import { wordAt } from "./lexicon/segments.js";
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

/** Languages whose dictionaries part the words of a script written without spaces. */
const UNSPACED: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, "ja"],
  [/\p{Script=Han}/u, "zh"],
  [/\p{Script=Thai}/u, "th"],
  [/\p{Script=Khmer}/u, "km"],
  [/\p{Script=Lao}/u, "lo"],
  [/\p{Script=Myanmar}/u, "my"],
];

/**
 * The word through which a cut before archived token `at` runs, in a script without spaces; null
 * where it falls between two words. Dictionaries err on names, so that this is told, not held
 * against the print.
 */
export function wordCutAt({ archived, archivedText }: Situation, at: number): string | null {
  const [before, after] = [archived[at - 1], archived[at]];
  if (before?.kind !== "character" || after?.kind !== "character" || after.spaced) return null;
  const lang = UNSPACED.find(([script]) => script.test(before.text + after.text))?.[1];
  if (lang === undefined) return null;
  const { word, start } = wordAt(archivedText, after.start, lang);
  return start < after.start ? word : null;
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
