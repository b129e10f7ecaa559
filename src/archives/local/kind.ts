import { stat } from "node:fs/promises";
import path from "node:path";
import { BadWhereError } from "../errors.js";
import type { ArchiveKind } from "../kinds.js";
import { LocalArchive } from "./archive.js";
import { LOCAL_FILE } from "./file.js";

/** `.warc`, `.warc.gz` and `.wacz` files, and folders of them. */
export const localKind: ArchiveKind = {
  describes: "a .warc, .warc.gz or .wacz file, a folder of them, or a .cdxj index beside them",
  async open(where, name, { dataFolder }) {
    const found = await stat(where).catch((error: NodeJS.ErrnoException) => error);
    if (found instanceof Error) {
      // A bare word may be the name of an archive; what looks like a path is one.
      const isPath = LOCAL_FILE.test(where) || /[/\\]/.test(where);
      if (!isPath || /^[a-z][a-z0-9+.-]*:\/\//i.test(where)) return null;
      const because = found.code === "ENOENT" ? "there is no such file or folder" : found.message;
      throw new BadWhereError(where, because, { cause: found });
    }
    if (!found.isDirectory() && !LOCAL_FILE.test(where)) {
      throw new BadWhereError(where, "only .warc, .warc.gz, .wacz and .cdxj files can be read");
    }
    return new LocalArchive(name ?? path.basename(path.resolve(where)), where, dataFolder);
  },
};
