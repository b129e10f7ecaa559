import type { Specimen } from "../records/specimen.js";
import { tellTalesOf } from "../snapshots/read.js";
import type { Reading } from "./library.js";

/** The specimen in a reading: a permalink's capture that no layout could read; else null. */
export function specimenOf(
  { archive, read, named, snapshot, sha256 }: Reading,
  seenAt: Date,
): Specimen | null {
  if (snapshot.state !== "unreadable" || !named?.id) return null;
  return {
    archive,
    uriR: read.ref.uriR,
    uriM: read.ref.uriM,
    capturedAt: read.ref.capturedAt,
    digest: read.digest,
    sha256,
    bytes: read.capture.body.length,
    contentType: read.capture.contentType,
    tellTales: tellTalesOf(read.capture),
    because: snapshot.because,
    seenAt: seenAt.toISOString(),
  };
}
