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
  const words = situation.printed
    .map((token, i) => ({ token, i }))
    .filter(({ token, i }) => isWordLike(token) && !framing.has(i));
  const content = words.filter(({ token }) => isContent(token, situation));
  const counted = content.length > 0 ? content : words;
  const weight = (list: typeof words) =>
    list.reduce((sum, { token }) => sum + weightOf(token, situation.lexica), 0);
  const total = weight(words);
  return {
    content: content.length,
    present: share(counted.filter(({ i }) => found.has(i)).length, counted.length),
    weighted: share(weight(words.filter(({ i }) => found.has(i))), total),
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

/** Equal tokens, and those that an edit calls the same words written otherwise. */
function inOrder(
  situation: Situation,
  pairs: readonly Pair[],
  edits: readonly Edit[],
): Set<number> {
  const found = new Set(
    pairs.filter((pair) => isEqual(situation, pair)).map(({ printed }) => printed),
  );
  const same = edits.filter(
    ({ op, severity }) => op === "replace" && severity !== "meaning" && severity !== "editorial",
  );
  for (const { printed } of same) {
    for (const i of tokensWithin(situation.printed, printed)) found.add(i);
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

function anywhere({ printed, archived }: Situation): Set<number> {
  const folds = new Set(archived.map(({ fold }) => fold));
  const tags = archived.filter(({ kind }) => kind === "hashtag").map(({ fold }) => fold);
  return new Set(
    printed.flatMap(({ fold }, i) =>
      folds.has(fold) || (fold.length >= 3 && tags.some((tag) => tag.includes(fold))) ? [i] : [],
    ),
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
