import type { CaptureRef, ReadCapture } from "../../engine/archive.js";
import type { CaptureBytes } from "../../snapshots/types.js";
import { digestFits, formatDigest, parseDigest } from "../digest.js";
import { dechunk, type HttpHead, hashedForms, packedAs, parseHttpHead } from "../http-message.js";
import type { WarcRecord } from "../warc/record.js";

/** The body of a record and what its digests say of it. */
export interface Payload {
  head: HttpHead | null;
  contentType: string | null;
  /** Still packed so. */
  contentEncoding: string | null;
  /** Chunk framing taken off. */
  body: Buffer;
  /** `WARC-Payload-Digest`, normalised; null when there is none that can be read. */
  digest: string | null;
  /** Does the payload digest fit? Without one: false when the block digest differs, else null. */
  verified: boolean | null;
  /** Does any digest of the record vouch for the body, the block digest too? */
  vouched: boolean;
  /** Does the body have this digest in one of the forms in which payloads are hashed? */
  fits(digest: string): boolean;
}

/**
 * The body as long as its HTTP head says, or as the record's own length says where that leads
 * nowhere: either may be off by some bytes. Used only when the digest fits it, and not the whole.
 */
function* shorterBodies(
  record: WarcRecord,
  body: Buffer,
  head: HttpHead | null,
): Generator<Buffer> {
  const inRecord = Number(record.fields.get("content-length")) - (head?.length ?? 0);
  const inHead = Number(head?.get("content-length") ?? Number.NaN);
  for (const length of [inHead, inRecord]) {
    if (Number.isInteger(length) && length >= 0 && length < body.length) {
      yield body.subarray(0, length);
    }
  }
}

/** A record's capture, for whoever reads what is on its page. */
export function captureOf(
  payload: Payload,
  at: Pick<CaptureBytes, "uriR" | "capturedAt">,
): CaptureBytes {
  const { head, contentType, contentEncoding, body } = payload;
  const [status, location] = [head?.status ?? null, head?.get("location") ?? null];
  return { ...at, contentType, contentEncoding, status, location, body };
}

/** A record's capture as it is handed over; `note` says what a reader should know of the record. */
export function readCaptureOf(
  ref: CaptureRef,
  { uriR, capturedAt }: Pick<ReadCapture["capture"], "uriR" | "capturedAt">,
  payload: Payload,
  note: string | null,
): ReadCapture {
  return {
    ref,
    capture: captureOf(payload, { uriR, capturedAt }),
    digest: payload.digest,
    digestVerified: payload.verified,
    digestBecause: payload.verified === null ? "the record states no payload digest" : null,
    headers: payload.head?.lines ?? [],
    note,
  };
}

/** Takes the payload out of a `response` or `resource` record and checks its digests. */
export function payloadOf(record: WarcRecord): Payload {
  const { fields, block } = record;
  const isResource = fields.get("warc-type") === "resource";
  const head = isResource ? null : parseHttpHead(block);
  const digest = parseDigest(fields.get("warc-payload-digest") ?? "");
  const blockDigest = parseDigest(fields.get("warc-block-digest") ?? "");
  let body = block.subarray(head?.length ?? 0);
  const encoding = head?.get("content-encoding") ?? null;
  let payloadFits = digest && digestFits(digest, hashedForms(body, encoding));
  const shorter =
    digest && payloadFits === false
      ? [...shorterBodies(record, body, head)].find((bytes) => digestFits(digest, [bytes]))
      : undefined;
  if (shorter) {
    body = shorter;
    payloadFits = true;
  }
  // Asked only where no payload digest answers.
  const blockFits = payloadFits === null && blockDigest ? digestFits(blockDigest, [block]) : null;
  const isChunked = /chunked/i.test(head?.get("transfer-encoding") ?? "");
  return {
    head,
    contentType: isResource
      ? (fields.get("content-type") ?? null)
      : (head?.get("content-type") ?? null),
    contentEncoding: packedAs(body, encoding),
    body: (isChunked ? dechunk(body) : null) ?? body,
    digest: digest && formatDigest(digest),
    verified: payloadFits ?? (blockFits === false ? false : null),
    vouched: (payloadFits ?? blockFits) === true,
    fits: (asked) => {
      const parsed = parseDigest(asked);
      return parsed !== null && digestFits(parsed, hashedForms(body, encoding));
    },
  };
}
