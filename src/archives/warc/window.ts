import type { ByteSource } from "../byte-source.js";

/** A single record costs one small read; in a pass over a file each read is larger than the last. */
const FIRST = 64 * 1024;
const LARGEST = 1024 * 1024;
const GROWTH = 4;

/** The part of a source that is held in memory while a pass goes over it. */
export class Window {
  #start = 0;
  #bytes: Buffer = Buffer.alloc(0);
  #next = FIRST;

  constructor(readonly source: ByteSource) {}

  /** Are `least` bytes from `position` on at hand, or all that there are? */
  has(position: number, least: number): boolean {
    const end = this.#start + this.#bytes.length;
    return position >= this.#start && (position + least <= end || end >= this.source.size);
  }

  /** What is at hand from `position` on, of `length` bytes at most. */
  view(position: number, length = Number.POSITIVE_INFINITY): Buffer {
    const at = position - this.#start;
    return this.#bytes.subarray(at, at + length);
  }

  /**
   * The bytes from `position` on, as many as are at hand: `least` of them, fewer only at the end. No
   * promise where they are, so that a pass over many small records waits seldom.
   */
  from(position: number, least: number): Buffer | Promise<Buffer> {
    return this.has(position, least) ? this.view(position) : this.#fill(position, least);
  }

  async #fill(position: number, least: number): Promise<Buffer> {
    this.#bytes = await this.source.read(position, Math.max(least, this.#next));
    this.#start = position;
    this.#next = Math.min(LARGEST, this.#next * GROWTH);
    return this.#bytes;
  }
}
