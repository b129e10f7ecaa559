import { ArchiveError } from "../../engine/archive.js";
import { surtKey } from "../surt.js";
import { type CaptureEntry, entryOfLine } from "./entry.js";
import type { FileSet, WarcFile } from "./file.js";
import { scanFile } from "./scan.js";
import { whyNotRead } from "./why.js";

/** About 300 bytes each: what one archive may take of memory. Larger ones say that they are cut. */
const MAX_ENTRIES = 1_000_000;
const MAX_PROBLEMS = 100;

function byKeyAndTime(a: CaptureEntry, b: CaptureEntry): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : 0;
}

/** The captures of some files, sorted by key and time, in memory. */
export class CaptureIndex {
  constructor(
    readonly files: readonly WarcFile[],
    /** Sorted by key, then time. */
    readonly entries: readonly CaptureEntry[],
    readonly problems: readonly string[],
    /** True when the files hold more captures than are kept. */
    readonly truncated: boolean,
    /** False when there are files and not one of them could be read. */
    readonly readable: boolean,
  ) {}

  /** Position of the first entry whose key is not before `key`. */
  #firstFrom(key: string): number {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.entries[middle]?.key ?? "") < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  *#fromWhile(key: string, belongs: (entry: CaptureEntry) => boolean): Generator<CaptureEntry> {
    for (let at = this.#firstFrom(key); at < this.entries.length; at++) {
      const entry = this.entries[at];
      if (!entry || !belongs(entry)) return;
      yield entry;
    }
  }

  /** Captures of an address in any of its spellings. */
  exact(uriR: string): Generator<CaptureEntry> {
    const key = surtKey(uriR);
    return this.#fromWhile(key, (entry) => entry.key === key);
  }

  /** Captures whose key begins with `prefix`. */
  below(prefix: string): Generator<CaptureEntry> {
    return this.#fromWhile(prefix, (entry) => entry.key.startsWith(prefix));
  }
}

/** What one file holds, as it was read to its end. */
interface FileEntries {
  entries: CaptureEntry[];
  problems: string[];
  /** False when it holds no record at all. */
  readable: boolean;
  /** True when it holds more captures than could be taken. */
  cut: boolean;
}

/** Collects the entries of one file, `most` at most. */
async function indexFile(file: WarcFile, number: number, most: number): Promise<FileEntries> {
  const entries: CaptureEntry[] = [];
  const problems: string[] = [];
  const damagedMembers = new Set<number>();
  let cut = false;
  const take = (entry: CaptureEntry) => {
    if (entries.length < most) entries.push(entry);
    else cut = true;
  };
  if (file.lines) {
    for (const line of file.lines) take(entryOfLine(line, number));
    return { entries, problems, readable: true, cut };
  }
  const records = await scanFile(file, number, take, null, (problem, offset) => {
    if (offset !== undefined) damagedMembers.add(offset);
    // One more than is told, so that whoever tells them knows of more.
    if (problems.length <= MAX_PROBLEMS) problems.push(problem);
  });
  // A checksum covers its whole gzip member, and is known only after the member's records.
  for (const entry of entries) {
    if (damagedMembers.has(entry.offset)) entry.doubtful = true;
  }
  return { entries, problems, readable: records > 0, cut };
}

/** What files hold that were read before, by their stamps: no file is read twice in one state. */
export class FilesRead {
  #before = new Map<string, FileEntries>();
  #now = new Map<string, FileEntries>();

  /** Begins a pass: what is not asked for before its end is forgotten then. */
  begin(): void {
    this.#before = new Map([...this.#before, ...this.#now]);
    this.#now = new Map();
  }

  /** Ends it: files that are gone or changed are forgotten. */
  end(): void {
    this.#before = new Map();
  }

  async entries(file: WarcFile, number: number, most: number): Promise<FileEntries> {
    const { stamp } = file;
    const kept =
      stamp === undefined ? undefined : (this.#now.get(stamp) ?? this.#before.get(stamp));
    const read =
      kept && !kept.cut && kept.entries.length <= most
        ? { ...kept, entries: numbered(kept.entries, number) }
        : await indexFile(file, number, most);
    if (stamp !== undefined && !read.cut && read.readable) this.#now.set(stamp, read);
    return read;
  }
}

/** The same captures of a file that has another place among the files now. */
function numbered(entries: CaptureEntry[], number: number): CaptureEntry[] {
  const [first] = entries;
  if (!first || first.file === number) return entries;
  return entries.map((entry) => ({ ...entry, file: number }));
}

/**
 * Reads every file once, one after the other, and keeps what finds its captures again; those that
 * `read` knows are not read again. What cannot be read is told in `problems`; nothing is thrown for it.
 */
export async function buildIndex(
  { files, problems: known }: FileSet,
  read = new FilesRead(),
): Promise<CaptureIndex> {
  read.begin();
  const entries: CaptureEntry[] = [];
  const problems = known.slice(0, MAX_PROBLEMS);
  let unreported = known.length - problems.length;
  let readable = 0;
  const report = (problem: string) => {
    if (problems.length < MAX_PROBLEMS) problems.push(problem);
    else unreported++;
  };
  for (const [number, file] of files.entries()) {
    if (entries.length >= MAX_ENTRIES) break;
    try {
      const found = await read.entries(file, number, MAX_ENTRIES - entries.length);
      for (const entry of found.entries) entries.push(entry);
      found.problems.forEach(report);
      if (found.readable) readable++;
    } catch (error) {
      // Of a file elsewhere: that it could not be asked for is no damage of the file.
      if (error instanceof ArchiveError) throw error;
      report(`${file.name}: cannot be read (${whyNotRead(error)})`);
    }
  }
  read.end();
  const truncated = entries.length >= MAX_ENTRIES;
  if (truncated) report(`more than ${MAX_ENTRIES} captures; the rest is not searched`);
  if (unreported > 0) problems.push(`and ${unreported} more problems`);
  entries.sort(byKeyAndTime);
  const nothingToRead = files.length === 0 && known.length === 0;
  return new CaptureIndex(files, entries, problems, truncated, readable > 0 || nothingToRead);
}
