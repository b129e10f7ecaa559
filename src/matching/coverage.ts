import type { Edit, Span } from "../records/edit.js";
import type { Pair } from "./align.js";
import { isEqual } from "./changes.js";
import { FUNCTION_WORD, isWordLike, weightOf } from "./scores.js";
import type { Situation } from "./situation.js";
import { american } from "./spelling.js";
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
  const known = pairs ? inOrder(situation, pairs, edits) : null;
  const found = known ? (i: number) => known[i] === 1 : anywhere(situation);
  const framing = new Set(
    edits
      .filter(({ op, severity }) => op === "insert" && severity === "capture")
      .flatMap(({ printed }) => tokensWithin(situation.printed, printed)),
  );
  const all = { words: 0, content: 0, weight: 0 };
  const held = { words: 0, content: 0, weight: 0 };
  for (let i = 0; i < situation.printed.length; i += 1) {
    const token = situation.printed[i] as Token;
    if (!isWordLike(token) || framing.has(i)) continue;
    const weight = weightOf(token, situation.lexica);
    // As in the alignment, a small word weighs less than any other.
    const content = token.kind === "word" && weight === FUNCTION_WORD ? 0 : 1;
    add(all, content, weight);
    if (found(i)) add(held, content, weight);
  }
  return {
    content: all.content,
    present: all.content > 0 ? share(held.content, all.content) : share(held.words, all.words),
    weighted: share(held.weight, all.weight),
    longestRun: pairs ? longestRun(situation, pairs) : 0,
  };
}

function add(
  sum: { words: number; content: number; weight: number },
  content: number,
  weight: number,
) {
  sum.words += 1;
  sum.content += content;
  sum.weight += weight;
}

/** Carries content: not a small word that any text has. */
export function isContent(token: Token, { lexica }: Situation): boolean {
  return isWordLike(token) && !(token.kind === "word" && lexica.has("functionWords", token));
}

/** Texts with that many content words of which fewer than this share occur at all are not aligned. */
const REJECT_FROM = 4;
const REJECT_BELOW = 0.2;

/**
 * Tokens from which on texts are asked for stretches in common too, and their length: in words, and
 * in characters where each of them is a token.
 */
const LONG = 400;
const WORDS = 4;
const CHARACTERS = 8;
/** Share of the stretches below which two long texts are not aligned. */
const STRETCHES_BELOW = 0.05;

/**
 * Have the texts so little in common that they need not be aligned? Any two long texts of one
 * language share most of their words, but hardly ever four in a row.
 */
export function isForeign(situation: Situation): boolean {
  const { printed, archived } = situation;
  if (printed.length >= LONG && archived.length >= LONG && !shareStretches(situation)) return true;
  const enough = printed.length * REJECT_BELOW;
  if (contentAtStart(situation, enough) >= enough) return false;
  const found = anywhere(situation);
  let content = 0;
  let held = 0;
  for (const [i, token] of printed.entries()) {
    if (!isContent(token, situation)) continue;
    content += 1;
    held += found(i) ? 1 : 0;
    if (held >= enough) return false;
  }
  return (
    content >= REJECT_FROM &&
    held / content < REJECT_BELOW &&
    !isRespelled(situation, content * REJECT_BELOW)
  );
}

/** At least `least` content words are those of the post in British or American spelling. */
function isRespelled(situation: Situation, least: number): boolean {
  if (situation.printed.length >= LONG) return false;
  const spellings = new Set(situation.archived.map(({ fold }) => american(fold)));
  const words = situation.printed.filter((token) => isContent(token, situation));
  return words.filter(({ fold }) => spellings.has(american(fold))).length >= least;
}

/** Content words up to `most` that both texts begin with: for most prints that says enough. */
function contentAtStart(situation: Situation, most: number): number {
  const { printed, archived } = situation;
  let content = 0;
  for (let i = 0; content < most && i < printed.length; i += 1) {
    const token = printed[i] as Token;
    if (token.fold !== archived[i]?.fold) return content;
    if (isContent(token, situation)) content += 1;
  }
  return content;
}

function shareStretches({ printed, archived }: Situation): boolean {
  const characters = printed.filter(({ kind }) => kind === "character").length;
  const length = characters * 2 > printed.length ? CHARACTERS : WORDS;
  const ids = new Map<string, number>();
  const known = new Set(stretchesOf(archived, length, ids));
  const all = stretchesOf(printed, length, ids);
  return all.filter((stretch) => known.has(stretch)).length >= all.length * STRETCHES_BELOW;
}

/**
 * A number for each stretch of `length` tokens. Two that differ share one by chance, once in
 * billions: that counts a stretch too many, and errs towards aligning.
 */
function stretchesOf(tokens: readonly Token[], length: number, ids: Map<string, number>): number[] {
  const numbers = tokens.map(({ fold }) => {
    const known = ids.get(fold);
    if (known !== undefined) return known;
    ids.set(fold, ids.size + 1);
    return ids.size;
  });
  const stretches: number[] = [];
  for (let i = length; i <= numbers.length; i += 1) {
    let hash = 0;
    for (let k = i - length; k < i; k += 1) {
      hash = Math.imul(hash ^ (numbers[k] as number), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    stretches.push(hash);
  }
  return stretches;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

/** 1 for equal tokens, and for those that an edit calls the same words written otherwise. */
function inOrder(situation: Situation, pairs: readonly Pair[], edits: readonly Edit[]): number[] {
  const found = new Array<number>(situation.printed.length).fill(0);
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

/** Tells of a printed token whether it stands anywhere in the post, or in one of its hashtags. */
function anywhere({ printed, archived }: Situation): (i: number) => boolean {
  const folds = new Set<string>();
  const tags: string[] = [];
  for (const { kind, fold } of archived) {
    folds.add(fold);
    if (kind === "hashtag") tags.push(fold);
  }
  return (i) => {
    const { fold } = printed[i] as Token;
    return folds.has(fold) || (fold.length >= 3 && tags.some((tag) => tag.includes(fold)));
  };
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
