/** How much normalising a text needs: none, plain quotes and dashes alone, or a closer look. */
export type Need = "nothing" | "quotes" | "more";

const LINE_FEED = 0x0a;
const SPACE = 0x20;
const AMPERSAND = 0x26;
const DELETE = 0x7f;

/**
 * One pass over the text, for most posts need next to nothing and the passes that find that out one
 * by one cost more than all the rest. `nothing` and `quotes` are said only of texts that hold no
 * character reference, no invisible or combining character, no white space to collapse, and nothing
 * that NFC or NFKC would change.
 */
export function needOf(text: string): Need {
  let need: Need = "nothing";
  let before = SPACE;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < DELETE) {
      if (code <= SPACE ? isAwkwardBlank(code, before, i) : code === AMPERSAND) return "more";
    } else if (isQuoteOrDash(code)) need = "quotes";
    else if (!isSettledLetter(code) && !(isDevanagariMark(code) && isDevanagari(before))) {
      return "more";
    }
    before = code;
  }
  return before <= SPACE ? "more" : need;
}

/** Anything but a single space or line break between two other characters. */
function isAwkwardBlank(code: number, before: number, at: number): boolean {
  return (code !== SPACE && code !== LINE_FEED) || before <= SPACE || at === 0;
}

/** U+2010–2015 and U+2018–201F: each has one plain character for it in the table of typography. */
function isQuoteOrDash(code: number): boolean {
  return code >= 0x2010 && code <= 0x201f && code !== 0x2016 && code !== 0x2017;
}

/** Letters that are the same in every normal form: Latin with accents, Cyrillic, Devanagari. */
function isSettledLetter(code: number): boolean {
  if (code < 0xc0) return false;
  if (code <= 0x17e) {
    return code !== 0x132 && code !== 0x133 && code !== 0x13f && code !== 0x140 && code !== 0x149;
  }
  return (
    (code >= 0x400 && code <= 0x481) ||
    (code >= 0x48a && code <= 0x52f) ||
    (code >= 0x904 && code <= 0x939)
  );
}

/** Vowel signs and the like, without the nukta, which composes. */
function isDevanagariMark(code: number): boolean {
  return (code >= 0x901 && code <= 0x903) || (code >= 0x93e && code <= 0x94d);
}

function isDevanagari(code: number): boolean {
  return code >= 0x901 && code <= 0x94d && code !== 0x93c;
}
