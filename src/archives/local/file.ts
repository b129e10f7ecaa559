import { readdir, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { type ByteSource, openFile } from "../byte-source.js";
import type { IndexLine } from "../cdxj.js";
import { readWarc } from "../warc/read.js";
import type { Keep, WarcItem } from "../warc/record.js";
import { whyNotRead } from "./why.js";

/** A WARC file, on its own or inside a WACZ, that is opened when it is needed. */
export interface WarcFile {
  /** As told to people: the name of the file, below the folder that was given. */
  name: string;
  open(): Promise<ByteSource>;
  /** Tells the file in the state in which it was found; absent where that is not known. */
  stamp?: string;
  /** What an index that came with it says of its captures; absent where it is read to its end. */
  lines?: readonly IndexLine[];
  /** Its records, read while they are asked for. */
  items(source: ByteSource, keep: Keep): Promise<AsyncGenerator<WarcItem>>;
}

/** What was found at a path. */
export interface FileSet {
  files: WarcFile[];
  /** Damage met while looking: a zip that cannot be opened, hashes that do not fit. */
  problems: string[];
}

/** Most files taken from one folder, and folders below one another. */
const MAX_FILES = 10_000;
const MAX_DEPTH = 32;

const HOLDS_RECORDS = /\.(warc|warc\.gz|wacz)$/i;
/** Captures in a form that is not read, or still being written: in them, too, a post may stand. */
const HOLDS_OTHERS =
  /\.(arc(\.gz)?|har|warc\.(zst|bz2|xz|lz4|zip|7z)|(warc(\.gz)?|wacz)\.(open|part|partial|tmp|crdownload))$/i;
/** Indexes are opened when they are named themselves: in a folder they stand beside their files. */
export const LOCAL_FILE = /\.(warc|warc\.gz|wacz|cdxj?)$/i;

/** A file that was found, here or elsewhere. */
export interface FoundFile {
  name: string;
  size: number;
  modified: number;
  open(): Promise<ByteSource>;
}

export interface LocalPath extends FoundFile {
  path: string;
}

/** What was found at a path, while it is looked through. */
class Finds {
  constructor(private readonly mostFiles: number) {}

  readonly found: LocalPath[] = [];
  readonly problems: string[] = [];
  /** Folders by their own names, since links may lead back to them. */
  readonly #entered = new Set<string>();
  #isFull = false;

  async add(file: string, name: string): Promise<void> {
    const { size, mtimeMs } = await stat(file);
    const full = path.resolve(file);
    this.found.push({ path: full, name, size, modified: mtimeMs, open: () => openFile(full) });
  }

  async enter(folder: string, prefix: string, depth: number): Promise<void> {
    const own = await realpath(folder);
    if (this.#entered.has(own)) return;
    this.#entered.add(own);
    const entries = await readdir(folder, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const { name } = entry;
      if (this.#isFull) return;
      // Most files of a folder may be something else: nothing is asked of them.
      if (entry.isFile() && !HOLDS_RECORDS.test(name) && !HOLDS_OTHERS.test(name)) continue;
      const full = path.join(folder, name);
      // What is gone by now, or may not be read, leaves the rest as it is.
      await this.#take(full, `${prefix}${name}`, depth).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT" && !HOLDS_RECORDS.test(name)) return;
        this.problems.push(`${prefix}${name}: cannot be read (${whyNotRead(error)})`);
      });
    }
  }

  async #take(full: string, name: string, depth: number): Promise<void> {
    const is = await stat(full);
    if (is.isDirectory() && depth < MAX_DEPTH) await this.enter(full, `${name}/`, depth + 1);
    else if (is.isDirectory()) this.problems.push(`${name}: folders nested too deeply, not read`);
    else if (is.isFile() && HOLDS_OTHERS.test(name)) {
      this.problems.push(`${name}: not a kind of file that is read`);
    } else if (is.isFile() && HOLDS_RECORDS.test(name)) {
      if (this.found.length < this.mostFiles) await this.add(full, name);
      else {
        this.#isFull = true;
        this.problems.push(`more than ${this.mostFiles} files; those from ${name} on are not read`);
      }
    }
  }
}

/**
 * The archive files at a path: the file itself, or those of a folder and the folders in it, sorted
 * by name, symbolic links followed. What holds captures and is not read is told. Throws Node's error
 * when the path cannot be read.
 */
export async function findFiles(
  where: string,
  mostFiles = MAX_FILES,
): Promise<{ found: LocalPath[]; problems: string[] }> {
  const finds = new Finds(mostFiles);
  if ((await stat(where)).isDirectory()) await finds.enter(where, "", 0);
  else await finds.add(where, path.basename(where));
  return finds;
}

/** Tells a file in the state in which it was found. */
export const stampOf = ({ name, size, modified }: FoundFile): string =>
  `${name} ${size} ${modified}`;

export function warcFile(file: FoundFile): WarcFile {
  const { name, open } = file;
  return { name, open, stamp: stampOf(file), items: readWarc };
}
