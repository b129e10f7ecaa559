import type {
  Archive,
  AskContext,
  CaptureList,
  CaptureQuery,
  CaptureRef,
  ReadCapture,
} from "../../engine/archive.js";
import type { RemoteHost } from "./host.js";

/** Captures of one quote worth a request each: archives allow so many a minute to everybody. */
const READ_LIMIT = 12;

/** What all archives over a network have in common. */
export abstract class RemoteArchive implements Archive {
  readonly readLimit = READ_LIMIT;

  constructor(protected readonly remote: RemoteHost) {}

  get name(): string {
    return this.remote.archive;
  }

  get host(): string {
    return new URL(this.remote.base).origin;
  }

  get trust(): "low" | undefined {
    return this.remote.trust;
  }

  get weight(): number | undefined {
    return this.remote.weight;
  }

  abstract find(query: CaptureQuery, context: AskContext): Promise<CaptureList>;
  abstract read(ref: CaptureRef, context: AskContext): Promise<ReadCapture>;

  close(): Promise<void> {
    return this.remote.close();
  }
}
