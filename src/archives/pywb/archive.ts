import type { AskContext, CaptureList, CaptureQuery } from "../../engine/archive.js";
import type { RemoteHost } from "../remote/host.js";
import { remoteKind } from "../remote/open-host.js";
import { ReplayedArchive } from "../remote/replayed.js";
import { askCdxj } from "./cdxj-answer.js";

/** A pywb collection, such as one of one's own; `paths` are where it answers, below its address. */
export class PywbArchive extends ReplayedArchive {
  constructor(
    remote: RemoteHost,
    private readonly paths: { cdx: string; replay: string },
  ) {
    super(remote, paths.replay);
  }

  async find(query: CaptureQuery, context: AskContext): Promise<CaptureList> {
    const address = `${this.remote.base}${this.paths.cdx}`;
    const { listed, ...list } = await askCdxj(address, query, this.remote, context);
    return { ...list, captures: this.refsOf(listed) };
  }
}

/** `pywb+https://host/collection`: CDXJ at `/cdx`, replay below the collection. */
export const pywbKind = remoteKind(
  "pywb",
  "/collection",
  (remote) => new PywbArchive(remote, { cdx: "/cdx", replay: "" }),
);
