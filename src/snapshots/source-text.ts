import type { Buffer } from "node:buffer";

const BEYOND_ASCII = /[\u0080-\uffff]/;

/**
 * A text that is decoded piece by piece. Markup is ASCII, and in UTF-8 no byte of another character
 * looks like ASCII: so elements are found in the bytes taken for characters, in half the memory and
 * without decoding the pages' many parts that nobody reads.
 */
export class SourceText {
  /**
   * @param raw What ASCII is looked for in: the bytes, each as a character, where `bytes` are given;
   *   else the text itself. Offsets are offsets in it.
   * @param bytes UTF-8.
   */
  constructor(
    readonly raw: string,
    private readonly bytes: Buffer | null = null,
  ) {}

  /** The text between two offsets, neither of them inside a character. */
  slice(from: number, to = this.raw.length): string {
    const piece = this.raw.slice(from, to);
    return this.bytes === null || !BEYOND_ASCII.test(piece)
      ? piece
      : this.bytes.toString("utf8", from, to);
  }
}
