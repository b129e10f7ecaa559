import { type FileSet, type LocalPath, warcFile } from "./file.js";
import { openWacz } from "./wacz.js";

/** The WARC files at the paths found, those inside WACZ files too. */
export async function fileSetOf(found: readonly LocalPath[], problems: string[]): Promise<FileSet> {
  const set: FileSet = { files: [], problems: [...problems] };
  for (const one of found) {
    if (!/\.wacz$/i.test(one.path)) {
      set.files.push(warcFile(one));
      continue;
    }
    const inside = await openWacz(one);
    set.files.push(...inside.files);
    set.problems.push(...inside.problems);
  }
  return set;
}
