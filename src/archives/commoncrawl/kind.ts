import type { ArchiveKind } from "../kinds.js";
import { openRemote } from "../remote/open-host.js";
import { CommonCrawlArchive } from "./archive.js";

/** `commoncrawl+https://host`: its newest crawls; with `/NAME-index` behind, that one. */
export const commonCrawlKind: ArchiveKind = {
  describes: "commoncrawl+https://host",
  async open(where, name, settings) {
    const host = openRemote("commoncrawl", where, name, settings);
    return host && new CommonCrawlArchive(host);
  },
};
