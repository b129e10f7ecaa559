import type { ArchiveKind } from "../kinds.js";
import { openRemote } from "../remote/open-host.js";
import { WaybackArchive } from "./archive.js";

/** `wayback+https://host`: CDX at `/cdx/search/cdx`, replay at `/web/`. */
export const waybackKind: ArchiveKind = {
  describes: "wayback+https://host",
  async open(where, name, settings) {
    const host = openRemote("wayback", where, name, settings);
    return host && new WaybackArchive(host, settings);
  },
};
