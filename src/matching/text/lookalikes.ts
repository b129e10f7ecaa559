/**
 * Letters of other scripts that look like Latin ones, as far as one is found inside a word of
 * Latin letters, and the reverse. From Unicode's confusables (UTS 39), the whole-letter ones.
 */
const LATIN_FOR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: "a",
    в: "b",
    е: "e",
    к: "k",
    м: "m",
    н: "h",
    о: "o",
    р: "p",
    с: "c",
    т: "t",
    у: "y",
    х: "x",
    і: "i",
    ј: "j",
    ѕ: "s",
    ԁ: "d",
    ԛ: "q",
    ԝ: "w",
    һ: "h",
    α: "a",
    ι: "i",
    κ: "k",
    ν: "v",
    ο: "o",
    ρ: "p",
    τ: "t",
    υ: "u",
    χ: "x",
    ɑ: "a",
    ɡ: "g",
    ı: "i",
  }),
);

const LATIN = /\p{Script=Latin}/u;
const OTHER = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** Does a word mix Latin letters with Cyrillic or Greek ones? */
function isMixed(word: string): boolean {
  return LATIN.test(word) && OTHER.test(word);
}

function skeleton(word: string): string {
  return [...word].map((letter) => LATIN_FOR.get(letter) ?? letter).join("");
}

/** Two folded words that differ only by letters which look alike, one of them mixing scripts. */
export function isLookalike(a: string, b: string): boolean {
  return a !== b && (isMixed(a) || isMixed(b)) && skeleton(a) === skeleton(b);
}
