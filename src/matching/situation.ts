import type { Span } from "../records/edit.js";
import type { Lexica } from "./lexicon/index.js";
import type { ShownLink, Token } from "./types.js";

/** Everything a rule may look at: both texts whole, and the word lists of their language. */
export interface Situation {
  readonly printedText: string;
  readonly archivedText: string;
  readonly printed: readonly Token[];
  readonly archived: readonly Token[];
  readonly lexica: Lexica;
  readonly links: readonly ShownLink[];
  /** Sentence number of each archived token. */
  readonly sentences: readonly number[];
  /** Where the printed words end: only marks, links, tags and emoji come after. */
  readonly printedEnd: number;
}

/**
 * A place where the texts differ: printed tokens `[printedFrom, printedTo)` stand where the post
 * has archived tokens `[archivedFrom, archivedTo)`; either may be empty.
 */
export interface Change {
  readonly printedFrom: number;
  readonly printedTo: number;
  readonly archivedFrom: number;
  readonly archivedTo: number;
  readonly printed: readonly Token[];
  readonly archived: readonly Token[];
}

export function makeChange(
  situation: Situation,
  printedFrom: number,
  printedTo: number,
  archivedFrom: number,
  archivedTo: number,
): Change {
  return {
    printedFrom,
    printedTo,
    archivedFrom,
    archivedTo,
    printed: situation.printed.slice(printedFrom, printedTo),
    archived: situation.archived.slice(archivedFrom, archivedTo),
  };
}

/** The stretch of `text` that tokens `[from, to)` cover; an empty one stands between its neighbours. */
export function spanOf(text: string, tokens: readonly Token[], from: number, to: number): Span {
  if (from >= to) {
    const at = tokens[from - 1]?.end ?? tokens[from]?.start ?? text.length;
    return { start: at, end: at, text: "" };
  }
  const start = tokens[from]?.start ?? 0;
  const end = Math.max(start, tokens[to - 1]?.end ?? start);
  return { start, end, text: text.slice(start, end) };
}

/** Longest quotation inside a sentence of ours; longer ones are cut in the middle. */
const SHOWN = 80;

/** Words as they stand in the text, for a sentence an editor reads. */
export function shown(text: string, tokens: readonly Token[]): string {
  const first = tokens[0];
  const last = tokens.at(-1);
  if (!first || !last) return "nothing";
  const words = text.slice(first.start, last.end).replace(/\s+/g, " ");
  if (words.length <= SHOWN) return `“${words}”`;
  const characters = [...words];
  if (characters.length <= SHOWN) return `“${words}”`;
  return `“${characters.slice(0, 40).join("")} … ${characters.slice(-30).join("")}”`;
}
