import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { type ByteSource, openFile } from "../byte-source.js";
import type { IndexLine } from "../cdxj.js";
import { readWarc } from "../warc/read.js";
import type { Keep, WarcItem } from "../warc/record.js";

/** A WARC file, on its own or inside a WACZ, that is opened when it is needed. */
export interface WarcFile {
  /** As told to people: the name of the file, below the folder that was given. */
  name: string;
  open(): Promise<ByteSource>;
  /** Tells the file in the state in which it was found; absent where that is not known. */
  stamp?: string;
  /** What an index that came with it says of its captures; absent where it is read to its end. */
  lines?: readonly IndexLine[];
  /** Its records. */
  items(source: ByteSource, keep: Keep): AsyncGenerator<WarcItem>;
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

/**
 * The archive files at a path: the file itself, or those of a folder and the folders in it, sorted
 * by name. Symbolic links are not followed. Throws Node's error when the path cannot be read.
 */
export async function findFiles(
  where: string,
): Promise<{ found: LocalPath[]; problems: string[] }> {
  const found: LocalPath[] = [];
  const problems: string[] = [];
  const add = async (file: string, name: string): Promise<void> => {
    const { size, mtimeMs } = await stat(file);
    const full = path.resolve(file);
    found.push({ path: full, name, size, modified: mtimeMs, open: () => openFile(full) });
  };
  const walk = async (folder: string, prefix: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const full = path.join(folder, entry.name);
      const name = `${prefix}${entry.name}`;
      if (entry.isDirectory() && depth < MAX_DEPTH) await walk(full, `${name}/`, depth + 1);
      else if (entry.isDirectory()) problems.push(`${name}: folders nested too deeply, not read`);
      else if (entry.isFile() && HOLDS_RECORDS.test(entry.name)) {
        if (found.length < MAX_FILES) await add(full, name);
        else if (found.length === MAX_FILES) {
          problems.push(`more than ${MAX_FILES} files; those from ${name} on are not read`);
          return;
        }
      }
    }
  };
  if ((await stat(where)).isDirectory()) await walk(where, "", 0);
  else await add(where, path.basename(where));
  return { found, problems };
}

/** Tells a file in the state in which it was found. */
export const stampOf = ({ name, size, modified }: FoundFile): string =>
  `${name} ${size} ${modified}`;

export function warcFile(file: FoundFile): WarcFile {
  const { name, open } = file;
  return { name, open, stamp: stampOf(file), items: readWarc };
}
