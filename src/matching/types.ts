import type { TextCheck } from "../records/checks.js";

/** What a token is; edits of different kinds of token matter differently. */
export type TokenKind =
  | "word"
  /** One character of a script written without spaces (Han, kana, Thai, Lao, Khmer, Burmese). */
  | "character"
  | "number"
  | "mention"
  | "hashtag"
  | "url"
  | "ellipsis"
  | "emoji"
  | "punctuation";

/** A piece of text. Offsets are UTF-16 code units into the unnormalised string, half-open. */
export interface Token {
  readonly kind: TokenKind;
  /** The characters once entities, invisible characters and composition are resolved. */
  readonly key: string;
  /** `key` with typography folded too: quotes, dashes, compatibility forms. Case is kept. */
  readonly text: string;
  /** What alignment compares: lower case, no accents, no `#` or `@`, canonical number. */
  readonly fold: string;
  readonly start: number;
  readonly end: number;
  /** White space stands before it. */
  readonly spaced: boolean;
  /** A line break stands before it. */
  readonly newLine: boolean;
}

/** A link as the post shows it, and the addresses it stands for (from the capture). */
export interface ShownLink {
  readonly shown: string;
  readonly targets: readonly string[];
}

export interface CompareOptions {
  /** BCP 47 tag of both texts, where known; decides how numbers and negations are read. */
  lang?: string;
  links?: readonly ShownLink[];
  /** Where the archived copy itself is cut: UTF-16 offset into it. */
  cutAt?: number;
}

/** A text check, with what the engine needs to choose between several posts. */
export type TextComparison = TextCheck & {
  /** Share (0–1) of the printed content words that the post holds, in order. */
  coverage: number;
  /** The stretch of the post that the quote covers; null when nothing fits. */
  archivedSpan: { start: number; end: number } | null;
  /** Higher: this post explains the quote better. Comparable across posts. */
  score: number;
};
