/**
 * A derived text whose every UTF-16 code unit remembers the stretch `[from, to)` of the text it
 * was derived from. All units of one cluster share the cluster's stretch, so that a span never
 * begins or ends inside a surrogate pair, an entity or a base with its marks.
 */
export interface Mapped {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Builds a mapped text piece by piece. */
export class MappedBuilder {
  private readonly pieces: string[] = [];
  private readonly from: number[] = [];
  private readonly to: number[] = [];

  add(piece: string, from: number, to: number): void {
    this.pieces.push(piece);
    for (let i = 0; i < piece.length; i += 1) {
      this.from.push(from);
      this.to.push(to);
    }
  }

  build(): Mapped {
    return { text: this.pieces.join(""), from: this.from, to: this.to };
  }
}

/** A text that stands for itself. */
export function identity(text: string): Mapped {
  const builder = new MappedBuilder();
  for (let i = 0; i < text.length; i += 1) builder.add(text.charAt(i), i, i + 1);
  return builder.build();
}

/** The stretch of the underlying text behind `[start, end)` of `mapped`; `start < end`. */
export function under(mapped: Mapped, start: number, end: number): [number, number] {
  return [mapped.from[start] ?? 0, mapped.to[end - 1] ?? 0];
}

/** `outer` was derived from `inner`; maps it onto what `inner` was derived from. */
export function compose(outer: Mapped, inner: Mapped): Mapped {
  const from: number[] = [];
  const to: number[] = [];
  for (let i = 0; i < outer.text.length; i += 1) {
    const [start, end] = under(inner, outer.from[i] ?? 0, outer.to[i] ?? 0);
    from.push(start);
    to.push(end);
  }
  return { text: outer.text, from, to };
}
