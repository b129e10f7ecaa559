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

  constructor(digests: readonly string[] = []) {
    for (const digest of digests) this.#digests.add(digest);
  }

  learn({ snapshot }: Reading, ref: CaptureRef): void {
    if (!SHELLS.has(snapshot.state)) return;
    if (ref.digest !== null && this.#digests.size < MOST_KNOWN) this.#digests.add(ref.digest);
    if (ref.length !== undefined && !this.#isKnownLength(ref.length)) {
      if (this.#lengths.length < MOST_KNOWN) this.#lengths.push(ref.length);
    }
  }

  #isKnownLength(length: number): boolean {
    return this.#lengths.some((known) => Math.abs(known - length) <= known * ALIKE);
  }

  /** Were these very bytes read before, and held no post? */
  isKnown({ digest }: CaptureRef): boolean {
    return digest !== null && this.#digests.has(digest);
  }

  looksAlike({ length }: CaptureRef): boolean {
    return length !== undefined && this.#isKnownLength(length);
  }
}
