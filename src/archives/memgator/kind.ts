import type { ArchiveKind } from "../kinds.js";
import { MementoArchive } from "../memento/archive.js";
import { openRemote } from "../remote/open-host.js";

/** `memgator+https://host`: an aggregator; the captures it lists are read where they are. */
export const memgatorKind: ArchiveKind = {
  describes: "memgator+https://host",
  async open(where, name, settings) {
    const host = openRemote("memgator", where, name, settings);
    return host && new MementoArchive(host, { format: "json", isAggregator: true });
  },
};
