import { INVISIBLES, SPACE, TYPOGRAPHIC } from "./characters.js";

/**
 * What a text needs before it can be compared, found in one pass: most posts need next to nothing,
 * and the steps that find that out one by one cost more than all the rest. Bits, to be tested singly.
 */
export const NEED = {
  nothing: 0,
  /** It may hold a character reference. */
  references: 1,
  /** It holds something invisible, or white space other than single spaces and line breaks. */
  unseen: 2,
  /** It holds a typographic variant that one plain character stands for. */
  marks: 4,
  /** NFC may change it. */
  composing: 8,
  /** NFKC may change it, or the table of typography in more than one character. */
  folding: 16,
} as const;

const FORMS = NEED.composing | NEED.folding;

/** A single space or line break: how it stands decides whether it is to be collapsed. */
const BLANK = 32;
/** A vowel sign of Devanagari: settled where it follows a letter of its script. */
const DEVANAGARI_SIGN = 64;
const KNOWN = 128;

/** What each UTF-16 code unit needs, as it is first met: the tables themselves say it. */
const UNITS = new Uint8Array(0x1_0000);

/** The needs of a text as a sum of `NEED`s. It never says too little; it may say too much. */
export function needOf(text: string): number {
  let needs = 0;
  let before = BLANK;
  let code = 0;
  for (let i = 0; i < text.length; i += 1) {
    const last = code;
    code = text.charCodeAt(i);
    const unit = UNITS[code] || unitOf(code);
    needs |= unit;
    if ((unit & before & BLANK) !== 0) needs |= NEED.unseen;
    if ((unit & DEVANAGARI_SIGN) !== 0 && !isDevanagari(last)) needs |= FORMS;
    if (code >= 0xd83c && code <= 0xd83e && !isEmojiPair(code, text.charCodeAt(i + 1))) {
      needs |= FORMS;
    }
    before = unit;
  }
  if ((before & BLANK) !== 0) needs |= NEED.unseen;
  return needs & ~(BLANK | DEVANAGARI_SIGN | KNOWN);
}

function unitOf(code: number): number {
  UNITS[code] = KNOWN | needsOf(String.fromCharCode(code), code);
  return UNITS[code];
}

function needsOf(unit: string, code: number): number {
  if (unit === "&") return NEED.references;
  if (unit === " " || unit === "\n") return BLANK;
  if (SPACE.test(unit) || INVISIBLES.test(unit)) return NEED.unseen;
  if (TYPOGRAPHIC.get(unit)?.length === 1) return NEED.marks;
  if (code >= 0xd800 && code <= 0xdfff) return surrogateNeeds(code);
  if (isDevanagariSign(code)) return DEVANAGARI_SIGN;
  if (unit.normalize("NFC") !== unit || COMPOSES.test(unit)) return FORMS;
  return unit.normalize("NFKC") === unit && !TYPOGRAPHIC.has(unit) ? NEED.nothing : NEED.folding;
}

/** What may become one character with what stands before it: marks, and the vowels of jamo. */
const COMPOSES = /[\p{M}\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7cb]/u;

/** Emoji are told by both halves; the other half says nothing; all other planes are looked into. */
function surrogateNeeds(code: number): number {
  if (code >= 0xdc00 || (code >= 0xd83c && code <= 0xd83e)) return NEED.nothing;
  return FORMS | NEED.unseen;
}

/** U+1F1E6–1FAFF without U+1F200–1F2FF: flags and emoji, the same in every normal form. */
function isEmojiPair(high: number, low: number): boolean {
  if (high === 0xd83c) return (low >= 0xdf00 && low <= 0xdfff) || (low >= 0xdde6 && low <= 0xddff);
  return low >= 0xdc00 && low <= (high === 0xd83d ? 0xdfff : 0xdeff);
}

/** Vowel signs and the like, without the nukta, which composes. */
function isDevanagariSign(code: number): boolean {
  return (code >= 0x901 && code <= 0x903) || (code >= 0x93e && code <= 0x94d);
}

function isDevanagari(code: number): boolean {
  return code >= 0x901 && code <= 0x94d && code !== 0x93c;
}
