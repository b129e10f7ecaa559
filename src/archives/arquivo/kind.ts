import type { ArchiveKind } from "../kinds.js";
import { PywbArchive } from "../pywb/archive.js";
import { openRemote } from "../remote/open-host.js";

/** Arquivo.pt: an index as pywb has it, captures without its frame elsewhere (facts: archives 4). */
export const arquivoKind: ArchiveKind = {
  describes: "arquivo+https://host",
  async open(where, name, settings) {
    const host = openRemote("arquivo", where, name, settings);
    return host && new PywbArchive(host, { cdx: "/wayback/cdx", replay: "/noFrame/replay" });
  },
};
