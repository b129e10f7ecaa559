import { type FileSet, type LocalPath, stampOf, warcFile } from "./file.js";
import { indexedFiles } from "./indexed-files.js";
import { openWacz } from "./wacz.js";

/** The WARC files at the paths found, those inside WACZ files and those that an index names too. */
export async function fileSetOf(found: readonly LocalPath[], problems: string[]): Promise<FileSet> {
  const set: FileSet = { files: [], problems: [...problems] };
  for (const one of found) {
    if (/\.warc(\.gz)?$/i.test(one.path)) {
      set.files.push(warcFile(one));
      continue;
    }
    const inside = /\.wacz$/i.test(one.path) ? await openWacz(one) : await indexedFiles(one);
    const stamp = stampOf(one);
    set.files.push(...inside.files.map((file) => ({ ...file, stamp: `${stamp} ${file.name}` })));
    set.problems.push(...inside.problems);
  }
  return set;
}
