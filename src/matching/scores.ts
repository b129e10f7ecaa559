import type { Lexica } from "./lexicon/index.js";
import { isNearSpelling } from "./spelling.js";
import type { Token } from "./types.js";
import { PERCENT_FORMS } from "./units.js";

/*
 * Weights of the alignment (facts measured on real posts: content words must outweigh the small
 * words between them, and a gap must cost more than one mismatch but less than three).
 */
const CONTENT = 2;
export const FUNCTION_WORD = 1.2;
const CHARACTER = 1.2;
const LINK = 1.4;
const EMOJI = 1;
const MARK = 0.6;
const MISMATCH = -0.9;
const NUMBER_FOR_NUMBER = -0.3;
const NEAR_SPELLING = 0.3;
const MARK_FOR_MARK = -0.2;
const UNLIKE = -3;

export const GAP_OPEN = 1;
export const ARCHIVED_GAP = 0.15;
export const PRINTED_GAP = 0.35;
/** Beside a printed ellipsis something is expected to be missing. */
export const ELISION_GAP = 0.01;
export const ELLIPSIS_INSERTED = 0.1;

/** No score is that good. */
const UNKNOWN = 1_000;

/** Scores of matching printed against archived tokens, over interned folds. */
export interface Scores {
  readonly printed: readonly number[];
  readonly archived: readonly number[];
  /** How many different tokens there are; ids are below it. */
  readonly count: number;
  /** Scores of pairing printed token `i` with archived tokens `[from, from + count)`. */
  row(i: number, from: number, count: number, into: Float64Array): void;
}

/** Different words up to which the scores of all their pairs are kept in one table (4 MB). */
const MOST_KEPT = 1_000;

let keptRoom = new Float32Array(1 << 14);

/** A table of scores not yet known, in the same room each time: one pair is aligned at a time. */
function keptScores(size: number): Float32Array {
  if (size > keptRoom.length) keptRoom = new Float32Array(size);
  return keptRoom.subarray(0, size).fill(UNKNOWN);
}

export function makeScores(
  printed: readonly Token[],
  archived: readonly Token[],
  lexica: Lexica,
): Scores {
  return new ScoreTable(printed, archived, lexica);
}

/** Most tokens are never scored: a print mostly repeats its post, and only the rest is aligned. */
class ScoreTable implements Scores {
  readonly printed: readonly number[];
  readonly archived: readonly number[];
  readonly count: number;
  /** The first token of each fold, by its id. */
  private readonly examples: Token[] = [];
  private readonly weights: (number | undefined)[] = [];
  private readonly values: (number | null | undefined)[] = [];
  private kept: Float32Array | null = null;

  constructor(
    printed: readonly Token[],
    archived: readonly Token[],
    private readonly lexica: Lexica,
  ) {
    const ids = new Map<string, number>();
    this.printed = this.idsOf(printed, ids);
    this.archived = this.idsOf(archived, ids);
    this.count = this.examples.length;
  }

  row(i: number, from: number, width: number, into: Float64Array): void {
    const a = this.printed[i] ?? 0;
    for (let j = 0; j < width; j += 1) {
      const b = this.archived[from + j] ?? 0;
      into[j] = a === b ? this.weightAt(a) : this.unequal(a, b);
    }
  }

  private idsOf(tokens: readonly Token[], ids: Map<string, number>): number[] {
    return tokens.map((token) => {
      const known = ids.get(token.fold);
      if (known !== undefined) return known;
      ids.set(token.fold, this.examples.length);
      return this.examples.push(token) - 1;
    });
  }

  private weightAt(id: number): number {
    const known = this.weights[id];
    if (known !== undefined) return known;
    const weight = weightOf(this.examples[id] as Token, this.lexica);
    this.weights[id] = weight;
    return weight;
  }

  private valueAt(id: number): number | null {
    const known = this.values[id];
    if (known !== undefined) return known;
    const value = this.lexica.numberOf(this.examples[id] as Token);
    this.values[id] = value;
    return value;
  }

  private unequal(a: number, b: number): number {
    const { count, examples } = this;
    this.kept ??= keptScores(count <= MOST_KEPT ? count * count : 0);
    const known = this.kept[a * count + b];
    if (known !== undefined && known !== UNKNOWN) return known;
    const score = scoreUnequal(
      examples[a] as Token,
      examples[b] as Token,
      this.valueAt(a),
      this.valueAt(b),
    );
    if (known !== undefined) this.kept[a * count + b] = score;
    return score;
  }
}

/** What one token counts in an alignment and in coverage. */
export function weightOf(token: Token, lexica: Lexica): number {
  switch (token.kind) {
    case "word":
      return lexica.has("functionWords", token) ? FUNCTION_WORD : CONTENT;
    case "number":
    case "mention":
    case "hashtag":
      return CONTENT;
    case "character":
      return CHARACTER;
    case "url":
      return LINK;
    case "emoji":
      return EMOJI;
    default:
      return MARK;
  }
}

export function isWordLike(token: Token): boolean {
  return (
    token.kind === "word" ||
    token.kind === "character" ||
    token.kind === "number" ||
    token.kind === "mention" ||
    token.kind === "hashtag"
  );
}

/** A hashtag written apart: its words begin or end it. */
function isPartOfTag(tag: Token, word: Token): boolean {
  if (tag.kind !== "hashtag" && tag.kind !== "mention") return false;
  return word.fold.length >= 3 && (tag.fold.startsWith(word.fold) || tag.fold.endsWith(word.fold));
}

/** "c'" and "ce", "qu'" and "que". */
function isElision(a: string, b: string): boolean {
  return Math.max(a.length, b.length) <= 3 && (`${a}e` === b || `${b}e` === a);
}

function isMark({ kind }: Token): boolean {
  return kind === "punctuation" || kind === "ellipsis";
}

function scoreUnequal(a: Token, b: Token, valueA: number | null, valueB: number | null): number {
  if (isWordLike(a) && isWordLike(b)) {
    if (a.kind === "number" && b.kind === "number") return NUMBER_FOR_NUMBER;
    if (valueA !== null && b.fold === String(valueA)) return NEAR_SPELLING;
    if (valueB !== null && a.fold === String(valueB)) return NEAR_SPELLING;
    if ((a.kind === "number" && valueB !== null) || (b.kind === "number" && valueA !== null)) {
      return NUMBER_FOR_NUMBER;
    }
    return isNearSpelling(a.fold, b.fold) ||
      isElision(a.fold, b.fold) ||
      isPartOfTag(a, b) ||
      isPartOfTag(b, a)
      ? NEAR_SPELLING
      : MISMATCH;
  }
  if (PERCENT_FORMS.has(a.fold) && PERCENT_FORMS.has(b.fold)) return NEAR_SPELLING;
  if (a.kind === b.kind) return MARK_FOR_MARK;
  return isMark(a) && isMark(b) ? MARK_FOR_MARK : UNLIKE;
}
