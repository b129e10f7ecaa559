/**
 * Reads by length what comes whole or in pieces, holding no more than it is asked to show. What is at
 * hand is answered without a promise.
 */
export class ChunkReader<Outcome> {
  /** What there is to say at the end; null until then. */
  outcome: Outcome | null;
  /** Bytes taken or passed over so far. */
  position = 0;
  readonly #pieces: AsyncGenerator<Buffer, Outcome> | null;
  #held: Buffer;

  private constructor(
    held: Buffer,
    outcome: Outcome | null,
    pieces: AsyncGenerator<Buffer, Outcome> | null,
  ) {
    this.#held = held;
    this.outcome = outcome;
    this.#pieces = pieces;
  }

  static whole<Outcome>(bytes: Buffer, outcome: Outcome): ChunkReader<Outcome> {
    return new ChunkReader(bytes, outcome, null);
  }

  static inPieces<Outcome>(pieces: AsyncGenerator<Buffer, Outcome>): ChunkReader<Outcome> {
    return new ChunkReader(Buffer.alloc(0), null, pieces);
  }

  /** The next `length` bytes without taking them; fewer only at the end. */
  peek(length: number): Buffer | Promise<Buffer> {
    const isAtHand = this.#held.length >= length || this.outcome !== null;
    return isAtHand ? this.#held.subarray(0, length) : this.#gather(length);
  }

  async #gather(length: number): Promise<Buffer> {
    const parts = [this.#held];
    let held = this.#held.length;
    while (held < length && (await this.#more())) {
      parts.push(this.#held);
      held += this.#held.length;
    }
    if (parts.length > 1) this.#held = Buffer.concat(parts);
    return this.#held.subarray(0, length);
  }

  /** Holds the next piece in place of the last; false at the end. */
  async #more(): Promise<boolean> {
    const next = this.outcome === null ? await this.#pieces?.next() : undefined;
    if (!next) return false;
    if (next.done) this.outcome = next.value;
    else this.#held = next.value;
    return !next.done;
  }

  /** Takes up to `length` bytes; fewer only at the end. */
  async take(length: number): Promise<Buffer> {
    const taken = await this.peek(length);
    this.#drop(taken.length);
    return taken;
  }

  #drop(length: number): void {
    this.#held = this.#held.subarray(length);
    this.position += length;
  }

  /** Passes over up to `length` bytes without keeping them; answers how many there were. */
  passOver(length: number): number | Promise<number> {
    const atHand = Math.min(length, this.#held.length);
    this.#drop(atHand);
    return atHand === length || this.outcome !== null ? atHand : this.#passPieces(length, atHand);
  }

  async #passPieces(length: number, passed: number): Promise<number> {
    let sum = passed;
    while (sum < length && (await this.#more())) {
      const some = Math.min(length - sum, this.#held.length);
      this.#drop(some);
      sum += some;
    }
    return sum;
  }

  /** Reads to the end, keeping nothing. */
  async drain(): Promise<Outcome> {
    await this.passOver(Number.MAX_SAFE_INTEGER);
    if (this.outcome === null) throw new Error("stream without an end");
    return this.outcome;
  }

  /** Ends the stream early. */
  async close(): Promise<void> {
    if (this.outcome === null) await this.#pieces?.return(undefined as never);
  }
}
