import type { Edit } from "../records/edit.js";
import type { Pair } from "./align.js";
import { align } from "./anchors.js";
import { findCaptureCut } from "./capture-cut.js";
import { isEqual } from "./changes.js";
import { classify, nothingToCompare, unrelated } from "./classify.js";
import { coverageOf } from "./coverage.js";
import { cutEdits, midWordCut, midWordEdit } from "./cuts.js";
import { judgePairs } from "./judge.js";
import { lexicaFor } from "./lexicon/index.js";
import { makeScores } from "./scores.js";
import { numberSentences } from "./sentences.js";
import { type Situation, spanOf } from "./situation.js";
import { tokenise } from "./text/tokens.js";
import { type Framed, isQuote, unframe } from "./trims.js";
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
  const printedTokens = tokenise(printed, options.lang);
  const archivedTokens = tokenise(archived, options.lang);
  const situation: Situation = {
    printedText: printed,
    archivedText: archived,
    printed: printedTokens,
    archived: archivedTokens,
    lexica: lexicaFor([...archivedTokens, ...printedTokens], options.lang),
    links: options.links ?? [],
    sentences: numberSentences(archivedTokens),
    uniformCase: isUniform(printedTokens) || isUniform(archivedTokens),
  };
  const cut = findCaptureCut(archived, archivedTokens, options.cutAt);
  if (printed === archived || sameKeys(printedTokens, archivedTokens)) {
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
  const framed = unframe(printedTokens);
  if (coverageOf(situation, null).present < 0.2 && coverageOf(situation, null).content >= 4) {
    return unrelated(situation, null);
  }
  return compareAligned(situation, framed, cut);
}

function compareAligned(situation: Situation, framed: Framed, cut: number | null): TextComparison {
  const core = alignCore(situation, framed, cut);
  const { pairs, end } = closeUp(situation, framed, core);
  const start = pairs.find(({ archived }) => archived >= 0)?.archived ?? 0;
  const edits: Edit[] = [...frameEdits(situation, framed, start, end.archived)];
  const beyond = cut === null ? null : beyondCut(situation, pairs, cut);
  const judged = beyond === null ? pairs : pairs.slice(0, beyond.pairs);
  const midWord = midWordCut(situation, framed, judged);
  edits.push(
    ...judgePairs(situation, midWord ? judged.filter((pair) => pair !== midWord) : judged),
  );
  if (midWord) edits.push(midWordEdit(situation, midWord));
  const cuts = cutEdits(situation, framed, { start, end: end.archived, dotsUsed: end.dotsUsed });
  return classify(situation, {
    pairs: judged,
    edits: [...edits, ...cuts.edits],
    extract: cuts.extract,
    truncated: cuts.truncated,
    captureCut: cut,
    unverifiedFrom: beyond?.printed ?? null,
    flags: cuts.flags,
  });
}

/** Aligns what stands between the frame's marks. */
function alignCore(situation: Situation, { from, to }: Framed, cut: number | null): Pair[] {
  const printed = situation.printed.slice(from, to);
  const archived = cut === null ? situation.archived : situation.archived.slice(0, cut);
  const scores = makeScores(printed, archived, situation.lexica);
  return align(scores, (i) => printed[i]?.kind === "ellipsis").map((pair) => ({
    printed: pair.printed < 0 ? -1 : pair.printed + from,
    archived: pair.archived,
  }));
}

/**
 * Compares closing punctuation and final dots with what stands next in the post, and only there:
 * further on, a full stop is another sentence's.
 */
function closeUp(
  situation: Situation,
  framed: Framed,
  core: readonly Pair[],
): { pairs: Pair[]; end: { archived: number; dotsUsed: boolean } } {
  const pairs = trimFree(core);
  let next = Math.max(0, ...pairs.map(({ archived }) => archived + 1));
  for (const index of framed.closing) {
    const there = situation.archived[next];
    const here = situation.printed[index];
    const closes = there?.kind === "punctuation" && /^[.!?,;:]+$/.test(there.fold);
    pairs.push({ printed: index, archived: closes && here ? next : -1 });
    if (closes) next += 1;
  }
  let dotsUsed = false;
  if (framed.endDots >= 0 && situation.archived[next]?.kind === "ellipsis") {
    pairs.push({ printed: framed.endDots, archived: next });
    next += 1;
    dotsUsed = true;
  }
  return { pairs, end: { archived: next, dotsUsed } };
}

/** Archived tokens skipped at the very ends are not part of what the print covers. */
function trimFree(pairs: readonly Pair[]): Pair[] {
  const first = pairs.findIndex(({ printed }) => printed >= 0);
  const last = pairs.findLastIndex(({ printed }) => printed >= 0);
  return pairs.slice(Math.max(0, first), last + 1);
}

/** Outer quotation marks: the newsroom's, or the author's when they stand there in the post too. */
function frameEdits(situation: Situation, { quotes }: Framed, start: number, end: number): Edit[] {
  let before = start - 1;
  let after = end;
  return [...quotes].reverse().flatMap(({ open, close }) => {
    if (isQuote(situation.archived[before]) && isQuote(situation.archived[after])) {
      before -= 1;
      after += 1;
      return [];
    }
    return [open, close].map(
      (index): Edit => ({
        op: "insert",
        kind: "outer-quotes",
        severity: "capture",
        printed: spanOf(situation.printedText, situation.printed, index, index + 1),
        archived: spanOf(
          situation.archivedText,
          situation.archived,
          index === open ? start : end,
          index === open ? start : end,
        ),
        because: "Quotation marks around the whole quote.",
      }),
    );
  });
}

/** Where the print goes on after the archived copy breaks off; null when it does not. */
function beyondCut(
  situation: Situation,
  pairs: readonly Pair[],
  cut: number,
): { pairs: number; printed: number } | null {
  const last = pairs.findLastIndex(({ archived }) => archived === cut - 1);
  const pair = pairs[last];
  if (!pair || pair.printed < 0) return null;
  const half =
    !isEqual(situation, pair) &&
    situation.archived[cut]?.spaced !== true &&
    (situation.printed[pair.printed]?.fold ?? "").startsWith(
      situation.archived[pair.archived]?.fold ?? " ",
    );
  if (!half && !isEqual(situation, pair)) return null;
  const rest = half ? last : last + 1;
  if (
    rest >= pairs.length ||
    pairs.slice(rest + (half ? 1 : 0)).some(({ archived }) => archived >= 0)
  )
    return null;
  return { pairs: rest, printed: (pairs[rest] as Pair).printed };
}

function sameKeys(a: readonly Token[], b: readonly Token[]): boolean {
  return a.length > 0 && a.length === b.length && a.every(({ key }, i) => key === b[i]?.key);
}

/** Written wholly in capitals, or wholly without. */
function isUniform(tokens: readonly Token[]): boolean {
  const words = tokens.filter(({ kind }) => kind === "word").map(({ text }) => text);
  return (
    words.length > 1 &&
    (words.every((w) => w === w.toLowerCase()) || words.every((w) => w === w.toUpperCase()))
  );
}
