import type { Pair } from "./align.js";
import { align } from "./anchors.js";
import { edgeBrackets, looseBrackets } from "./brackets.js";
import { findCaptureCut } from "./capture-cut.js";
import { isEqual } from "./changes.js";
import { classify, nothingToCompare, unrelated } from "./classify.js";
import { isForeign } from "./coverage.js";
import { cutEdits, midWordCut, midWordEdit } from "./cuts.js";
import { alignWhole } from "./equal-runs.js";
import { closeUp, judgeFrame } from "./frame.js";
import { judgePairs } from "./judge.js";
import { lexicaFor } from "./lexicon/index.js";
import { isWordLike } from "./scores.js";
import { numberSentences } from "./sentences.js";
import type { Situation } from "./situation.js";
import { tokeniseAlike } from "./text/token-pair.js";
import { tokenise } from "./text/tokens.js";
import { type Framed, unframe } from "./trims.js";
import type { CompareOptions, TextComparison, Token } from "./types.js";

/**
 * Compares the words of a print with those of an archived post. Both are taken as they are:
 * offsets in the result are UTF-16 code units into them. Never throws; linear for equal texts,
 * bounded for all others (10,000 characters against 10,000 stay below a second).
 */
export function compareText(
  printed: string,
  archived: string,
  options: CompareOptions = {},
): TextComparison {
  const archivedTokens = tokenise(archived, options.lang);
  const printedTokens =
    printed === archived
      ? archivedTokens
      : tokeniseAlike(printed, archived, archivedTokens, options.lang);
  const situation: Situation = {
    printedText: printed,
    archivedText: archived,
    printed: printedTokens,
    archived: archivedTokens,
    lexica: lexicaFor(archivedTokens, options.lang),
    links: options.links ?? [],
    sentences: numberSentences(archivedTokens),
    printedEnd: printedTokens.findLastIndex(endsText) + 1,
  };
  const cut = findCaptureCut(archived, archivedTokens, options.cutAt);
  const identical = printed === archived && printed.trim() !== "";
  if (identical || sameKeys(printedTokens, archivedTokens)) {
    return classify(situation, {
      pairs: printedTokens.map((_, i) => ({ printed: i, archived: i })),
      edits: [],
      extract: false,
      truncated: false,
      captureCut: cut,
      unverifiedFrom: null,
      flags: [],
    });
  }
  if (printedTokens.length === 0 || archivedTokens.length === 0) return nothingToCompare(situation);
  if (cut === null && isForeign(situation)) return unrelated(situation, null);
  return compareAligned(situation, unframe(printedTokens), cut);
}

function compareAligned(situation: Situation, framed: Framed, cut: number | null): TextComparison {
  const { pairs, kept } = closeUp(
    situation,
    framed,
    edgeBrackets(situation, looseBrackets(situation, alignCore(situation, framed))),
  );
  const frame = judgeFrame(situation, framed, kept);
  const beyond = cut === null ? null : beyondCut(situation, framed, pairs, cut);
  const judged = beyond === null ? pairs : pairs.slice(0, beyond.pairs);
  const midWord = midWordCut(situation, framed, judged);
  const cuts = cutEdits(situation, framed, {
    ...frame.kept,
    ...(beyond ? { end: situation.archived.length } : {}),
    midWord: midWord !== null,
  });
  const edits = [
    ...frame.edits,
    ...judgePairs(situation, midWord ? judged.filter((pair) => pair !== midWord) : judged),
    ...(midWord ? [midWordEdit(situation, midWord)] : []),
    ...cuts.edits,
  ];
  return classify(situation, {
    pairs: judged,
    edits,
    extract: cuts.extract,
    truncated: cuts.truncated,
    captureCut: cut,
    unverifiedFrom: beyond?.printed ?? null,
    flags: cuts.flags,
  });
}

/** Aligns what stands between the frame's marks. */
function alignCore(situation: Situation, { from, to }: Framed): Pair[] {
  const printed = situation.printed.slice(from, to);
  const { archived, lexica } = situation;
  const pairs = alignWhole(printed, archived) ?? align(printed, archived, lexica);
  if (from === 0) return pairs;
  return pairs.map((pair) => ({
    printed: pair.printed < 0 ? -1 : pair.printed + from,
    archived: pair.archived,
  }));
}

/** Where the print goes on after the archived copy breaks off; null when it does not. */
function beyondCut(
  situation: Situation,
  { to }: Framed,
  pairs: readonly Pair[],
  cut: number,
): { pairs: number; printed: number } | null {
  const last = pairs.findLastIndex(({ archived }) => archived === cut - 1);
  const pair = pairs[last];
  if (!pair || pair.printed < 0 || repeatsEnd(situation, pairs.slice(last + 1))) return null;
  const half =
    !isEqual(situation, pair) &&
    situation.archived[cut]?.spaced !== true &&
    (situation.printed[pair.printed]?.fold ?? "").startsWith(
      situation.archived[pair.archived]?.fold ?? " ",
    );
  if (!half && !isEqual(situation, pair)) return null;
  const rest = half ? last : last + 1;
  const words = pairs
    .slice(rest)
    .filter(
      ({ printed }) =>
        printed >= 0 && printed < to && isWordLike(situation.printed[printed] as Token),
    );
  if (words.length === 0) return null;
  return { pairs: rest, printed: (pairs[rest] as Pair).printed };
}

/**
 * The print repeats the dots and the link in which the archived copy ends. The post's own words go
 * on in the place of the dots: what a print has after the link is not in the post.
 */
function repeatsEnd({ printed, archived }: Situation, rest: readonly Pair[]): boolean {
  if (archived.at(-1)?.kind !== "url") return false;
  const link = rest.findIndex((pair) => pair.archived === archived.length - 1);
  const at = rest[link]?.printed ?? -1;
  if (at < 0 || printed[at]?.fold !== archived.at(-1)?.fold) return false;
  return !rest.slice(0, link).some((pair) => isWordLike(printed[pair.printed] ?? NO_WORD));
}

const NO_WORD = { kind: "punctuation" } as Token;

function endsText({ kind }: Token): boolean {
  return kind === "word" || kind === "number" || kind === "character";
}

function sameKeys(a: readonly Token[], b: readonly Token[]): boolean {
  return a.length > 0 && a.length === b.length && a.every(({ key }, i) => key === b[i]?.key);
}
