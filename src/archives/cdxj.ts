import { normaliseDigest } from "./digest.js";
import { fromTimestamp } from "./timestamp.js";

/** One capture as an index line tells it. */
export interface IndexLine {
  /** SURT key. */
  key: string;
  /** 14 digits. */
  timestamp: string;
  url: string;
  mime: string | null;
  status: number | null;
  digest: string | null;
  /** Bytes and position of the record in its file. */
  length: number;
  offset: number;
  filename: string;
}

/**
 * A CDXJ line as pywb writes it: numbers as strings, the digest without its algorithm when that is
 * SHA-1, fields that are not known left out.
 */
export function formatCdxj(line: IndexLine): string {
  const url = JSON.stringify(line.url);
  const mime = JSON.stringify(line.mime ?? "unk");
  const status = line.status === null ? "" : `,"status":"${line.status}"`;
  const digest =
    line.digest === null ? "" : `,"digest":${JSON.stringify(line.digest.replace(/^sha1:/, ""))}`;
  const place = `"length":"${line.length}","offset":"${line.offset}"`;
  const filename = JSON.stringify(line.filename);
  return `${line.key} ${line.timestamp} {"url":${url},"mime":${mime}${status}${digest},${place},"filename":${filename}}`;
}

/** Order of index lines: bytewise, as `LC_ALL=C sort` has it. */
export function compareLines(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, "utf8"), Buffer.from(b, "utf8"));
}

/** A capture as a CDXJ server lists it; what it does not say is null. */
export interface ListedCapture {
  url: string;
  /** ISO 8601 UTC. */
  capturedAt: string;
  mime: string | null;
  status: number | null;
  digest: string | null;
  /** Bytes of the stored record. */
  length: number | null;
  /** Where the record lies, where the list says so. */
  place: { filename: string; offset: number; length: number } | null;
}

/** A number as indexes write it: as such or in digits. */
function numberField(fields: Record<string, unknown>, name: string): number | null {
  const value = fields[name];
  const number = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

function placeOf(fields: Record<string, unknown>): ListedCapture["place"] {
  const filename = textField(fields, "filename");
  const [offset, length] = [numberField(fields, "offset"), numberField(fields, "length")];
  return filename === null || offset === null || length === null || length === 0
    ? null
    : { filename, offset, length };
}

function textField(fields: Record<string, unknown>, name: string): string | null {
  const value = fields[name];
  return typeof value === "string" && value !== "" && value !== "-" ? value : null;
}

/**
 * Reads a line of a CDXJ answer, `key timestamp {…}`, or of JSON lines as pywb and Common Crawl send
 * them with `output=json`. Null when it is neither. Of a revisit, `mime` and `status` are not known.
 */
export function parseCdxj(line: string): ListedCapture | null {
  const brace = line.indexOf("{");
  if (brace < 0) return null;
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(line.slice(brace));
  } catch {
    return null;
  }
  const timestamp = textField(fields, "timestamp") ?? line.slice(0, brace).trim().split(" ").at(-1);
  const capturedAt = fromTimestamp(timestamp ?? "");
  const url = textField(fields, "url");
  if (url === null || capturedAt === null) return null;
  const mime = textField(fields, "mime");
  const status = Number(fields.status);
  const isRevisit = mime === "warc/revisit";
  return {
    url,
    capturedAt,
    mime: mime === "unk" || isRevisit ? null : mime,
    status: Number.isInteger(status) && status >= 100 && status < 600 ? status : null,
    digest: normaliseDigest(textField(fields, "digest")),
    length: numberField(fields, "length"),
    place: placeOf(fields),
  };
}

/** Columns of a CDX file, by the letters of its first line (facts: archives 6). */
const LETTERS: Readonly<Record<string, string>> = {
  N: "key",
  b: "timestamp",
  a: "url",
  m: "mime",
  s: "status",
  k: "digest",
  S: "length",
  V: "offset",
  g: "filename",
};

/**
 * A line of an index that says where a record lies; `other` for one that is of no web page, null for
 * one of which that cannot be told.
 */
function indexLine(line: string, columns: readonly string[] | null): IndexLine | "other" | null {
  let fields: Record<string, unknown>;
  const words = line.split(" ");
  if (columns) fields = Object.fromEntries(columns.map((name, n) => [name, words[n]]));
  else {
    const brace = line.indexOf("{");
    if (brace < 0) return null;
    try {
      fields = { key: words[0], timestamp: words[1], ...JSON.parse(line.slice(brace)) };
    } catch {
      return null;
    }
  }
  const capturedAt = fromTimestamp(textField(fields, "timestamp") ?? "");
  const url = textField(fields, "url");
  const filename = textField(fields, "filename");
  const offset = numberField(fields, "offset");
  if (url !== null && !/^https?:\/\//i.test(url)) return "other";
  if (capturedAt === null || url === null || filename === null || offset === null) return null;
  const status = numberField(fields, "status");
  return {
    key: textField(fields, "key") ?? "",
    timestamp: capturedAt.replace(/\D/g, ""),
    url,
    mime: textField(fields, "mime"),
    status: status !== null && status >= 100 && status < 600 ? status : null,
    digest: normaliseDigest(textField(fields, "digest")),
    length: numberField(fields, "length") ?? 0,
    offset,
    filename,
  };
}

/**
 * Lines of a CDXJ index, or of a CDX file by the letters of its first line; `unreadable` is told of
 * those that say no place of a capture, in which any might stand.
 */
export function* parseIndexLines(
  text: string,
  unreadable: (line: string) => void,
): Generator<IndexLine> {
  let columns: string[] | null = null;
  for (let at = 0; at < text.length; ) {
    const lf = text.indexOf("\n", at);
    const end = lf < 0 ? text.length : lf;
    const line = text.slice(at, end).trimEnd();
    at = end + 1;
    if (/^ ?CDX /.test(line)) {
      const letters = line.trim().split(" ").slice(1);
      columns = letters.map((letter) => LETTERS[letter] ?? letter);
      continue;
    }
    if (line === "" || line.startsWith("!")) continue;
    const found = indexLine(line, columns);
    if (found === null) unreadable(line);
    else if (found !== "other") yield found;
  }
}
