import type { AskContext, CaptureRef, ReadCapture } from "../../engine/archive.js";
import type { ListedCapture } from "../cdxj.js";
import { toTimestamp } from "../timestamp.js";
import { RemoteArchive } from "./archive.js";
import type { RemoteHost } from "./host.js";
import { escapedUriR, replay, replayNearest } from "./replay.js";

/** An archive that lists captures in an index, and replays them by time and address. */
export abstract class ReplayedArchive extends RemoteArchive {
  /** @param replayPath where it replays, below its address: `/web`, or nothing */
  constructor(
    remote: RemoteHost,
    private readonly replayPath: string,
  ) {
    super(remote);
  }

  #uriM(capturedAt: string, flag: "" | "id_", uriR: string): string {
    const { base } = this.remote;
    return `${base}${this.replayPath}/${toTimestamp(capturedAt)}${flag}/${escapedUriR(uriR)}`;
  }

  /** The captures of an index, each once: the same line comes several times in a row. */
  protected refsOf(listed: Iterable<ListedCapture>): CaptureRef[] {
    const captures = new Map<string, CaptureRef>();
    for (const { url: uriR, capturedAt, mime, status, digest, length } of listed) {
      const uriM = this.#uriM(capturedAt, "", uriR);
      const key = `${uriM} ${digest}`;
      if (captures.has(key)) continue;
      const ref = { archive: this.name, uriR, uriM, capturedAt, status, mime, digest };
      captures.set(key, length === null ? ref : { ...ref, length });
    }
    return [...captures.values()];
  }

  read(ref: CaptureRef, context: AskContext): Promise<ReadCapture> {
    return replay(ref, this.#uriM(ref.capturedAt, "id_", ref.uriR), this.remote, context);
  }

  nearest(uriR: string, at: string, context: AskContext): Promise<ReadCapture | null> {
    const wanted = { archive: this.name, uriR, at };
    return replayNearest(wanted, this.#uriM(at, "id_", uriR), this.remote, context);
  }
}
