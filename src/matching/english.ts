import { createRequire } from "node:module";

/*
 * 275,000 English words (npm `an-array-of-english-words`, from the letterpress list), sorted.
 * Loaded when first asked for: most comparisons never ask, and it costs some 100 ms.
 */
const require = createRequire(import.meta.url);
let words: readonly string[] | null = null;

/** Is this folded word (a–z) one of the language? Inflected forms and British spellings are. */
export function isEnglishWord(word: string): boolean {
  words ??= require("an-array-of-english-words") as readonly string[];
  let low = 0;
  let high = words.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = words[middle] ?? "";
    if (found === word) return true;
    if (found < word) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
