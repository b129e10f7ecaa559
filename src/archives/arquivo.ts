import { PywbArchive } from "./pywb/archive.js";
import { remoteKind } from "./remote/open-host.js";

/** Arquivo.pt: an index as pywb has it, captures without its frame elsewhere (facts: archives 4). */
export const arquivoKind = remoteKind(
  "arquivo",
  "",
  (remote) => new PywbArchive(remote, { cdx: "/wayback/cdx", replay: "/noFrame/replay" }),
);
