/**
 * A derived text whose every UTF-16 code unit remembers the stretch `[from, to)` of the text it
 * was derived from. All units of one cluster share the cluster's stretch, so that a span never
 * begins or ends inside a surrogate pair, an entity or a base with its marks.
 */
export interface Mapped {
  readonly text: string;
  /** Null: every unit stands for itself. */
  readonly stretches: { readonly from: Int32Array; readonly to: Int32Array } | null;
}

/** Builds a mapped text piece by piece. */
export class MappedBuilder {
  private text = "";
  private from: Int32Array;
  private to: Int32Array;

  /** @param expected about how many units the text will have */
  constructor(expected: number) {
    this.from = new Int32Array(expected + 8);
    this.to = new Int32Array(expected + 8);
  }

  /** A piece that stands for `[from, to)` as a whole. */
  add(piece: string, from: number, to: number): void {
    this.reserve(piece.length);
    const end = this.text.length + piece.length;
    this.from.fill(from, this.text.length, end);
    this.to.fill(to, this.text.length, end);
    this.text += piece;
  }

  /** `[from, to)` of `source` as it is, unit for unit. */
  copy(source: string, from: number, to: number): void {
    if (from >= to) return;
    this.reserve(to - from);
    let unit = this.text.length;
    for (let at = from; at < to; at += 1) {
      this.from[unit] = at;
      this.to[unit] = at + 1;
      unit += 1;
    }
    this.text += source.slice(from, to);
  }

  build(): Mapped {
    return { text: this.text, stretches: { from: this.from, to: this.to } };
  }

  private reserve(more: number): void {
    const needed = this.text.length + more;
    if (needed <= this.from.length) return;
    const size = Math.max(needed, this.from.length * 2);
    this.from = grown(this.from, size);
    this.to = grown(this.to, size);
  }
}

function grown(values: Int32Array, size: number): Int32Array {
  const larger = new Int32Array(size);
  larger.set(values);
  return larger;
}

/** A text that stands for itself. */
export function identity(text: string): Mapped {
  return { text, stretches: null };
}

/** The stretch of the underlying text behind `[start, end)` of `mapped`; `start < end`. */
export function under({ stretches }: Mapped, start: number, end: number): [number, number] {
  if (stretches === null) return [start, end];
  return [stretches.from[start] ?? 0, stretches.to[end - 1] ?? 0];
}

/** `outer` was derived from `inner`; maps it onto what `inner` was derived from. */
export function compose(outer: Mapped, inner: Mapped): Mapped {
  if (inner.stretches === null) return outer;
  if (outer.stretches === null) return { text: outer.text, stretches: inner.stretches };
  const from = new Int32Array(outer.text.length);
  const to = new Int32Array(outer.text.length);
  for (let i = 0; i < from.length; i += 1) {
    from[i] = inner.stretches.from[outer.stretches.from[i] ?? 0] ?? 0;
    to[i] = inner.stretches.to[(outer.stretches.to[i] ?? 0) - 1] ?? 0;
  }
  return { text: outer.text, stretches: { from, to } };
}
