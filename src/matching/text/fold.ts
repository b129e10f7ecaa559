import { VOCALISATION } from "./characters.js";
import { asciiDigits } from "./number.js";
import { remembered } from "./remembered.js";

/** Accents of Latin and Greek letters; elsewhere a mark makes another letter (й, क, ガ). */
const ACCENT_AFTER_LATIN = /([\p{Script=Latin}\p{Script=Greek}])[\u0300-\u036f]+/gu;

/** Letters often written plainly, and the plain letter; the last two are Devanagari marks. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ø", "o"],
  ["ł", "l"],
  ["đ", "d"],
  ["ð", "d"],
  ["þ", "th"],
  ["ı", "i"],
  ["ς", "σ"],
  ["ё", "е"],
  ["أ", "ا"],
  ["إ", "ا"],
  ["آ", "ا"],
  ["ٱ", "ا"],
  ["ى", "ي"],
  ["ة", "ه"],
  ["ی", "ي"],
  ["ک", "ك"],
  ["ہ", "ه"],
  ["\u0901", "\u0902"],
  ["\u093c", ""],
]);

/**
 * A word without what typography may change: case, vowel signs, tatweel, apostrophes, the dots of
 * an abbreviation, a leading `#` or `@`, the script of its digits.
 */
export function typographicFold(text: string): string {
  return text
    .toLowerCase()
    .replace(VOCALISATION, "")
    .replace(/^[#@]/u, "")
    .replace(/['.[\]]/gu, "")
    .replace(/[^\P{Nd}0-9]/gu, asciiDigits);
}

/** Letters and digits that every fold leaves alone but for their case. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const letter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a && code < 0x80;
    if (!letter && !(code >= 0x30 && code <= 0x39) && code !== 0x5f) return false;
  }
  return true;
}

/** `typographicFold` without accents and with letters that are often written plainly folded. */
export function looseFold(text: string): string {
  return isPlain(text) ? text.toLowerCase() : foldWord(text);
}

const foldWord = remembered((text: string): string => {
  const plain = typographicFold(text);
  if (/^[a-z0-9_]*$/.test(plain)) return plain;
  return plain
    .normalize("NFD")
    .replace(ACCENT_AFTER_LATIN, "$1")
    .normalize("NFC")
    .replace(/[^a-z0-9]/gu, (letter) => LETTERS.get(letter) ?? letter);
});
