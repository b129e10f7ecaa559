import { EMPTY_DIGEST, normaliseDigest } from "../digest.js";
import { toIsoSeconds, toTimestamp } from "../timestamp.js";
import type { WarcRecord } from "../warc/record.js";
import type { CaptureIndex } from "./capture-index.js";
import type { CaptureEntry } from "./entry.js";

/** Profiles of WARC 1.0 and 1.1, and the older name warcprox used; others are not interpreted. */
const SAME_PAYLOAD = /\/revisit\/(uri-agnostic-)?identical-payload-digest\/?$/;
const NOT_MODIFIED = /\/revisit\/server-not-modified\/?$/;

const MAX_CANDIDATES = 10;

export type RevisitPlan =
  /** The payload is empty: its digest is that of no bytes. */
  | { kind: "empty" }
  /** Captures that may hold the payload, likeliest first, and the digest it must have. */
  | { kind: "originals"; entries: CaptureEntry[]; digest: string | null }
  /** What the record means is not known. */
  | { kind: "unknown"; because: string };

function sameMoment(entry: CaptureEntry, date: string | null): boolean {
  return date !== null && entry.timestamp === toTimestamp(date);
}

/**
 * Where the payload of a revisit record is to be had (pywb, `resolvingloader.py`): the capture it
 * refers to, else one of the same address with the same digest; never another revisit.
 */
export function planRevisit(
  record: WarcRecord,
  entry: CaptureEntry,
  index: CaptureIndex,
): RevisitPlan {
  const profile = record.fields.get("warc-profile") ?? "";
  const isSamePayload = SAME_PAYLOAD.test(profile);
  if (!isSamePayload && !NOT_MODIFIED.test(profile)) {
    return { kind: "unknown", because: `revisit of an unknown kind ("${profile.slice(0, 200)}")` };
  }
  const stated = normaliseDigest(record.fields.get("warc-payload-digest"));
  if (isSamePayload && stated === EMPTY_DIGEST) return { kind: "empty" };
  // A 304 has no body: its digest says nothing of the page that was not modified.
  const digest = stated === EMPTY_DIGEST ? null : stated;
  const referredUri = record.fields.get("warc-refers-to-target-uri")?.replace(/^<|>$/g, "");
  const referredDate = toIsoSeconds(record.fields.get("warc-refers-to-date") ?? "");
  const mayBe = (candidate: CaptureEntry) =>
    !candidate.isRevisit &&
    (digest === null || candidate.digest === null || candidate.digest === digest);
  const referred = [...index.exact(referredUri ?? entry.url)]
    .filter(mayBe)
    .filter((candidate) => sameMoment(candidate, referredDate));
  const sameDigest = [...index.exact(referredUri ?? entry.url), ...index.exact(entry.url)]
    .filter(mayBe)
    .filter((candidate) => digest !== null && candidate.digest === digest);
  const entries = [...new Set([...referred, ...sameDigest])].slice(0, MAX_CANDIDATES);
  return { kind: "originals", entries, digest };
}
