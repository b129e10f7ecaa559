import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { asText, LineSorter } from "../post-index/sorter.js";
import { formatCdxj } from "./cdxj.js";
import type { CaptureEntry } from "./local/entry.js";
import { findFiles, type WarcFile } from "./local/file.js";
import { fileSetOf } from "./local/file-set.js";
import type { PageReaders } from "./local/page-readers.js";
import { indexPosts, type PostsIndexed } from "./local/posts.js";
import { scanFile } from "./local/scan.js";
import { whyNotRead } from "./local/why.js";

const SHARED = "records share a gzip member, so an index cannot point at them";
/** Records without a range of their own that are remembered, to say why, for one file. */
const MOST_REMEMBERED = 1_000;

/** The line of a capture; null where no range of bytes holds its record alone. */
export function cdxjLine(entry: CaptureEntry, filename: string): string | null {
  const { key, timestamp, url, isRevisit, status, digest, offset, length } = entry;
  if (length === null) return null;
  const mime = isRevisit ? "warc/revisit" : entry.mime;
  return formatCdxj({ key, timestamp, url, mime, status, digest, length, offset, filename });
}

/** Takes the captures of files while they are read, for whatever else they are read. */
class LineCollector {
  /** Names of the files that were read. */
  readonly seen = new Set<string>();
  #readable = 0;

  constructor(
    private readonly sorter: LineSorter,
    private readonly report: (problem: string) => void,
  ) {}

  get isReadable(): boolean {
    return this.#readable > 0;
  }

  /** What `scanFile` tells of one file; `end` is called when it was read to its end. */
  visit(file: WarcFile) {
    const damaged = new Set<number>();
    const withoutRange: CaptureEntry[] = [];
    this.seen.add(file.name);
    return {
      take: (entry: CaptureEntry) => {
        const line = cdxjLine(entry, file.name);
        if (line !== null) this.sorter.add(line);
        else if (!entry.doubtful && withoutRange.length < MOST_REMEMBERED) withoutRange.push(entry);
      },
      report: (problem: string, offset?: number) => {
        if (offset !== undefined) damaged.add(offset);
        this.report(problem);
      },
      end: (records: number) => {
        if (records > 0) this.#readable++;
        // A record without an end of its own in a member that is cut is told as that, not as shared.
        const shared = withoutRange.some(({ offset }) => !damaged.has(offset));
        if (shared) this.report(`${file.name}: ${SHARED}`);
      },
    };
  }

  async scan(file: WarcFile, number: number): Promise<void> {
    const { take, report, end } = this.visit(file);
    try {
      end(await scanFile(file, number, take, null, report));
    } catch (error) {
      this.report(`${file.name}: cannot be read (${whyNotRead(error)})`);
    }
  }
}

interface IndexOptions {
  /** Told of problems met. */
  report?: (problem: string) => void;
  /** Folder of the post index to be brought up to date with the files at a path, in the same pass. */
  postsFolder?: (path: string) => string | null;
  /** Who reads pages for their posts; here where not given. */
  readers?: PageReaders;
  /** Told when a post index is written, or why it is not. */
  onPosts?: (path: string, folder: string, result: PostsIndexed | Error) => void;
  signal?: AbortSignal;
}

/** Reads the files at one path; true when there are some. */
async function readPath(
  where: string,
  collector: LineCollector,
  { report = () => {}, postsFolder, onPosts, readers, signal }: IndexOptions,
): Promise<boolean> {
  const { found, problems: unfound } = await findFiles(where);
  const folder = postsFolder?.(where) ?? null;
  if (folder !== null) {
    const visit = (file: WarcFile) => collector.visit(file);
    const given = { visit, ...(readers && { readers }), ...(signal && { signal }) };
    const result = await indexPosts(where, folder, given).catch((error: Error) => {
      signal?.throwIfAborted();
      return error;
    });
    onPosts?.(where, folder, result);
  }
  // What the post index had already, or could not be made of, is read for its lines alone.
  const { files, problems } = await fileSetOf(found, unfound);
  for (const problem of problems) report(problem);
  for (const [number, file] of files.entries()) {
    if (!collector.seen.has(file.name)) await collector.scan(file, number);
  }
  return files.length > 0 || problems.length > 0;
}

/**
 * CDXJ lines, sorted bytewise, of all captures in WARC and WACZ files and folders of them, made in
 * bounded memory; with `postsFolder` the index of posts as well, each file being read once for both.
 * Throws Node's error for a path that cannot be read, and an error when there are files and not one
 * of them could be.
 */
export async function* indexPaths(
  paths: readonly string[],
  options: IndexOptions = {},
): AsyncGenerator<string> {
  // Made when there are more lines than are sorted in memory.
  const folder = path.join(tmpdir(), `quotary-index-${randomUUID()}`);
  try {
    const sorter = new LineSorter(folder, "cdxj");
    let isEmpty = true;
    const collectors: LineCollector[] = [];
    for (const one of paths) {
      const collector = new LineCollector(sorter, options.report ?? (() => {}));
      collectors.push(collector);
      if (await readPath(one, collector, options)) isEmpty = false;
    }
    if (!isEmpty && !collectors.some(({ isReadable }) => isReadable)) {
      throw new Error("none of the files could be read");
    }
    for (const line of sorter.sorted()) yield asText(line);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
