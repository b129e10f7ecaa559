import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LineSorter } from "../post-index/sorter.js";
import { formatCdxj } from "./cdxj.js";
import type { CaptureEntry } from "./local/entry.js";
import { type FileSet, findFiles } from "./local/file.js";
import { fileSetOf } from "./local/file-set.js";
import { scanFile } from "./local/scan.js";
import { whyNotRead } from "./local/why.js";

const SHARED = "records share a gzip member, so an index cannot point at them";

/** The line of a capture; null where no range of bytes holds its record alone. */
export function cdxjLine(entry: CaptureEntry, filename: string): string | null {
  if (entry.length === null) return null;
  const mime = entry.isRevisit ? "warc/revisit" : entry.mime;
  return formatCdxj({ ...entry, length: entry.length, mime, filename });
}

/** Adds the lines of all captures in `set` to `sorter`; false when no file could be read. */
async function addLines(
  set: FileSet,
  sorter: LineSorter,
  report: (problem: string) => void,
): Promise<boolean> {
  let readable = set.files.length === 0 && set.problems.length === 0;
  for (const [number, file] of set.files.entries()) {
    const damaged = new Set<number>();
    const withoutRange: CaptureEntry[] = [];
    const take = (entry: CaptureEntry) => {
      const line = cdxjLine(entry, file.name);
      if (line !== null) sorter.add(line);
      else if (!entry.doubtful && withoutRange.length < 1_000) withoutRange.push(entry);
    };
    try {
      const records = await scanFile(file, number, take, null, (problem, offset) => {
        if (offset !== undefined) damaged.add(offset);
        report(problem);
      });
      readable ||= records > 0;
    } catch (error) {
      report(`${file.name}: cannot be read (${whyNotRead(error)})`);
    }
    // A record without an end of its own in a member that is cut is told as that, not as shared.
    const shared = withoutRange.some(({ offset }) => !damaged.has(offset));
    if (shared) report(`${file.name}: ${SHARED}`);
  }
  return readable;
}

/**
 * CDXJ lines, sorted bytewise, of all captures in WARC and WACZ files and folders of them, made in
 * bounded memory. Problems met are told through `report`. Throws Node's error for a path that
 * cannot be read, and an error when there are files and not one of them could be.
 */
export async function* indexPaths(
  paths: readonly string[],
  report: (problem: string) => void = () => {},
): AsyncGenerator<string> {
  const set: FileSet = { files: [], problems: [] };
  for (const one of paths) {
    const { found, problems } = await findFiles(one);
    const { files, problems: damage } = await fileSetOf(found, problems);
    set.files.push(...files);
    set.problems.push(...damage);
  }
  for (const problem of set.problems) report(problem);
  const folder = mkdtempSync(path.join(tmpdir(), "quotary-index-"));
  try {
    const sorter = new LineSorter(folder, "cdxj");
    if (!(await addLines(set, sorter, report))) throw new Error("none of the files could be read");
    for (const line of sorter.sorted()) yield Buffer.from(line, "latin1").toString("utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
