/** Reads a stream of pieces by length, holding no more than it is asked to show. */
export class ChunkReader<Outcome> {
  /** What the stream said when it ended; null until then. */
  outcome: Outcome | null = null;
  /** Bytes taken or passed over so far. */
  position = 0;
  readonly #pieces: AsyncGenerator<Buffer, Outcome>;
  #held: Buffer = Buffer.alloc(0);

  constructor(pieces: AsyncGenerator<Buffer, Outcome>) {
    this.#pieces = pieces;
  }

  /** The next `length` bytes without taking them; fewer only at the end. */
  async peek(length: number): Promise<Buffer> {
    const parts = [this.#held];
    let held = this.#held.length;
    while (held < length && this.outcome === null) {
      const next = await this.#pieces.next();
      if (next.done) {
        this.outcome = next.value;
        break;
      }
      parts.push(next.value);
      held += next.value.length;
    }
    if (parts.length > 1) this.#held = Buffer.concat(parts);
    return this.#held.subarray(0, length);
  }

  /** Takes up to `length` bytes; fewer only at the end. */
  async take(length: number): Promise<Buffer> {
    const taken = await this.peek(length);
    this.#held = this.#held.subarray(taken.length);
    this.position += taken.length;
    return taken;
  }

  /** Passes over up to `length` bytes without keeping them; answers how many there were. */
  async passOver(length: number): Promise<number> {
    let left = length;
    while (left > 0) {
      const { length: taken } = await this.take(Math.min(left, this.#held.length || 1));
      if (taken === 0) break;
      left -= taken;
    }
    return length - left;
  }

  /** Reads to the end, keeping nothing. */
  async drain(): Promise<Outcome> {
    await this.passOver(Number.MAX_SAFE_INTEGER);
    if (this.outcome === null) throw new Error("stream without an end");
    return this.outcome;
  }

  /** Ends the stream early. */
  async close(): Promise<void> {
    if (this.outcome === null) await this.#pieces.return(undefined as never);
  }
}
