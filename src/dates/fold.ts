/** Printed dates longer than this are no dates. */
const MAX_DATE_CHARACTERS = 500;

/** Marks without which words are still told apart: accents, Arabic and Hebrew points, nukta. */
const OPTIONAL_MARKS =
  /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u093c\u09bc]/gu;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Letters with more than one code point in use. */
const LETTER_FORMS: Readonly<Record<string, string>> = {
  ı: "i",
  ς: "σ",
  "\u06cc": "\u064a",
  "\u0649": "\u064a",
  "\u06a9": "\u0643",
  "\u06c0": "\u0647",
  "\u06d5": "\u0647",
  "’": "'",
  "‘": "'",
  ʼ: "'",
  ʻ: "'",
  ʿ: "'",
  ʾ: "'",
  "`": "'",
  "\u05f3": "'",
  "\u05f4": '"',
  "、": ",",
  "،": ",",
};

const DIGIT = /\p{Nd}/u;

/**
 * A printed date in the form that all tables here use: compatibility characters and all digits made
 * plain, lower case, accents and vowel points off, one space between. `""` for what is too long to
 * be a date.
 */
export function foldDate(printed: string): string {
  if (printed.length > MAX_DATE_CHARACTERS) return "";
  const marked = printed.normalize("NFKC").replace(INVISIBLE, "").toLowerCase().normalize("NFKD");
  return Array.from(marked.replace(OPTIONAL_MARKS, ""), plainCharacter)
    .join("")
    .normalize("NFC")
    .replace(/\s+/gu, " ")
    .trim();
}

function plainCharacter(character: string): string {
  const form = LETTER_FORMS[character];
  if (form !== undefined) return form;
  return character > "\u007f" && DIGIT.test(character) ? digitOf(character) : character;
}

/** Unicode keeps the ten digits of every script together and in order: counted from the first. */
function digitOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}
