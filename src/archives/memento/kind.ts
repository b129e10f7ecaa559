import type { ArchiveKind } from "../kinds.js";
import { openRemote } from "../remote/open-host.js";
import { MementoArchive } from "./archive.js";

/** `memento+https://host/base`: TimeMap at `/timemap/link/URI-R`, TimeGate at `/timegate/URI-R`. */
export const mementoKind: ArchiveKind = {
  describes: "memento+https://host/base",
  async open(where, name, settings) {
    const host = openRemote("memento", where, name, settings);
    return host && new MementoArchive(host, { format: "link", isAggregator: false });
  },
};
