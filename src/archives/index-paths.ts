import { compareLines, formatCdxj } from "./cdxj.js";
import { fileSetOf } from "./local/archive.js";
import { buildIndex } from "./local/capture-index.js";
import { type FileSet, findFiles } from "./local/file.js";

/** Index lines of some files, sorted, and what could not be read or found by a range of bytes. */
export async function cdxjLines(
  set: FileSet,
): Promise<{ lines: string[]; problems: string[]; readable: boolean }> {
  const index = await buildIndex(set);
  const lines: string[] = [];
  const shared = new Set<string>();
  for (const entry of index.entries) {
    const filename = index.files[entry.file]?.name ?? "";
    if (entry.length === null) {
      shared.add(filename);
      continue;
    }
    const mime = entry.isRevisit ? "warc/revisit" : entry.mime;
    lines.push(formatCdxj({ ...entry, length: entry.length, mime, filename }));
  }
  const unindexed = [...shared].map(
    (name) => `${name}: records share a gzip member, so an index cannot point at them`,
  );
  return {
    lines: lines.sort(compareLines),
    problems: [...index.problems, ...unindexed],
    readable: index.readable,
  };
}

/**
 * CDXJ lines, sorted, of all captures in WARC and WACZ files and folders of them. Problems met are
 * told through `report`. Throws Node's error for a path that cannot be read, and an error when there
 * are files and not one of them could be.
 */
export async function* indexPaths(
  paths: readonly string[],
  report: (problem: string) => void = () => {},
): AsyncGenerator<string> {
  const set: FileSet = { files: [], problems: [] };
  for (const path of paths) {
    const { found, problems } = await findFiles(path);
    const { files, problems: damage } = await fileSetOf(found, problems);
    set.files.push(...files);
    set.problems.push(...damage);
  }
  const { lines, problems, readable } = await cdxjLines(set);
  for (const problem of problems) report(problem);
  if (!readable) throw new Error("none of the files could be read");
  yield* lines;
}
