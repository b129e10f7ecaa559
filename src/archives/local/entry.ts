import type { IndexLine } from "../cdxj.js";
import { digestOf, normaliseDigest } from "../digest.js";
import { parseHttpHead } from "../http-message.js";
import { surtKey } from "../surt.js";
import { toIsoSeconds, toTimestamp } from "../timestamp.js";
import type { WarcRecord } from "../warc/record.js";

/** A capture in the index of an opened archive: where its record lies and what it says of itself. */
export interface CaptureEntry {
  key: string;
  /** 14 digits. */
  timestamp: string;
  url: string;
  isRevisit: boolean;
  mime: string | null;
  status: number | null;
  digest: string | null;
  /** Position of its file in the list of files. */
  file: number;
  offset: number;
  inner: number;
  length: number | null;
  /** Damaged, or found in a damaged part of its file: of use only if a digest vouches for it. */
  doubtful: boolean;
}

const CAPTURE_TYPES: ReadonlySet<string> = new Set(["response", "resource", "revisit"]);
const HEAD_BYTES = 64 * 1024;
/** Without a digest in the record, the payload is hashed, up to this many bytes. */
const HASH_BYTES = 16 * 1024 * 1024;

/** How much of a record the index needs: the HTTP head, or all of it to be hashed. */
export const keepForIndex = (fields: ReadonlyMap<string, string>): number => {
  if (!CAPTURE_TYPES.has(fields.get("warc-type") ?? "")) return 0;
  return fields.has("warc-payload-digest") ? HEAD_BYTES : HASH_BYTES;
};

/** `WARC-Target-URI`, without the angle brackets that wget puts around it. */
export function targetUri(fields: ReadonlyMap<string, string>): string {
  const written = fields.get("warc-target-uri") ?? "";
  return written.startsWith("<") && written.endsWith(">") ? written.slice(1, -1).trim() : written;
}

export function capturedAt(fields: ReadonlyMap<string, string>): string | null {
  return toIsoSeconds(fields.get("warc-date") ?? "");
}

/** `text/html` of `Text/HTML; charset=utf-8`. */
function bareType(type: string | null | undefined): string | null {
  return type?.split(";", 1)[0]?.trim().toLowerCase() || null;
}

function isCapture(fields: ReadonlyMap<string, string>): boolean {
  return (
    CAPTURE_TYPES.has(fields.get("warc-type") ?? "") && /^https?:\/\//i.test(targetUri(fields))
  );
}

/** Is this record, which has no entry, a capture that cannot be named: nobody can read when it was made? */
export function isUndated({ fields }: WarcRecord): boolean {
  return isCapture(fields) && capturedAt(fields) === null;
}

/** The index entry of a record, or null for one that is no capture of a web page, or undated. */
export function entryOf(record: WarcRecord, file: number): CaptureEntry | null {
  const { fields, block } = record;
  if (!isCapture(fields)) return null;
  const type = fields.get("warc-type") ?? "";
  const url = targetUri(fields);
  const date = capturedAt(fields);
  if (date === null) return null;
  const head = type === "resource" ? null : parseHttpHead(block);
  const isRevisit = type === "revisit";
  const whole = !isRevisit && record.damage === null && block.length === record.blockLength;
  const body = block.subarray(head?.length ?? 0);
  return {
    key: surtKey(url),
    timestamp: toTimestamp(date),
    url,
    isRevisit,
    mime: isRevisit ? null : bareType(head ? head.get("content-type") : fields.get("content-type")),
    status: head?.status ?? null,
    digest: normaliseDigest(fields.get("warc-payload-digest")) ?? (whole ? digestOf(body) : null),
    file,
    offset: record.offset,
    inner: record.inner,
    length: record.length,
    doubtful: record.damage !== null || record.foundBySearch,
  };
}

/** The same from an index's line; the key is made anew, since writers of indexes differ in it. */
export function entryOfLine(line: IndexLine, file: number): CaptureEntry {
  const { timestamp, url, mime, status, digest, offset, length } = line;
  const isRevisit = mime === "warc/revisit";
  return {
    key: surtKey(url),
    timestamp,
    url,
    isRevisit,
    mime: isRevisit || mime === "unk" ? null : mime,
    status,
    digest,
    file,
    offset,
    inner: 0,
    length,
    doubtful: false,
  };
}

/** Media types that may hold posts; captures without a type may as well. */
const MAY_HOLD_POSTS =
  /^(text\/(html|plain|javascript)|application\/(xhtml\+xml|(\S+\+)?json|javascript)|unk)$/;

/**
 * Whether a record's block is sure to hold no posts, by its beginning alone: then `mayHoldPosts` says so
 * of its entry as well.
 */
export function holdsNoPosts(fields: ReadonlyMap<string, string>, beginning: Buffer): boolean {
  if (fields.get("warc-type") === "resource") {
    return !mayHoldPosts({ status: null, mime: bareType(fields.get("content-type")) });
  }
  const head = parseHttpHead(beginning);
  // A head that goes on may still say otherwise.
  if (!head || head.length === beginning.length) return false;
  return !mayHoldPosts({ status: head.status, mime: bareType(head.get("content-type")) });
}

/** Pages and JSON, error answers left out; of a revisit neither need be known. */
export function mayHoldPosts({ status, mime }: Pick<CaptureEntry, "status" | "mime">): boolean {
  return (status ?? 200) < 300 && (mime === null || MAY_HOLD_POSTS.test(mime));
}
