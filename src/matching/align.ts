import {
  ARCHIVED_GAP,
  ELISION_GAP,
  ELLIPSIS_INSERTED,
  GAP_OPEN,
  PRINTED_GAP,
  type Scores,
} from "./scores.js";

/** A printed token, an archived token, or both; indices into the two token lists, -1 for none. */
export interface Pair {
  readonly printed: number;
  readonly archived: number;
}

/** A rectangle of the two token lists to be aligned; ends of `archived` may be left out freely. */
export interface Block {
  readonly printedFrom: number;
  readonly printedTo: number;
  readonly archivedFrom: number;
  readonly archivedTo: number;
  /** The archived tokens before, or after, what matches cost nothing. */
  readonly freeStart: boolean;
  readonly freeEnd: boolean;
}

const MATCH = 0;
const SKIP_ARCHIVED = 1;
const SKIP_PRINTED = 2;
const START = 3;

/**
 * Semi-global alignment with affine gaps (Gotoh): every printed token is accounted for, archived
 * tokens at a free end are not. Time and memory are (printed × archived); one byte a cell, holding
 * for each of the three states where it came from.
 */
export function alignBlock(
  block: Block,
  scores: Scores,
  isEllipsis: (i: number) => boolean,
): Pair[] {
  const n = block.printedTo - block.printedFrom;
  const m = block.archivedTo - block.archivedFrom;
  const width = m + 1;
  const from = new Uint8Array((n + 1) * width);
  let match = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
  let archivedGap = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
  let printedGap = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
  let lastMatch = match.slice();
  let lastArchivedGap = archivedGap.slice();
  let lastPrintedGap = printedGap.slice();

  for (let i = 0; i <= n; i += 1) {
    [match, lastMatch] = [lastMatch, match];
    [archivedGap, lastArchivedGap] = [lastArchivedGap, archivedGap];
    [printedGap, lastPrintedGap] = [lastPrintedGap, printedGap];
    const printed = block.printedFrom + i - 1;
    const elision = i > 0 && isEllipsis(printed);
    const open = elision ? 0 : GAP_OPEN;
    const extend = elision ? ELISION_GAP : ARCHIVED_GAP;
    const insert = elision ? ELLIPSIS_INSERTED : GAP_OPEN + PRINTED_GAP;
    // Words added after added dots are a gap of their own, or added dots would make them cheap.
    const afterDots = i > 1 && isEllipsis(printed - 1);
    const insertMore = elision || afterDots ? insert : PRINTED_GAP;
    for (let j = 0; j <= m; j += 1) {
      let cell = 0;
      if (i > 0 && j > 0) {
        const before = best(lastMatch, lastArchivedGap, lastPrintedGap, j - 1);
        match[j] =
          valueIn(before, lastMatch, lastArchivedGap, lastPrintedGap, j - 1) +
          scores.pair(printed, block.archivedFrom + j - 1);
        cell |= before;
      } else {
        const starts = i === 0 && (j === 0 || block.freeStart);
        match[j] = starts ? 0 : Number.NEGATIVE_INFINITY;
        cell |= starts ? START : MATCH;
      }
      if (j > 0 && !(i === 0 && block.freeStart)) {
        const opened = (match[j - 1] ?? 0) - open - extend;
        const afterInsert = (printedGap[j - 1] ?? 0) - open - extend;
        const longer = (archivedGap[j - 1] ?? 0) - extend;
        const value = Math.max(opened, afterInsert, longer);
        archivedGap[j] = value;
        cell |= (value === longer ? SKIP_ARCHIVED : value === opened ? MATCH : SKIP_PRINTED) << 2;
      } else archivedGap[j] = Number.NEGATIVE_INFINITY;
      if (i > 0) {
        const opened = (lastMatch[j] ?? 0) - insert;
        const afterSkip = (lastArchivedGap[j] ?? 0) - insert;
        const longer = (lastPrintedGap[j] ?? 0) - insertMore;
        const value = Math.max(opened, afterSkip, longer);
        printedGap[j] = value;
        cell |= (value === longer ? SKIP_PRINTED : value === opened ? MATCH : SKIP_ARCHIVED) << 4;
      } else printedGap[j] = Number.NEGATIVE_INFINITY;
      from[i * width + j] = cell;
    }
  }
  return trace(block, from, width, match, archivedGap, printedGap);
}

function best(a: Float64Array, b: Float64Array, c: Float64Array, j: number): number {
  const match = a[j] ?? 0;
  const archived = b[j] ?? 0;
  const printed = c[j] ?? 0;
  if (match >= archived && match >= printed) return MATCH;
  return archived >= printed ? SKIP_ARCHIVED : SKIP_PRINTED;
}

function valueIn(
  state: number,
  match: Float64Array,
  archived: Float64Array,
  printed: Float64Array,
  j: number,
): number {
  const row = state === MATCH ? match : state === SKIP_ARCHIVED ? archived : printed;
  return row[j] ?? 0;
}

function trace(
  block: Block,
  from: Uint8Array,
  width: number,
  match: Float64Array,
  archivedGap: Float64Array,
  printedGap: Float64Array,
): Pair[] {
  let j = width - 1;
  if (block.freeEnd) {
    let top = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < width; at += 1) {
      const value = Math.max(match[at] ?? 0, printedGap[at] ?? 0);
      if (value > top) {
        top = value;
        j = at;
      }
    }
  }
  let i = from.length / width - 1;
  let state = best(match, archivedGap, printedGap, j);
  const pairs: Pair[] = [];
  while (i > 0 || j > 0) {
    const cell = from[i * width + j] ?? 0;
    if (state === MATCH) {
      if ((cell & 3) === START) break;
      i -= 1;
      j -= 1;
      pairs.push({ printed: block.printedFrom + i, archived: block.archivedFrom + j });
      state = cell & 3;
    } else if (state === SKIP_ARCHIVED) {
      j -= 1;
      pairs.push({ printed: -1, archived: block.archivedFrom + j });
      state = (cell >> 2) & 3;
    } else {
      i -= 1;
      pairs.push({ printed: block.printedFrom + i, archived: -1 });
      state = (cell >> 4) & 3;
    }
  }
  return pairs.reverse();
}
