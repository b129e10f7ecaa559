import type { ArchiveKind } from "../kinds.js";
import { openHost } from "../remote/open-host.js";
import { RangedArchive } from "./archive.js";

/** The address of a `.wacz`, `.warc` or `.warc.gz` file, which is read by ranges. */
export const rangedKind: ArchiveKind = {
  describes: "https://host/file.wacz (or .warc, .warc.gz)",
  async open(where, name, settings) {
    if (!/^https?:\/\/[^?#]+\.(?:warc|warc\.gz|wacz)$/i.test(where)) return null;
    return new RangedArchive(openHost(where, where, name, settings));
  },
};
