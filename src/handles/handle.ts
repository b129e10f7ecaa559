/** Longest handle of any platform: a Mastodon user and its server, or a DID. */
const MAX_HANDLE_CHARACTERS = 320;

/** Marks that have no width; harmless in copied text, unless they turn the reading direction. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** Marks that make the text behind them show backwards: `NU` behind one shows as `UN`. */
const OVERRIDE = /[\u202d\u202e]/u;

/** Letters of any script, so that look-alikes can be compared; dots, `@` and `:` for other platforms. */
const HANDLE = /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.\-:@%]*[\p{L}\p{M}\p{N}_-])?$/u;

/**
 * A handle without `@`, brackets and final punctuation, in Unicode's compatibility form (so that a
 * full-width `＠UN` is `UN`), invisible marks removed, case kept; null when it cannot be a handle.
 */
export function normaliseHandle(raw: string): string | null {
  if (raw.length > 2 * MAX_HANDLE_CHARACTERS) return null;
  const text = raw
    .normalize("NFKC")
    .replace(INVISIBLE, "")
    .trim()
    .replace(/^[([{<"'“‘«]+/u, "")
    .replace(/^@\s?/, "")
    .replace(/[)\]}>"'”’».,;:!?]+$/u, "");
  return text.length <= MAX_HANDLE_CHARACTERS && HANDLE.test(text) ? text : null;
}

/** Invisible marks in a handle as printed, by code point and name, in order, none twice. */
export function invisibleMarks(raw: string): string[] {
  const marks = raw.slice(0, 2 * MAX_HANDLE_CHARACTERS).match(INVISIBLE) ?? [];
  return [...new Set(marks)].map(
    (mark) => `${MARK_NAMES[mark] ?? "invisible character"} (${codePoint(mark)})`,
  );
}

/** True when the handle shows on screen in another order than it is written in. */
export function turnsDirection(raw: string): boolean {
  return OVERRIDE.test(raw);
}

/** `U+202E` */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

const MARK_NAMES: Readonly<Record<string, string>> = {
  "\u00ad": "soft hyphen",
  "\u200b": "zero-width space",
  "\u200c": "zero-width non-joiner",
  "\u200d": "zero-width joiner",
  "\u200e": "left-to-right mark",
  "\u200f": "right-to-left mark",
  "\u202a": "left-to-right embedding",
  "\u202b": "right-to-left embedding",
  "\u202c": "end of direction change",
  "\u202d": "left-to-right override",
  "\u202e": "right-to-left override",
  "\u2060": "word joiner",
  "\u2066": "left-to-right isolate",
  "\u2067": "right-to-left isolate",
  "\u2068": "first-strong isolate",
  "\u2069": "end of isolate",
  "\ufeff": "byte order mark",
};
