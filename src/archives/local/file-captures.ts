import {
  type CaptureList,
  type CaptureQuery,
  type CaptureRef,
  CaptureUnreadableError,
  type ReadCapture,
} from "../../engine/archive.js";
import { surtPrefix } from "../surt.js";
import { fromTimestamp } from "../timestamp.js";
import type { CaptureIndex } from "./capture-index.js";
import { deliver } from "./deliver.js";
import type { CaptureEntry } from "./entry.js";

/** Most captures in one answer. */
const MAX_LISTED = 10_000;

/** Where a record lies: the name of its file, its position there, and that within its gzip member. */
export interface RecordPlace {
  part: string;
  offset: number;
  inner: number;
}

/**
 * Captures in WARC records as an archive hands them out, by the index of its files, wherever these
 * lie. `uriMAt` says how a record is named to others.
 */
export class FileCaptures {
  constructor(
    private readonly archive: string,
    private readonly uriMAt: (place: RecordPlace) => string,
  ) {}

  uriMOf(entry: CaptureEntry, index: CaptureIndex): string {
    const { offset, inner } = entry;
    return this.uriMAt({ part: index.files[entry.file]?.name ?? "", offset, inner });
  }

  refOf(entry: CaptureEntry, index: CaptureIndex): CaptureRef {
    const { url, timestamp, status, mime, digest, length } = entry;
    return {
      archive: this.archive,
      uriR: url,
      uriM: this.uriMOf(entry, index),
      capturedAt: fromTimestamp(timestamp) ?? "",
      status,
      mime,
      digest,
      ...(length && { length }),
    };
  }

  list(entries: Iterable<CaptureEntry>, index: CaptureIndex, limit = MAX_LISTED): CaptureList {
    const captures: CaptureRef[] = [];
    let truncated = index.truncated;
    for (const entry of entries) {
      if (captures.length >= limit) {
        truncated = true;
        break;
      }
      captures.push(this.refOf(entry, index));
    }
    return { captures, truncated, problems: [...index.problems] };
  }

  find(query: CaptureQuery, index: CaptureIndex): CaptureList {
    const entries =
      query.kind === "exact" ? index.exact(query.uriR) : index.below(surtPrefix(query.prefix));
    return this.list(entries, index);
  }

  /** Throws `CaptureUnreadableError` for one that is not there any more, or damaged. */
  async read(ref: CaptureRef, index: CaptureIndex): Promise<ReadCapture> {
    for (const entry of index.exact(ref.uriR)) {
      if (this.uriMOf(entry, index) === ref.uriM) return await deliver(ref, entry, index);
    }
    throw new CaptureUnreadableError(ref, "this archive holds no such capture any more");
  }
}
