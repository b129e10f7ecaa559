import type { Edit, Span } from "../records/edit.js";
import type { Pair } from "./align.js";
import { isEqual } from "./changes.js";
import { isWordLike, weightOf } from "./scores.js";
import type { Situation } from "./situation.js";
import type { Token } from "./types.js";

export interface Coverage {
  /** Printed content words (all words when there are none of content). */
  readonly content: number;
  /** Share of them that the post holds: in order when pairs are given, else anywhere. */
  readonly present: number;
  /** The same over all words, weighted as in the alignment. */
  readonly weighted: number;
  /** Tokens of the longest equal stretch. */
  readonly longestRun: number;
}

/** How much of the print is found in the post. */
export function coverageOf(
  situation: Situation,
  pairs: readonly Pair[] | null,
  edits: readonly Edit[] = [],
): Coverage {
  const found = pairs ? inOrder(situation, pairs, edits) : anywhere(situation);
  const framing = new Set(
    edits
      .filter(({ op, severity }) => op === "insert" && severity === "capture")
      .flatMap(({ printed }) => tokensWithin(situation.printed, printed)),
  );
  const all = { words: 0, content: 0, weight: 0 };
  const held = { words: 0, content: 0, weight: 0 };
  for (const [i, token] of situation.printed.entries()) {
    if (!isWordLike(token) || framing.has(i)) continue;
    const weight = weightOf(token, situation.lexica);
    const content = isContent(token, situation) ? 1 : 0;
    for (const sum of found[i] === 1 ? [all, held] : [all]) {
      sum.words += 1;
      sum.content += content;
      sum.weight += weight;
    }
  }
  return {
    content: all.content,
    present: all.content > 0 ? share(held.content, all.content) : share(held.words, all.words),
    weighted: share(held.weight, all.weight),
    longestRun: pairs ? longestRun(situation, pairs) : 0,
  };
}

/** Carries content: not a small word that any text has. */
export function isContent(token: Token, { lexica }: Situation): boolean {
  return isWordLike(token) && !(token.kind === "word" && lexica.has("functionWords", token));
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

/** 1 for equal tokens, and for those that an edit calls the same words written otherwise. */
function inOrder(situation: Situation, pairs: readonly Pair[], edits: readonly Edit[]): Uint8Array {
  const found = new Uint8Array(situation.printed.length);
  for (const pair of pairs) if (isEqual(situation, pair)) found[pair.printed] = 1;
  const same = edits.filter(
    ({ op, severity }) => op === "replace" && severity !== "meaning" && severity !== "editorial",
  );
  for (const { printed } of same) {
    for (const i of tokensWithin(situation.printed, printed)) found[i] = 1;
  }
  return found;
}

/** Indices of the tokens that lie within a span; tokens are in text order. */
function tokensWithin(tokens: readonly Token[], { start, end }: Span): number[] {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const within: number[] = [];
  for (let i = low; i < tokens.length && (tokens[i]?.end ?? 0) <= end; i += 1) within.push(i);
  return within;
}

function anywhere({ printed, archived }: Situation): Uint8Array {
  const folds = new Set<string>();
  const tags: string[] = [];
  for (const { kind, fold } of archived) {
    folds.add(fold);
    if (kind === "hashtag") tags.push(fold);
  }
  return Uint8Array.from(printed, ({ fold }) =>
    folds.has(fold) || (fold.length >= 3 && tags.some((tag) => tag.includes(fold))) ? 1 : 0,
  );
}

function longestRun(situation: Situation, pairs: readonly Pair[]): number {
  let run = 0;
  let longest = 0;
  for (const pair of pairs) {
    run = isEqual(situation, pair) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
