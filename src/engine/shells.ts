import type { CaptureRef } from "./archive.js";
import type { Reading } from "./library.js";

/** States of pages without a post, as a site serves them to everybody alike. */
const SHELLS = new Set(["shell", "login-wall"]);
/** Sizes that differ by so little are of one kind of page: only tokens in it differ. */
const ALIKE = 0.02;
const MOST_KNOWN = 1_000;

/**
 * What was learnt of captures that hold no post: the bytes of empty pages are skipped when they come
 * again, and captures of their size are read after others, never left out.
 */
export class Shells {
  readonly #digests = new Set<string>();
  readonly #lengths: number[] = [];

  constructor(digests: readonly string[] = [], lengths: readonly number[] = []) {
    for (const digest of digests) this.#digests.add(digest);
    this.#lengths.push(...lengths);
  }

  /** The size that is known from now on and was not before; null where there is none. */
  learn({ snapshot }: Reading, ref: CaptureRef): number | null {
    if (!SHELLS.has(snapshot.state)) return null;
    if (ref.digest !== null && this.#digests.size < MOST_KNOWN) this.#digests.add(ref.digest);
    const { length } = ref;
    if (length === undefined || this.sizeLike(ref) !== null) return null;
    if (this.#lengths.length >= MOST_KNOWN) return null;
    this.#lengths.push(length);
    return length;
  }

  /** Were these very bytes read before, and held no post? */
  isKnown({ digest }: CaptureRef): boolean {
    return digest !== null && this.#digests.has(digest);
  }

  /** The known size of an empty page that a capture's is alike to; null where there is none. */
  sizeLike({ length }: CaptureRef): number | null {
    if (length === undefined) return null;
    return this.#lengths.find((known) => Math.abs(known - length) <= known * ALIKE) ?? null;
  }
}
