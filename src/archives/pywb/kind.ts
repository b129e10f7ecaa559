import type { ArchiveKind } from "../kinds.js";
import { openRemote } from "../remote/open-host.js";
import { PywbArchive } from "./archive.js";

/** `pywb+https://host/collection`: CDXJ at `/cdx`, replay below the collection. */
export const pywbKind: ArchiveKind = {
  describes: "pywb+https://host/collection",
  async open(where, name, settings) {
    const host = openRemote("pywb", where, name, settings);
    return host && new PywbArchive(host, { cdx: "/cdx", replay: "" });
  },
};
