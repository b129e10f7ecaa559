import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import path from "node:path";

/** Bytes of lines held before they are sorted and written out as a run. */
const RUN_BYTES = 2 * 1024 * 1024;
/** Most bytes that a character of a string takes in UTF-8. */
const MOST_OF_ONE = 3;
const LINE_END = 10;
/** Runs merged at once; more are merged in rounds, so that open files and buffers stay bounded. */
const FAN_IN = 256;
const BLOCK = 64 * 1024;

/**
 * A line as the bytes of its UTF-8, a character each: such strings sort bytewise, as `LC_ALL=C sort`
 * does, and are written as latin1.
 */
export function asBytes(line: string): string {
  return BEYOND_ASCII.test(line) ? Buffer.from(line, "utf8").toString("latin1") : line;
}

/** The text of a line of bytes. */
export function asText(line: string): string {
  return BEYOND_ASCII.test(line) ? Buffer.from(line, "latin1").toString("utf8") : line;
}

const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Writes lines to a file in large pieces; the file is whole once `close` returns. */
export class LineWriter {
  readonly #file: number;
  #held = "";

  constructor(file: string) {
    this.#file = openSync(file, "w");
  }

  write(line: string): void {
    this.#held += `${line}\n`;
    if (this.#held.length >= BLOCK) this.#flush();
  }

  #flush(): void {
    const bytes = Buffer.from(this.#held, "latin1");
    this.#held = "";
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done);
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }
}

/** The lines of a file, as bytes (`asBytes`), read in pieces. */
export function* linesOf(file: string): Generator<string> {
  const handle = openSync(file, "r");
  try {
    const block = Buffer.allocUnsafe(BLOCK);
    let rest = "";
    for (;;) {
      const read = readSync(handle, block, 0, BLOCK, null);
      if (read === 0) break;
      const lines = (rest + block.toString("latin1", 0, read)).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
    if (rest !== "") yield rest;
  } finally {
    closeSync(handle);
  }
}

interface Head {
  line: string;
  rest: Iterator<string>;
}

/** Puts the first of `heap`, whose line grew, where it belongs. */
function siftDown(heap: Head[]): void {
  const moved = heap[0];
  if (!moved) return;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    const right = heap[child + 1];
    let smaller = heap[child];
    if (!smaller) break;
    if (right && right.line < smaller.line) {
      child += 1;
      smaller = right;
    }
    if (smaller.line >= moved.line) break;
    heap[at] = smaller;
    at = child;
  }
  heap[at] = moved;
}

/** Lines of several sorted sources in order, equal ones once. */
export function* mergeLines(sources: readonly Iterable<string>[]): Generator<string> {
  const heap: Head[] = [];
  for (const source of sources) {
    const rest = source[Symbol.iterator]();
    const { done, value } = rest.next();
    if (!done) heap.push({ line: value, rest });
  }
  heap.sort((a, b) => (a.line < b.line ? -1 : 1));
  let last: string | null = null;
  for (let first = heap[0]; first; first = heap[0]) {
    if (first.line !== last) {
      last = first.line;
      yield last;
    }
    const { done, value } = first.rest.next();
    if (!done) first.line = value;
    else {
      const end = heap.pop();
      if (end && heap.length > 0) heap[0] = end;
    }
    siftDown(heap);
  }
}

/**
 * Sorts any number of lines in bounded memory: runs are sorted, written to `folder` and merged.
 * Work is synchronous: it is made for a command, not for a server.
 *
 * Lines wait as bytes in one block, which each run uses again. As strings they would live just long
 * enough to be moved among what lives long, and stay there long after they were written.
 */
export class LineSorter {
  readonly #folder: string;
  readonly #name: string;
  #held = Buffer.alloc(0);
  #length = 0;
  #count = 0;
  /** Files of the runs written so far. */
  runs: string[] = [];

  constructor(folder: string, name: string) {
    this.#folder = folder;
    this.#name = name;
  }

  /** Takes a line without line breaks. */
  add(line: string): void {
    const most = line.length * MOST_OF_ONE + 1;
    if (this.#length + most > this.#held.length) {
      this.flush();
      const room = Math.max(RUN_BYTES, most);
      if (this.#held.length < room) this.#held = Buffer.allocUnsafeSlow(room);
    }
    this.#length += this.#held.write(line, this.#length);
    this.#held[this.#length++] = LINE_END;
  }

  /** Writes what is held as a run. */
  flush(): void {
    if (this.#length > 0) this.runs.push(this.#writeRun(this.#takeSorted()));
  }

  #takeSorted(): string[] {
    const text = this.#held.toString("latin1", 0, this.#length - 1);
    this.#length = 0;
    return text.split("\n").sort();
  }

  #writeRun(lines: Iterable<string>): string {
    if (this.#count === 0) mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const file = path.join(this.#folder, `${this.#name}-${this.#count++}.run`);
    const writer = new LineWriter(file);
    for (const line of lines) writer.write(line);
    writer.close();
    return file;
  }

  /** All lines in order, equal ones once; the runs are removed after the last. */
  *sorted(): Generator<string> {
    const inMemory = this.runs.length === 0;
    if (inMemory) yield* mergeLines(this.#length === 0 ? [] : [this.#takeSorted()]);
    else {
      this.flush();
      while (this.runs.length > FAN_IN) {
        const some = this.runs.splice(0, FAN_IN);
        this.runs.push(this.#writeRun(mergeLines(some.map(linesOf))));
        for (const run of some) rmSync(run, { force: true });
      }
      yield* mergeLines(this.runs.map(linesOf));
      for (const run of this.runs) rmSync(run, { force: true });
    }
    this.runs = [];
  }
}
