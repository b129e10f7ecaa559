import type {
  AskContext,
  CaptureList,
  CaptureQuery,
  CaptureRef,
  ReadCapture,
} from "../../engine/archive.js";
import { RemoteArchive } from "../remote/archive.js";
import type { RemoteHost } from "../remote/host.js";
import { escapedUriR, replay, replayNearest } from "../remote/replay.js";
import { toTimestamp } from "../timestamp.js";
import { askCdxj } from "./cdxj-answer.js";

/** Where a pywb collection answers, below its address. */
export interface PywbPaths {
  cdx: string;
  replay: string;
}

/** A pywb collection, such as one of one's own. */
export class PywbArchive extends RemoteArchive {
  constructor(
    remote: RemoteHost,
    private readonly paths: PywbPaths,
  ) {
    super(remote);
  }

  #uriM(time: string, flag: string, uriR: string): string {
    return `${this.remote.base}${this.paths.replay}/${time}${flag}/${escapedUriR(uriR)}`;
  }

  async find(query: CaptureQuery, context: AskContext): Promise<CaptureList> {
    const address = `${this.remote.base}${this.paths.cdx}`;
    const list = await askCdxj(address, query, this.remote, context);
    const captures = new Map<string, CaptureRef>();
    for (const { url, capturedAt, mime, status, digest, length } of list.listed) {
      const uriM = this.#uriM(toTimestamp(capturedAt), "", url);
      const size = length === null ? {} : { length };
      const ref = {
        archive: this.name,
        uriR: url,
        uriM,
        capturedAt,
        status,
        mime,
        digest,
        ...size,
      };
      captures.set(`${uriM} ${digest}`, ref);
    }
    return { ...list, captures: [...captures.values()] };
  }

  read(ref: CaptureRef, context: AskContext): Promise<ReadCapture> {
    const raw = this.#uriM(toTimestamp(ref.capturedAt), "id_", ref.uriR);
    return replay(ref, raw, this.remote, context);
  }

  nearest(uriR: string, at: string, context: AskContext): Promise<ReadCapture | null> {
    const raw = this.#uriM(toTimestamp(at), "id_", uriR);
    return replayNearest({ archive: this.name, uriR, at }, raw, this.remote, context);
  }
}
