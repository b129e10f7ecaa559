import { existsSync } from "node:fs";
import path from "node:path";
import { openFile } from "../byte-source.js";
import { type IndexLine, parseIndexLines } from "../cdxj.js";
import { readWarc } from "../warc/read.js";
import type { FileSet, LocalPath } from "./file.js";

/** An index is held in memory while its captures are sorted. */
const MAX_INDEX = 512 * 1024 * 1024;

/** How many lines of an index say no place of a capture, and how the first of them begins. */
export function tellLost([first = "", ...others]: readonly string[]): string {
  return `${others.length + 1} lines of the index say no place of a capture: "${first.slice(0, 100)}"`;
}

/**
 * The WARC files that a CDXJ or CDX index names, beside it or below its folder; none that lies
 * elsewhere is opened. Where records lie is believed, what they are is read from themselves.
 */
export async function indexedFiles({ name, path: file, size, open }: LocalPath): Promise<FileSet> {
  const set: FileSet = { files: [], problems: [] };
  if (size > MAX_INDEX) return { ...set, problems: [`${name}: larger than is read`] };
  const source = await open();
  const text = (await source.read(0, size).finally(() => source.close())).toString("utf8");
  const byFile = new Map<string, IndexLine[]>();
  const lost: string[] = [];
  for (const line of parseIndexLines(text, (unreadable) => lost.push(unreadable))) {
    const known = byFile.get(line.filename);
    if (known) known.push(line);
    else byFile.set(line.filename, [line]);
  }
  if (lost.length > 0) set.problems.push(`${name}: ${tellLost(lost)}`);
  if (byFile.size === 0) set.problems.push(`${name}: names no capture and its place`);
  const folder = path.dirname(file);
  for (const [filename, lines] of byFile) {
    const full = path.resolve(folder, filename);
    const isBelow = full.startsWith(folder + path.sep);
    if (!isBelow) set.problems.push(`${name}: names a file outside of its folder: ${filename}`);
    else if (!existsSync(full)) set.problems.push(`${name}: ${filename} is not beside it`);
    else set.files.push({ name: filename, open: () => openFile(full), lines, items: readWarc });
  }
  return set;
}
