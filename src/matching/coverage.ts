import type { Edit } from "../records/edit.js";
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
  const framing = edits.filter(({ op, severity }) => op === "insert" && severity === "capture");
  const words = situation.printed
    .map((token, i) => ({ token, i }))
    .filter(
      ({ token }) =>
        isWordLike(token) &&
        !framing.some(({ printed }) => token.start >= printed.start && token.end <= printed.end),
    );
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
    for (const [i, token] of situation.printed.entries()) {
      if (token.start >= printed.start && token.end <= printed.end) found.add(i);
    }
  }
  return found;
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
