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
const NEVER = Number.NEGATIVE_INFINITY;

/** Scores of one row of the table, by state. */
interface Row {
  readonly match: Float64Array;
  readonly skipArchived: Float64Array;
  readonly skipPrinted: Float64Array;
}

/** What the gaps of one row cost. */
interface GapCosts {
  /** Archived tokens left out: to begin with, and each. */
  readonly open: number;
  readonly extend: number;
  /** This printed token added: as the first of a gap, and as a further one. */
  readonly insert: number;
  readonly insertMore: number;
}

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
  const from = WORK.cells((n + 1) * width);
  const rows = WORK.rows(width);
  let { row, last } = rows;
  const { paired } = rows;
  fillFirst(block, row, from, width);
  for (let i = 1; i <= n; i += 1) {
    [row, last] = [last, row];
    const printed = block.printedFrom + i - 1;
    const costs = costsOf(isEllipsis(printed), i > 1 && isEllipsis(printed - 1));
    scores.row(printed, block.archivedFrom, m, paired);
    fillRow(row, last, { from, at: i * width, width }, costs, paired);
  }
  return trace(block, from, row, width);
}

function newRow(width: number): Row {
  return {
    match: new Float64Array(width),
    skipArchived: new Float64Array(width),
    skipPrinted: new Float64Array(width),
  };
}

/** Room for one table after the other: making it anew costs more than filling it. */
class WorkSpace {
  private table = new Uint8Array(1 << 14);
  private both = [newRow(1 << 8), newRow(1 << 8)] as const;
  private paired = new Float64Array(1 << 8);

  /** All of them are written before they are read. */
  cells(count: number): Uint8Array {
    if (count > this.table.length) this.table = new Uint8Array(count);
    return this.table;
  }

  /** Rows of at least that width. */
  rows(width: number): { row: Row; last: Row; paired: Float64Array } {
    if (width > this.paired.length) {
      this.both = [newRow(width), newRow(width)];
      this.paired = new Float64Array(width);
    }
    for (const { match, skipArchived, skipPrinted } of this.both) {
      match.fill(NEVER, 0, width);
      skipArchived.fill(NEVER, 0, width);
      skipPrinted.fill(NEVER, 0, width);
    }
    return { row: this.both[0], last: this.both[1], paired: this.paired };
  }
}

const WORK = new WorkSpace();

/** Beside printed dots something is expected to be missing; words added after them cost in full. */
function costsOf(dots: boolean, afterDots: boolean): GapCosts {
  const insert = dots ? ELLIPSIS_INSERTED : GAP_OPEN + PRINTED_GAP;
  return {
    open: dots ? 0 : GAP_OPEN,
    extend: dots ? ELISION_GAP : ARCHIVED_GAP,
    insert,
    insertMore: dots || afterDots ? insert : PRINTED_GAP,
  };
}

/** Before the first printed token: at no cost where the start is free, else a gap. */
function fillFirst(
  { freeStart }: Block,
  { match, skipArchived }: Row,
  from: Uint8Array,
  width: number,
): void {
  match[0] = 0;
  from[0] = START;
  for (let j = 1; j < width; j += 1) {
    if (freeStart) {
      match[j] = 0;
      from[j] = START;
    } else {
      skipArchived[j] = -GAP_OPEN - ARCHIVED_GAP * j;
      from[j] = (j === 1 ? MATCH : SKIP_ARCHIVED) << 2;
    }
  }
}

function fillRow(
  row: Row,
  last: Row,
  { from, at, width }: { from: Uint8Array; at: number; width: number },
  { open, extend, insert, insertMore }: GapCosts,
  paired: Float64Array,
): void {
  const { match, skipArchived, skipPrinted } = row;
  let diagonal = NEVER;
  let diagonalState = MATCH;
  let leftMatch = NEVER;
  let leftArchived = NEVER;
  let leftPrinted = NEVER;
  for (let j = 0; j < width; j += 1) {
    let cell = diagonalState;
    match[j] = j === 0 ? NEVER : diagonal + (paired[j - 1] as number);

    const opened = leftMatch - open - extend;
    const reopened = leftPrinted - open - extend;
    const longer = leftArchived - extend;
    leftArchived = Math.max(opened, reopened, longer);
    skipArchived[j] = leftArchived;
    leftMatch = match[j] as number;
    if (longer >= opened && longer >= reopened) cell |= SKIP_ARCHIVED << 2;
    else if (reopened > opened) cell |= SKIP_PRINTED << 2;

    const above = last.match[j] as number;
    const aboveArchived = last.skipArchived[j] as number;
    const abovePrinted = last.skipPrinted[j] as number;
    const first = above - insert;
    const afterSkip = aboveArchived - insert;
    const further = abovePrinted - insertMore;
    leftPrinted = Math.max(first, afterSkip, further);
    skipPrinted[j] = leftPrinted;
    if (further >= first && further >= afterSkip) cell |= SKIP_PRINTED << 4;
    else if (afterSkip > first) cell |= SKIP_ARCHIVED << 4;

    from[at + j] = cell;
    diagonal = Math.max(above, aboveArchived, abovePrinted);
    diagonalState = bestState(above, aboveArchived, abovePrinted);
  }
}

function bestState(match: number, skipArchived: number, skipPrinted: number): number {
  if (match >= skipArchived && match >= skipPrinted) return MATCH;
  return skipArchived >= skipPrinted ? SKIP_ARCHIVED : SKIP_PRINTED;
}

function trace(block: Block, from: Uint8Array, row: Row, width: number): Pair[] {
  let i = block.printedTo - block.printedFrom;
  let j = block.freeEnd ? bestEnd(row, width) : width - 1;
  let state = bestState(
    row.match[j] as number,
    row.skipArchived[j] as number,
    row.skipPrinted[j] as number,
  );
  const pairs: Pair[] = [];
  while (i > 0 || j > 0) {
    const cell = from[i * width + j] as number;
    if (state === MATCH && i === 0) break;
    if (state !== SKIP_ARCHIVED) i -= 1;
    if (state !== SKIP_PRINTED) j -= 1;
    pairs.push({
      printed: state === SKIP_ARCHIVED ? -1 : block.printedFrom + i,
      archived: state === SKIP_PRINTED ? -1 : block.archivedFrom + j,
    });
    state = (cell >> (2 * state)) & 3;
  }
  return pairs.reverse();
}

/** Where to end when what follows in the post may be left out. */
function bestEnd({ match, skipPrinted }: Row, width: number): number {
  let end = 0;
  let top = NEVER;
  for (let j = 0; j < width; j += 1) {
    const value = Math.max(match[j] as number, skipPrinted[j] as number);
    if (value <= top) continue;
    top = value;
    end = j;
  }
  return end;
}
