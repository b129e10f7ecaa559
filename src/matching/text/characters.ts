/**
 * Tables of characters. What counts as typography follows Wikipedia's rules of typographic
 * conformity and the Reuters Handbook: quotation marks, dashes and spaces may be made uniform.
 */

/**
 * Characters that show nothing, as ranges of code points: control characters, soft hyphen, joiners,
 * bidi marks, variation selectors, byte order marks. Tag characters stay: they tell the flags of
 * England and Scotland apart.
 */
const INVISIBLE: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0e, 0x1f],
  [0x7f, 0x84],
  [0x86, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0100, 0xe01ef],
];

/** White space, and what is blank to the eye without being called so: Braille blank, Hangul filler. */
const BLANK = "\\s\\u0085\\u2800\\u3164";
const UNSEEN = INVISIBLE.map(
  ([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`,
).join("");

export const SPACE = new RegExp(`^[${BLANK}]$`, "u");
export const INVISIBLES = new RegExp(`[${UNSEEN}]`, "u");
export const LINE_BREAK = /[\n-\r\u0085\u2028\u2029]/u;

/** Stretches of white space and invisible characters other than one plain space or line break. */
export const UNSEEN_STRETCH = new RegExp(
  `[${BLANK}${UNSEEN}]{2,}|(?![ \\n])[${BLANK}${UNSEEN}]|[ \\n]$`,
  "gu",
);

const DOUBLE_QUOTES = '"“”„‟«»〝〞〟＂「」『』《》〈〉❝❞″﹁﹂﹃﹄｢｣״';
const SINGLE_QUOTES = "'‘’‚‛‹›`´′ʻʼʽʹˈ＇ꞌ❛❜׳";
const DASHES = "-־‐‑‒–—―−﹘﹣－⸺⸻";

/** Typographic variants and the plain character that stands for them in comparison. */
export const TYPOGRAPHIC: ReadonlyMap<string, string> = new Map([
  ...[...DOUBLE_QUOTES].map((c): [string, string] => [c, '"']),
  ...[...SINGLE_QUOTES].map((c): [string, string] => [c, "'"]),
  ...[...DASHES].map((c): [string, string] => [c, "-"]),
  ["⋯", "..."],
  ["〜", "~"],
  ["⁄", "/"],
  ["∕", "/"],
  ["‼", "!!"],
  ["⁉", "!?"],
  ["、", ","],
  ["،", ","],
  ["؛", ";"],
  ["؟", "?"],
  ["۔", "."],
  ["।", "."],
  ["。", "."],
  ["｡", "."],
]);

/** Kept out of NFKC: 10² is not 102, ½ is not 1/2 after a digit, ™ and ℹ are signs of their own. */
export const KEPT = /^[\p{No}\p{Extended_Pictographic}]/u;

/** Arabic vowel signs, tatweel and Koranic marks, but not U+0653–0655, which make up أ إ آ ؤ ئ. */
export const VOCALISATION =
  /[\u064b-\u0652\u0670\u06d6-\u06ed\u0640\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]/gu;
