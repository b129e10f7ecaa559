import type { Token } from "./types.js";

/** The printed words without what frames them. Indices into the printed tokens. */
export interface Framed {
  /** Quotation marks around everything: pairs of token indices, outermost first. */
  readonly quotes: readonly { open: number; close: number }[];
  /** Dots that mark a cut at the beginning, or at the end; -1 for none. */
  readonly startDots: number;
  readonly endDots: number;
  /** What is aligned: `[from, to)`. */
  readonly from: number;
  readonly to: number;
  /** A credit at the very end, "via @paper": token indices. */
  readonly credit: readonly number[];
  /** Closing punctuation after `to`, compared only with what stands next in the post. */
  readonly closing: readonly number[];
}

const OPENING = /^[«„“‟‹‘‚「『《〈｢〝]/u;
const CLOSING = /^[»›”’」』》〉｣〞〟]/u;
const TERMINAL = new Set([".", "!", "?", ",", ";", ":"]);

export function isQuote(token: Token | undefined): boolean {
  return token?.kind === "punctuation" && token.fold === '"';
}

export function isTerminal(token: Token | undefined): boolean {
  return token?.kind === "punctuation" && TERMINAL.has(token.fold);
}

/** Layers of quotation marks that are taken off. */
const MOST_QUOTES = 3;

/** Takes off outer quotation marks, dots that mark a cut, and closing punctuation. */
export function unframe(tokens: readonly Token[]): Framed {
  let from = 0;
  let to = tokens.length;
  const quotes: { open: number; close: number }[] = [];
  while (quotes.length < MOST_QUOTES && to - from >= 3 && wraps(tokens, from, to)) {
    quotes.push({ open: from, close: to - 1 });
    from += 1;
    to -= 1;
  }
  const credit = isCredit(tokens, to - 2) && to - from > 2 ? [to - 2, to - 1] : [];
  to -= credit.length;
  const startDots = to - from >= 2 && tokens[from]?.kind === "ellipsis" ? from++ : -1;
  // "[...].": the full stop after the dots is the sentence's that they end.
  if (to - from >= 3 && tokens[to - 1]?.text === "." && tokens[to - 2]?.kind === "ellipsis")
    to -= 1;
  const endDots = to - from >= 2 && tokens[to - 1]?.kind === "ellipsis" ? --to : -1;
  const closing: number[] = [];
  while (to - from >= 2 && isTerminal(tokens[to - 1])) closing.unshift(--to);
  return { quotes, startDots, endDots, from, to, credit, closing };
}

/** "via @paper", from token `at`. */
export function isCredit(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.fold === "via" && tokens[at + 1]?.kind === "mention";
}

/** Do the quotation marks at both ends belong together? */
function wraps(tokens: readonly Token[], from: number, to: number): boolean {
  if (!isQuote(tokens[from]) || !isQuote(tokens[to - 1])) return false;
  let depth = 0;
  let inner = 0;
  let closesFirst = false;
  for (let i = from + 1; i < to - 1; i += 1) {
    if (!isQuote(tokens[i]) || isApostrophe(tokens[i])) continue;
    depth += opens(tokens, i, from, depth) ? 1 : -1;
    inner += 1;
    if (depth < 0) closesFirst = true;
  }
  // An odd mark inside is the author's own, its partner in another post of the thread.
  return !closesFirst || inner % 2 === 1;
}

/** A single mark inside may as well be an apostrophe (the soldiers’ pay). */
function isApostrophe(token: Token | undefined): boolean {
  return token?.text === "'";
}

/** A quotation mark that stands free on both sides, or on neither, opens what is not yet open. */
function opens(tokens: readonly Token[], i: number, outer: number, depth: number): boolean {
  const token = tokens[i];
  if (!token || CLOSING.test(token.key)) return false;
  if (OPENING.test(token.key) && token.key !== "“") return true;
  const next = tokens[i + 1];
  const begins = token.spaced || i - 1 === outer || isOpening(tokens[i - 1]);
  const follows = next !== undefined && !next.spaced;
  return begins === follows ? begins : depth === 0;
}

function isOpening(token: Token | undefined): boolean {
  return token !== undefined && /^[([{«„“‹「『]/u.test(token.key);
}
