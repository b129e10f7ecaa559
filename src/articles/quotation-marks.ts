/** Opening marks and the marks that close them; German and Danish use some the other way round. */
const PAIRS: ReadonlyMap<string, string> = new Map([
  ["\u201c", "\u201d"],
  ["\u201e", "\u201c\u201d"],
  ["\u201f", "\u201d"],
  ["\u00ab", "\u00bb"],
  ["\u00bb", "\u00ab"],
  ["\u2039", "\u203a"],
  ["\u203a", "\u2039"],
  // Finnish and Swedish, and Arabic from right to left.
  ["\u201d", "\u201d\u201c"],
  ["\u2018", "\u2019"],
  ["\u201a", "\u2018"],
  ["\u300c", "\u300d"],
  ["\u300e", "\u300f"],
  ["\u300a", "\u300b"],
  ['"', '"'],
]);

/** Marks that open a quotation in running text. */
const RUNNING = "\u201c\u201e\u201f\u201d\u00ab\u00bb\u2039\u203a\u300c\u300e\"\u2018'";

/** Marks that are apostrophes or close others as well: only their surroundings tell. */
const BY_SURROUNDINGS = new Set(["\u2018", "'", "\u201d"]);
/** A single mark closes behind a stop, or before a sign or the end; "dogs' tails" closes nothing. */
const SINGLE_CLOSES: ReadonlyMap<string, RegExp> = new Map([
  ["\u2018", /(?<=[.,!?…]["”]?)\u2019(?![\p{L}\p{N}])|\u2019(?=[,.;:!?)]|\s*$)/gu],
  ["'", /(?<=[.,!?…]["”]?)'(?![\p{L}\p{N}])|'(?=[,.;:!?)]|\s*$)/gu],
]);

/** Editors mix straight and curly marks: each of these may close what the other opened. */
const CLOSES: ReadonlyMap<string, string> = new Map([
  ["\u201c", '\u201d"'],
  ["\u201e", '\u201c\u201d"'],
  ['"', '"\u201d'],
]);

const EVERY_RUNNING = new RegExp(`[${RUNNING}]`, "g");

export interface Stretch {
  text: string;
  start: number;
  end: number;
}

/**
 * The text without white space, and without one pair of quotation marks around the whole of it (and
 * the stop behind them).
 */
export function withoutQuotationMarks(text: string): Stretch {
  const outer = trimmed(text, 0, text.length);
  const closing = PAIRS.get(outer.text[0] ?? "");
  if (closing === undefined) return outer;
  // Spanish and British print put the sentence's stop behind the mark.
  const end = outer.text.length - (/[.,;]$/.test(outer.text) ? 2 : 1);
  if (!closing.includes(outer.text[end] ?? "")) return outer;
  const inner = outer.text.slice(1, end);
  if (inner === "" || [...closing].some((mark) => inner.includes(mark))) return outer;
  return trimmed(text, outer.start + 1, outer.start + end);
}

/** Whether a paragraph begins with an opening mark. */
export function opensQuotation(text: string): boolean {
  return PAIRS.has(text[0] ?? "");
}

/** A quotation in running text, and where its marks stand. */
export interface Quotation extends Stretch {
  opensAt: number;
  closesAt: number;
}

/** Quotations in a paragraph, outermost only; a mark that nothing closes opens none. */
export function quotationsIn(text: string): Quotation[] {
  const found: Quotation[] = [];
  let unclosed = "";
  const opening = EVERY_RUNNING;
  opening.lastIndex = 0;
  while (opening.test(text)) {
    const at = opening.lastIndex - 1;
    const mark = text.charAt(at);
    if (unclosed.includes(mark) || (BY_SURROUNDINGS.has(mark) && !opensHere(text, at))) continue;
    // Inches, or an apostrophe's stand-in: "Guns N" Roses".
    if (mark === '"' && /[\p{L}\p{N}]/u.test(text[at - 1] ?? "")) continue;
    const close = closeOf(text, at, mark);
    if (close < 0) {
      unclosed += mark;
      continue;
    }
    const { text: words, start, end } = trimmed(text, at + 1, close);
    found.push({ text: words, start, end, opensAt: at, closesAt: close });
    opening.lastIndex = close + 1;
  }
  return found;
}

function closeOf(text: string, open: number, mark: string): number {
  const single = SINGLE_CLOSES.get(mark);
  if (single !== undefined) {
    single.lastIndex = open + 1;
    return single.exec(text)?.index ?? -1;
  }
  const closing = CLOSES.get(mark) ?? PAIRS.get(mark) ?? mark;
  const nested = closingOverNested(text, open, mark, closing);
  return nested < 0 ? closingAt(text, open + 1, closing) : nested;
}

/** Longest quotation in which others of the same marks are looked for. */
const MAX_NESTED = 5_000;
/** Marks that open more than this without closing are no quotations in a quotation. */
const MAX_DEPTH = 8;

/**
 * The mark that closes the quotation opened at `open`, over quotations in the same marks inside it
 * (`"so "called" peace"`). A straight mark opens behind white space and closes elsewhere. -1 where
 * the marks do not come out even.
 */
function closingOverNested(text: string, open: number, mark: string, closing: string): number {
  const limit = Math.min(text.length, open + MAX_NESTED);
  let depth = 0;
  for (let at = open + 1; at < limit; at += 1) {
    const sign = text.charAt(at);
    const isOpening = sign === '"' ? opensHere(text, at) : sign === "\u201c" || sign === mark;
    const opens = isOpening && (sign === '"' ? closing.includes('"') : !closing.includes(sign));
    if (opens) {
      depth += 1;
      if (depth > MAX_DEPTH) return -1;
    } else if (closing.includes(sign) && !isMeasure(text, at, mark)) {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return -1;
}

/** `“She is 5'10" tall”`: a straight mark behind a number, in curly ones. */
function isMeasure(text: string, at: number, mark: string): boolean {
  return mark !== '"' && text[at] === '"' && /\p{N}/u.test(text[at - 1] ?? "");
}

function opensHere(text: string, at: number): boolean {
  return /[\s([\u2014\u2013]/u.test(text[at - 1] ?? " ") && /\S/u.test(text[at + 1] ?? " ");
}

/** The nearest of the closing marks; each is looked for by itself, which is quick. */
function closingAt(text: string, from: number, closing: string): number {
  let nearest = -1;
  for (const mark of closing) {
    const at = text.indexOf(mark, from);
    if (at >= 0 && (nearest < 0 || at < nearest)) nearest = at;
  }
  return nearest;
}

function trimmed(text: string, from: number, to: number): Stretch {
  const slice = text.slice(from, to);
  const start = from + (slice.length - slice.trimStart().length);
  const inner = slice.trim();
  return { text: inner, start, end: start + inner.length };
}
