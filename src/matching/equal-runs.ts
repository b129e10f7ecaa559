import type { Block, Pair } from "./align.js";
import type { Scores } from "./scores.js";
import type { Token } from "./types.js";

/** Places in the post at which the whole print is looked for. */
const MOST_TRIED = 8;

/** A run of equal tokens that long is taken as it is, save for `MARGIN` tokens at its inner ends. */
const LONG_RUN = 14;
const MARGIN = 5;

/**
 * The pairs of a print that stands in the post as it is, token by token; null when it does not.
 * Most do, and then nothing has to be aligned.
 */
export function alignWhole(printed: readonly Token[], archived: readonly Token[]): Pair[] | null {
  const first = printed[0]?.fold;
  let tried = 0;
  for (let at = 0; at + printed.length <= archived.length && tried < MOST_TRIED; at += 1) {
    if (archived[at]?.fold !== first) continue;
    tried += 1;
    let length = 1;
    while (length < printed.length && printed[length]?.fold === archived[at + length]?.fold) {
      length += 1;
    }
    if (length === printed.length) return equalRun(0, at, length);
  }
  return null;
}

/** Is printed token `i` the same as archived token `j`? */
type Equality = (i: number, j: number) => boolean;

/** Long equal runs at both starts, or both ends, taken off; null when there are none. */
export function stripEnds(block: Block, isEqual: Equality): (Block | Pair)[] | null {
  const most = Math.min(block.printedTo - block.printedFrom, block.archivedTo - block.archivedFrom);
  let start = 0;
  while (start < most && isEqual(block.printedFrom + start, block.archivedFrom + start)) {
    start += 1;
  }
  if (start === block.printedTo - block.printedFrom && block.freeEnd) {
    return equalRun(block.printedFrom, block.archivedFrom, start);
  }
  start = start >= LONG_RUN ? start - MARGIN : 0;
  let end = 0;
  while (end < most - start && isEqual(block.printedTo - 1 - end, block.archivedTo - 1 - end)) {
    end += 1;
  }
  if (end === block.printedTo - block.printedFrom && block.freeStart) {
    return equalRun(block.printedFrom, block.archivedTo - end, end);
  }
  end = end >= LONG_RUN ? end - MARGIN : 0;
  if (start === 0 && end === 0) return null;
  const rest: Block = {
    printedFrom: block.printedFrom + start,
    printedTo: block.printedTo - end,
    archivedFrom: block.archivedFrom + start,
    archivedTo: block.archivedTo - end,
    freeStart: block.freeStart && start === 0,
    freeEnd: block.freeEnd && end === 0,
  };
  return [
    ...equalRun(block.printedFrom, block.archivedFrom, start),
    rest,
    ...equalRun(rest.printedTo, rest.archivedTo, end),
  ];
}

/** `length` pairs of equal tokens, from two places on. */
export function equalRun(printed: number, archived: number, length: number): Pair[] {
  const pairs: Pair[] = [];
  for (let k = 0; k < length; k += 1) pairs.push({ printed: printed + k, archived: archived + k });
  return pairs;
}

/** Tokens of the run that is looked for, once on each side, to find the long equal run around it. */
const SEED = 3;

/** The block cut at equal runs of `LONG_RUN` tokens and more; itself where there are none. */
export function atLongRuns(block: Block, scores: Scores): (Block | Pair)[] {
  const printed = seedsOf(scores.printed, block.printedFrom, block.printedTo, scores.count);
  const archived = seedsOf(scores.archived, block.archivedFrom, block.archivedTo, scores.count);
  const seeds: Pair[] = [];
  for (const [key, at] of printed) {
    const there = archived.get(key);
    if (at >= 0 && there !== undefined && there >= 0) seeds.push({ printed: at, archived: there });
  }
  const whole = { from: block.printedFrom, to: block.printedTo };
  const parts: (Block | Pair)[] = [];
  let rest = block;
  for (const seed of increasing(seeds)) {
    const run = runAround(seed, rest, scores);
    if (run === null) continue;
    if (block.freeStart && block.freeEnd && isWhole(run, whole)) {
      return equalRun(whole.from, run.archived - MARGIN, whole.to - whole.from);
    }
    parts.push(
      { ...rest, printedTo: run.printed, archivedTo: run.archived, freeEnd: false },
      ...equalRun(run.printed, run.archived, run.length),
    );
    rest = {
      ...rest,
      printedFrom: run.printed + run.length,
      archivedFrom: run.archived + run.length,
      freeStart: false,
    };
  }
  parts.push(rest);
  return parts;
}

/** All that is printed stands in the post as it is, a margin on both sides included. */
function isWhole(run: Pair & { length: number }, { from, to }: { from: number; to: number }) {
  return run.printed - MARGIN === from && run.printed + run.length + MARGIN === to;
}

/** Where each run of `SEED` tokens begins; -1 where it occurs again. */
function seedsOf(
  ids: readonly number[],
  from: number,
  to: number,
  count: number,
): Map<number, number> {
  const seen = new Map<number, number>();
  for (let at = from; at + SEED <= to; at += 1) {
    let key = 0;
    for (let k = 0; k < SEED; k += 1) key = key * count + (ids[at + k] ?? 0);
    seen.set(key, seen.has(key) ? -1 : at);
  }
  return seen;
}

/** The equal run around a seed, without its margins; null where it is short or already taken. */
function runAround(
  seed: Pair,
  { printedFrom, printedTo, archivedFrom, archivedTo }: Block,
  scores: Scores,
): (Pair & { length: number }) | null {
  if (seed.printed < printedFrom || seed.archived < archivedFrom) return null;
  let back = 0;
  while (
    seed.printed - back > printedFrom &&
    seed.archived - back > archivedFrom &&
    scores.printed[seed.printed - back - 1] === scores.archived[seed.archived - back - 1]
  ) {
    back += 1;
  }
  let on = SEED;
  while (
    seed.printed + on < printedTo &&
    seed.archived + on < archivedTo &&
    scores.printed[seed.printed + on] === scores.archived[seed.archived + on]
  ) {
    on += 1;
  }
  if (back + on < LONG_RUN) return null;
  return {
    printed: seed.printed - back + MARGIN,
    archived: seed.archived - back + MARGIN,
    length: back + on - 2 * MARGIN,
  };
}

/** Of pairs by printed position, the longest selection whose archived positions increase too (patience sorting). */
export function increasing(pairs: readonly Pair[]): Pair[] {
  const tops: number[] = [];
  const previous: number[] = [];
  for (const [k, pair] of pairs.entries()) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] ?? 0]?.archived ?? 0) < pair.archived) low = middle + 1;
      else high = middle;
    }
    previous[k] = low > 0 ? (tops[low - 1] ?? -1) : -1;
    tops[low] = k;
  }
  const chosen: Pair[] = [];
  for (let k = tops.at(-1) ?? -1; k >= 0; k = previous[k] ?? -1) chosen.push(pairs[k] as Pair);
  return chosen.reverse();
}
