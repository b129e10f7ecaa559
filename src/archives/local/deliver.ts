import {
  ArchiveError,
  type CaptureRef,
  CaptureUnreadableError,
  type ReadCapture,
} from "../../engine/archive.js";
import { EMPTY_DIGEST } from "../digest.js";
import { parseHttpHead } from "../http-message.js";
import { fromTimestamp, toTimestamp } from "../timestamp.js";
import { readRecordAt } from "../warc/read.js";
import type { WarcRecord } from "../warc/record.js";
import { SAVED_BY_US } from "../warc/write.js";
import type { CaptureIndex } from "./capture-index.js";
import { type CaptureEntry, capturedAt, targetUri } from "./entry.js";
import { type Payload, payloadOf, readCaptureOf } from "./payload.js";
import { planRevisit } from "./revisit.js";
import { whyNotRead } from "./why.js";

async function loadRecord(
  ref: CaptureRef,
  entry: CaptureEntry,
  index: CaptureIndex,
): Promise<WarcRecord> {
  const file = index.files[entry.file];
  if (!file) throw new CaptureUnreadableError(ref, "its file is not there any more");
  try {
    const source = await file.open();
    try {
      const record = await readRecordAt(source, entry);
      if (record && targetUri(record.fields) === entry.url) return record;
    } finally {
      await source.close();
    }
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new CaptureUnreadableError(ref, `${file.name}: ${whyNotRead(error)}`, { cause: error });
  }
  throw new CaptureUnreadableError(ref, `${file.name}: changed since it was indexed`);
}

/** Why a record may be used only with care, in words; null for a sound one. */
function doubts(record: WarcRecord, entry: CaptureEntry): string | null {
  return record.damage ?? (entry.doubtful ? "in a damaged part of its file" : null);
}

/** The payload of a record that holds one; damage is let pass only when a digest vouches for it. */
function trustedPayload(ref: CaptureRef, entry: CaptureEntry, record: WarcRecord): Payload {
  if (record.block.length < record.blockLength) {
    throw new CaptureUnreadableError(ref, `record of ${record.blockLength} bytes is too large`);
  }
  const payload = payloadOf(record);
  const doubt = doubts(record, entry);
  if (doubt && !payload.vouched) {
    throw new CaptureUnreadableError(ref, `${doubt}, and no digest vouches for what is left`);
  }
  return payload;
}

/** What an index that came with the file says of a record otherwise than the record itself. */
function lieOf(record: WarcRecord, { timestamp }: CaptureEntry): string | null {
  const own = capturedAt(record.fields);
  return own === null || toTimestamp(own) === timestamp
    ? null
    : `the index dates it ${fromTimestamp(timestamp)}, the record itself ${own}`;
}

function noteOf(record: WarcRecord, entry: CaptureEntry): string | null {
  const doubt = doubts(record, entry);
  if (doubt) return `damaged record (${doubt}); its digest fits what was read`;
  const cut = record.fields.get("warc-truncated");
  return cut ? `the crawler kept only the beginning of the page (WARC-Truncated: ${cut})` : null;
}

function handOver(
  ref: CaptureRef,
  entry: CaptureEntry,
  record: WarcRecord,
  payload: Payload,
): ReadCapture {
  const made = { uriR: entry.url, capturedAt: capturedAt(record.fields) };
  const isOurs = record.fields.has(SAVED_BY_US.toLowerCase());
  const dated = { ...ref, capturedAt: made.capturedAt ?? ref.capturedAt };
  const own = isOurs ? { ...dated, madeByUs: true as const } : dated;
  const notes = [lieOf(record, entry), noteOf(record, entry)].filter((note) => note !== null);
  return readCaptureOf(own, made, payload, notes.length > 0 ? notes.join("; ") : null);
}

/** A revisit: its own head where it has one, the body of the capture it repeats. */
async function deliverRevisit(
  ref: CaptureRef,
  entry: CaptureEntry,
  record: WarcRecord,
  index: CaptureIndex,
): Promise<ReadCapture> {
  const plan = planRevisit(record, entry, index);
  if (plan.kind === "unknown") throw new CaptureUnreadableError(ref, plan.because);
  const doubt = doubts(record, entry);
  if (doubt) throw new CaptureUnreadableError(ref, doubt);
  const head = parseHttpHead(record.block);
  if (plan.kind === "empty") {
    const payload = {
      ...payloadOf(record),
      body: Buffer.alloc(0),
      digest: EMPTY_DIGEST,
      verified: true,
    };
    return handOver(ref, entry, record, payload);
  }
  const { digest, entries } = plan;
  for (const original of entries) {
    const found = await loadRecord(ref, original, index);
    const payload = trustedPayload(ref, original, found);
    if (digest && !payload.fits(digest)) continue;
    const own = head && head.status !== 304 ? head : null;
    const status = own?.status ?? payload.head?.status ?? null;
    const delivered = handOver(ref, entry, record, payload);
    return {
      ...delivered,
      capture: {
        ...delivered.capture,
        status,
        contentType: own?.get("content-type") ?? payload.contentType,
        location: own?.get("location") ?? payload.head?.get("location") ?? null,
      },
      digest: digest ?? payload.digest,
      digestVerified: digest ? true : payload.verified,
      digestBecause: digest ? null : (delivered.digestBecause ?? null),
      headers: own?.lines ?? payload.head?.lines ?? [],
    };
  }
  throw new CaptureUnreadableError(ref, "repeats an earlier capture that is not in this archive");
}

/**
 * Reads the capture of an index entry. Throws `CaptureUnreadableError` for damage no digest makes
 * up for, a revisit whose original is missing, and a file that changed.
 */
export async function deliver(
  ref: CaptureRef,
  entry: CaptureEntry,
  index: CaptureIndex,
): Promise<ReadCapture> {
  const record = await loadRecord(ref, entry, index);
  if (entry.isRevisit) return await deliverRevisit(ref, entry, record, index);
  return handOver(ref, entry, record, trustedPayload(ref, entry, record));
}
