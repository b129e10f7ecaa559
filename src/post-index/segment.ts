import { type FileHandle, open } from "node:fs/promises";
import type { Stretch } from "./format.js";

/** Bytes looked at in one step of a search; a line is a few hundred. */
const BLOCK = 4_096;
/** So few blocks are read at once and gone through: another step takes longer. */
const SPAN = 16;
/** Longest line that is read; longer ones are not written. */
const MAX_LINE = 64 * 1024;
const LINE_END = 10;
/** Places whose line is remembered: the first steps of every search are the same. */
const MAX_REMEMBERED = 16_384;

/** A sorted file of lines, searched on disk: what it holds is never loaded. */
export class Segment {
  /** The first whole line at or after a block's beginning, by block. */
  readonly #remembered = new Map<number, { line: string; at: number } | null>();

  private constructor(
    private readonly handle: FileHandle,
    /** Bytes. */
    readonly size: number,
  ) {}

  /** Throws Node's error when the file cannot be opened. */
  static async open(file: string): Promise<Segment> {
    const handle = await open(file, "r");
    return new Segment(handle, (await handle.stat()).size);
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  async #read(position: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, this.size - position)));
    const { bytesRead } = await this.handle.read(buffer, 0, buffer.length, position);
    return buffer.subarray(0, bytesRead);
  }

  /** The first line that begins at or after `block`; null when there is none. */
  async #lineFrom(block: number): Promise<{ line: string; at: number } | null> {
    const known = this.#remembered.get(block);
    if (known !== undefined) return known;
    let found: { line: string; at: number } | null = null;
    const position = block * BLOCK;
    for (let length = BLOCK; ; length *= 4) {
      const from = Math.max(0, position - 1);
      const bytes = await this.#read(from, length);
      const start = position === 0 ? 0 : bytes.indexOf(LINE_END) + 1;
      const end = position > 0 && start === 0 ? -1 : bytes.indexOf(LINE_END, start);
      // A string of its own: a piece of the block's would keep all of that in memory.
      if (end >= 0) found = { line: bytes.toString("latin1", start, end), at: from + start };
      if (end >= 0 || bytes.length < length || length > MAX_LINE) break;
    }
    if (this.#remembered.size < MAX_REMEMBERED) this.#remembered.set(block, found);
    return found;
  }

  /** Position of a line not after `key`; those that begin with it are at most `SPAN` blocks away. */
  async #positionOf(key: string): Promise<number> {
    let low = 0;
    let high = Math.ceil(this.size / BLOCK);
    let position = 0;
    while (high - low > SPAN) {
      const middle = (low + high) >> 1;
      const found = await this.#lineFrom(middle);
      if (found && found.line < key) {
        position = found.at;
        low = middle + 1;
      } else high = middle;
    }
    return position;
  }

  /** Lines of a stretch (as bytes, `asBytes`), at most `most` of them. */
  async lines({ prefix, from, before }: Stretch, most: number): Promise<string[]> {
    const found: string[] = [];
    let rest = "";
    const length = (SPAN + 2) * BLOCK;
    for (let at = await this.#positionOf(from); at < this.size; ) {
      const bytes = await this.#read(at, length);
      if (bytes.length === 0) break;
      at += bytes.length;
      const lines = (rest + bytes.toString("latin1")).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line < from) continue;
        if (!line.startsWith(prefix) || (before !== null && line >= before)) return found;
        found.push(line);
        if (found.length >= most) return found;
      }
      if (rest.length > MAX_LINE) break;
    }
    return found;
  }
}
