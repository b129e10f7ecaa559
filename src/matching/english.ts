import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/*
 * 275,000 English words (npm `an-array-of-english-words`, from the letterpress list), sorted: a JSON
 * array of strings, searched as it lies in the file, for parsing it takes longer than a hundred
 * comparisons. Read when first asked for: most comparisons never ask.
 */
const require = createRequire(import.meta.url);
let list: Buffer | null = null;

const QUOTE = 0x22;
const COMMA = 0x2c;

/** Is this folded word (a–z) one of the language? Inflected forms and British spellings are. */
export function isEnglishWord(word: string): boolean {
  list ??= readFileSync(require.resolve("an-array-of-english-words"));
  const wanted = Buffer.from(word, "latin1");
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    // No word holds a comma, so that one stands before each but the first.
    const open = Math.max(0, list.lastIndexOf(COMMA, middle)) + 1;
    if (open >= high) {
      high = middle;
      continue;
    }
    // After the last word there is no other.
    if (open < low) return false;
    const close = list.indexOf(QUOTE, open + 1);
    const order = list.compare(wanted, 0, wanted.length, open + 1, close);
    if (order === 0) return true;
    if (order < 0) low = close + 1;
    else high = open;
  }
  return false;
}
