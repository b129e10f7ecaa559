import type { Situation } from "../situation.js";
import { typographicFold } from "../text/fold.js";
import type { Token } from "../types.js";

/** Accents and letters that one alphabet has in several forms: which of them make another word. */

/** Letters of one alphabet that keyboards of its languages have in several forms. */
const VARIANTS: ReadonlyMap<string, string> = new Map([
  ["œ", "oe"],
  ["æ", "ae"],
  ["ё", "е"],
  ["ş", "ș"],
  ["ţ", "ț"],
  ["ی", "ي"],
  ["ک", "ك"],
  ["ہ", "ه"],
]);

/** Such letters in one form, and capital letters without accents where more letters follow. */
export function plainLetters(text: string): string {
  return typographicFold(
    text
      .replace(/^\p{Lu}(?=\p{L})/u, (capital) =>
        capital
          .normalize("NFD")
          .replace(/\u0301|\u0300|\u0302/g, "")
          .normalize("NFC"),
      )
      .replace(/[œæёşţیکہ]/giu, (letter) => VARIANTS.get(letter.toLowerCase()) ?? letter),
  );
}

/** İ is the capital of i there, and I that of ı. */
export function turkishLower(text: string): string {
  return text.toLocaleLowerCase("tr");
}

export function isGreekInCapitals(capitals: string, word: string): boolean {
  return (
    /^[\p{Script=Greek}\p{M}]+$/u.test(capitals) &&
    capitals === capitals.toUpperCase() &&
    withoutAccents(word.toUpperCase()) === withoutAccents(capitals)
  );
}

function withoutAccents(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "");
}

/** With and without the accent, or with another one, these are two words. */
export function areTwoWords(printed: Token, archived: Token, situation: Situation): boolean {
  const [a, b] = [printed.text.toLowerCase(), archived.text.toLowerCase()];
  return (
    (situation.lexica.accentTells(a, b) || otherTone(a, b, situation)) && !writesPlainly(situation)
  );
}

/** A letter of Arabic or Hebrew with the marks on it; of these, those that are its vowel. */
const MARKED = /\P{M}\p{M}*/gu;
const NO_VOWEL = /[^\u064b-\u0650\u05b1-\u05bb]/gu;
const STROKE = /\u0640/gu;

/**
 * One letter has another vowel in each: "qutila" was killed, "qatala" killed. A vowel that one of them
 * leaves unwritten says nothing.
 */
export function haveOtherVowels(a: string, b: string): boolean {
  const [here, there] = [vowelsOf(a), vowelsOf(b)];
  return here.some((vowel, i) => vowel !== "" && there[i] && vowel !== there[i]);
}

function vowelsOf(text: string): readonly string[] {
  return (text.replace(STROKE, "").match(MARKED) ?? []).map((letter) =>
    letter.replace(NO_VOWEL, ""),
  );
}

/** Vowels that Vietnamese alone writes: its accents are tones, and each tone is another word. */
const VIETNAMESE = /[\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]/u;

/** Not the same marks on another vowel: "hoà" and "hòa" are one word. */
function otherTone(a: string, b: string, { archivedText }: Situation): boolean {
  return VIETNAMESE.test(archivedText.normalize("NFC")) && marksOf(a) !== marksOf(b);
}

function marksOf(text: string): string {
  return [...text.normalize("NFD").replace(/\P{M}/gu, "")].sort().join("");
}

const ACCENTED = /[\u00c0-\u024f]/u;
/** Accented words the other text has before one without any is called plainly written. */
const PLAIN_FROM = 3;

/** One text has no accents at all where the other has several: then none says anything. */
function writesPlainly({ printed, archived }: Situation): boolean {
  const [here, there] = [countAccented(printed), countAccented(archived)];
  // Capitals are often written without.
  const enough = isCapitals(here < there ? printed : archived) ? 1 : PLAIN_FROM;
  return Math.min(here, there) === 0 && Math.max(here, there) >= enough;
}

function countAccented(tokens: readonly Token[]): number {
  return tokens.filter(({ kind, text }) => kind === "word" && ACCENTED.test(text)).length;
}

function isCapitals(tokens: readonly Token[]): boolean {
  return tokens.every(({ kind, text }) => kind !== "word" || text === text.toUpperCase());
}
