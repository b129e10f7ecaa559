import { isEnglishWord } from "./english.js";
import { wordAt } from "./lexicon/segments.js";

/**
 * Loads what comparisons otherwise load when first needed: the list of English words and the word
 * breakers of languages written without spaces. A program that lives long calls it once at its
 * start, so that no quote waits for it; one that makes few comparisons is quicker without.
 */
export function warmUp(): void {
  isEnglishWord("harbour");
  for (const [lang, text] of [
    ["zh", "我们不喜欢下雨"],
    ["ja", "港は今日も開いています"],
    ["th", "ท่าเรือเปิดวันนี้"],
  ] as const) {
    wordAt(text, 1, lang);
  }
}
