import { alignBlock, type Block, type Pair } from "./align.js";
import { atLongRuns, equalRun, increasing, stripEnds } from "./equal-runs.js";
import type { Lexica } from "./lexicon/index.js";
import { makeScores, type Scores } from "./scores.js";
import type { Token } from "./types.js";

/** Most cells of one alignment table: a byte each, and some 30 ns. Larger ones are cut at anchors. */
const MAX_CELLS = 160_000;

/** From that many cells on, looking for long equal runs costs less than the table. */
const WORTH_CUTTING = 600;

/** Lengths of the token runs tried as anchors where there are no long ones, most reliable first. */
const ANCHOR_LENGTHS = [6, 3, 1] as const;

/**
 * Aligns any two token lists in bounded time. Beyond `MAX_CELLS` the lists are cut at runs of
 * tokens that occur once in each; where there are none, into proportional pieces, which is coarse
 * but errs towards "changed".
 */
export function align(
  printed: readonly Token[],
  archived: readonly Token[],
  lexica: Lexica,
): Pair[] {
  const whole: Block = {
    printedFrom: 0,
    printedTo: printed.length,
    archivedFrom: 0,
    archivedTo: archived.length,
    freeStart: true,
    freeEnd: true,
  };
  const pairs: Pair[] = [];
  const parts = stripEnds(whole, (i, j) => printed[i]?.fold === archived[j]?.fold) ?? [whole];
  for (const part of parts) {
    if ("printed" in part) pairs.push(part);
    else for (const pair of alignWithin(part, printed, archived, lexica)) pairs.push(pair);
  }
  return pairs;
}

/** Only what is left between equal ends has to be weighed. */
function alignWithin(
  { printedFrom, printedTo, archivedFrom, archivedTo, freeStart, freeEnd }: Block,
  printed: readonly Token[],
  archived: readonly Token[],
  lexica: Lexica,
): Pair[] {
  const inner = printed.slice(printedFrom, printedTo);
  const scores = makeScores(inner, archived.slice(archivedFrom, archivedTo), lexica);
  const block = {
    printedFrom: 0,
    printedTo: inner.length,
    archivedFrom: 0,
    archivedTo: archivedTo - archivedFrom,
    freeStart,
    freeEnd,
  };
  const pairs = alignScored(block, scores, (i) => inner[i]?.kind === "ellipsis");
  if (printedFrom === 0 && archivedFrom === 0) return pairs;
  return pairs.map((pair) => ({
    printed: pair.printed < 0 ? -1 : pair.printed + printedFrom,
    archived: pair.archived < 0 ? -1 : pair.archived + archivedFrom,
  }));
}

function alignScored(first: Block, scores: Scores, isEllipsis: (i: number) => boolean): Pair[] {
  const pairs: Pair[] = [];
  const pending: (Block | Pair)[] = [first];
  const cutBefore = new Set<Block>();
  while (pending.length > 0) {
    const next = pending.pop() as Block | Pair;
    if ("printed" in next) pairs.push(next);
    else if (!cutBefore.has(next) && cellsOf(next) >= WORTH_CUTTING) {
      for (const part of atLongRuns(next, scores).reverse()) {
        if (!("printed" in part)) cutBefore.add(part);
        pending.push(part);
      }
    } else if (cellsOf(next) <= MAX_CELLS) {
      for (const pair of alignBlock(next, scores, isEllipsis)) pairs.push(pair);
    } else {
      const parts = cut(next, scores);
      for (let k = parts.length - 1; k >= 0; k -= 1) pending.push(parts[k] as Block | Pair);
    }
  }
  return pairs;
}

function cellsOf(block: Block): number {
  return (block.printedTo - block.printedFrom) * (block.archivedTo - block.archivedFrom);
}

function cut(block: Block, scores: Scores): (Block | Pair)[] {
  const stripped = stripEnds(block, (i, j) => scores.printed[i] === scores.archived[j]);
  if (stripped) return stripped;
  for (const length of ANCHOR_LENGTHS) {
    const anchors = increasing(uniqueRuns(block, scores, length));
    if (anchors.length > 0) return between(block, anchors, length);
  }
  return proportional(block);
}

/** Runs of `length` tokens that occur once on each side, by printed position. */
function uniqueRuns(block: Block, scores: Scores, length: number): Pair[] {
  const printed = onceOnly(scores.printed, block.printedFrom, block.printedTo, length);
  const archived = onceOnly(scores.archived, block.archivedFrom, block.archivedTo, length);
  const pairs: Pair[] = [];
  for (const [run, at] of printed) {
    const there = archived.get(run);
    if (at >= 0 && there !== undefined && there >= 0) pairs.push({ printed: at, archived: there });
  }
  return pairs;
}

function onceOnly(
  ids: readonly number[],
  from: number,
  to: number,
  length: number,
): Map<string, number> {
  const seen = new Map<string, number>();
  for (let at = from; at + length <= to; at += 1) {
    const run = ids.slice(at, at + length).join(" ");
    seen.set(run, seen.has(run) ? -1 : at);
  }
  return seen;
}

/** Blocks between anchors; overlapping anchors on the same diagonal merge into one equal run. */
function between(block: Block, anchors: readonly Pair[], length: number): (Block | Pair)[] {
  const parts: (Block | Pair)[] = [];
  let printed = block.printedFrom;
  let archived = block.archivedFrom;
  for (const anchor of anchors) {
    const covered = printed - anchor.printed;
    if (covered > 0 && archived - anchor.archived !== covered) continue;
    if (anchor.archived < archived && covered <= 0) continue;
    const skip = Math.max(0, covered);
    if (skip >= length) continue;
    if (covered < 0 || anchor.archived > archived) {
      parts.push({
        printedFrom: printed,
        printedTo: anchor.printed + skip,
        archivedFrom: archived,
        archivedTo: anchor.archived + skip,
        freeStart: block.freeStart && parts.length === 0,
        freeEnd: false,
      });
    }
    parts.push(...equalRun(anchor.printed + skip, anchor.archived + skip, length - skip));
    printed = anchor.printed + length;
    archived = anchor.archived + length;
  }
  parts.push({
    printedFrom: printed,
    printedTo: block.printedTo,
    archivedFrom: archived,
    archivedTo: block.archivedTo,
    freeStart: false,
    freeEnd: block.freeEnd,
  });
  return parts;
}

function proportional(block: Block): Block[] {
  const pieces = Math.ceil(Math.sqrt(cellsOf(block) / MAX_CELLS)) + 1;
  const at = (from: number, to: number, k: number) => from + Math.round(((to - from) * k) / pieces);
  return Array.from({ length: pieces }, (_, k) => ({
    printedFrom: at(block.printedFrom, block.printedTo, k),
    printedTo: at(block.printedFrom, block.printedTo, k + 1),
    archivedFrom: at(block.archivedFrom, block.archivedTo, k),
    archivedTo: at(block.archivedFrom, block.archivedTo, k + 1),
    freeStart: block.freeStart && k === 0,
    freeEnd: block.freeEnd && k === pieces - 1,
  }));
}
