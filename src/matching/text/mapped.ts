/**
 * A derived text that remembers which stretch of the text it was derived from each of its UTF-16
 * code units stands for. All units of one cluster share the cluster's stretch, so that a span never
 * begins or ends inside a surrogate pair, an entity or a base with its marks.
 */
export interface Mapped {
  readonly text: string;
  /** Where it departs from `inner`; null: every unit stands for itself. */
  readonly pieces: readonly Piece[] | null;
  /** What the pieces are stretches of, where that was derived itself. */
  readonly inner: Mapped | null;
}

/** Units from `at` on stand for `[from, to)`: one by one, or all together. */
interface Piece {
  readonly at: number;
  readonly from: number;
  to: number;
  readonly together: boolean;
}

/** Builds a mapped text piece by piece. */
export class MappedBuilder {
  private text = "";
  private readonly pieces: Piece[] = [];

  /** A piece that stands for `[from, to)` as a whole. */
  add(piece: string, from: number, to: number): void {
    if (piece === "") return;
    this.pieces.push({ at: this.text.length, from, to, together: true });
    this.text += piece;
  }

  /** `[from, to)` of `source` as it is, unit for unit. */
  copy(source: string, from: number, to: number): void {
    if (from >= to) return;
    const last = this.pieces.at(-1);
    if (last && !last.together && last.to === from) last.to = to;
    else this.pieces.push({ at: this.text.length, from, to, together: false });
    this.text += source.slice(from, to);
  }

  build(): Mapped {
    return { text: this.text, pieces: this.pieces, inner: null };
  }
}

/** A text that stands for itself. */
export function identity(text: string): Mapped {
  return { text, pieces: null, inner: null };
}

/** Where in the underlying text that begins which begins at `at` of `mapped`. */
export function startUnder(mapped: Mapped, at: number): number {
  let start = at;
  for (let level: Mapped | null = mapped; level !== null; level = level.inner) {
    const piece = level.pieces && pieceAt(level.pieces, start);
    if (piece) start = piece.together ? piece.from : piece.from + start - piece.at;
  }
  return start;
}

/** Where in the underlying text that ends which ends before `to` of `mapped`; `to` is not 0. */
export function endUnder(mapped: Mapped, to: number): number {
  let end = to;
  for (let level: Mapped | null = mapped; level !== null; level = level.inner) {
    const piece = level.pieces && pieceAt(level.pieces, end - 1);
    if (piece) end = piece.together ? piece.to : piece.from + end - piece.at;
  }
  return end;
}

/** The piece that holds the unit at `at`. */
function pieceAt(pieces: readonly Piece[], at: number): Piece | undefined {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.at ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return pieces[low];
}

/** `outer` was derived from `inner`; maps it onto what `inner` was derived from. */
export function compose(outer: Mapped, inner: Mapped): Mapped {
  if (outer.pieces === null) return { ...inner, text: outer.text };
  if (inner.pieces === null && inner.inner === null) return outer;
  return { text: outer.text, pieces: outer.pieces, inner };
}
