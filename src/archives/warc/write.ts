import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { digestOf } from "../digest.js";

type Fields = readonly (readonly [string, string])[];

/** One record to be written; what a crawler would have received, or a file kept as it is. */
export interface WarcRecordInput {
  /** `response` (default): with its HTTP head. `resource`: the body alone. `revisit`: no body. */
  type?: "response" | "resource" | "revisit";
  uriR: string;
  /** ISO 8601 UTC. */
  capturedAt: string;
  /** HTTP status; 200 by default. Not written for a resource. */
  status?: number;
  /** HTTP headers, as an object or in pairs. A resource keeps `content-type` alone. */
  headers?: Readonly<Record<string, string>> | Fields;
  /** As transferred: still packed when `content-encoding` says so. Of a revisit: hashed, not kept. */
  body: Uint8Array | string;
  /** For a revisit: the capture that holds the same body. */
  refersTo?: { uriR: string; capturedAt: string };
  /** Headers of the request that was answered so, for a `request` record behind the response. */
  request?: Readonly<Record<string, string>>;
  /** Made on our own request, after a question: said in the record, wherever it is carried. */
  savedByUs?: true;
}

/** Header of records of captures that were made on our own request. */
export const SAVED_BY_US = "Quotary-Saved";

export interface WarcOptions {
  /** One gzip member a record (default), as `.warc.gz`; false for a plain `.warc`. */
  gzip?: boolean;
  /** Told in the `warcinfo` record that opens the file. */
  software?: string;
}

const REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
const REASONS: Readonly<Record<number, string>> = {
  200: "OK",
  301: "Moved Permanently",
  302: "Found",
  403: "Forbidden",
  404: "Not Found",
  429: "Too Many Requests",
};

/** Header lines; a line break in a value would begin a header, or a record, of its own. */
function headerLines(fields: Fields): string {
  return fields
    .map(([name, value]) => {
      if (/[\r\n\0]/.test(name + value)) throw new RangeError(`line break in header "${name}"`);
      return `${name}: ${value}\r\n`;
    })
    .join("");
}

/** The same record always has the same id, so the same input makes the same file. */
function recordId(seed: string): string {
  const hex = createHash("sha256").update(seed).digest("hex");
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `<urn:uuid:${parts.join("-")}>`;
}

interface WrittenRecord {
  id: string;
  bytes: Buffer;
}

function record(type: string, fields: Fields, block: Buffer): WrittenRecord {
  const digest = digestOf(block);
  const id = recordId(JSON.stringify([type, fields, digest]));
  const head: Fields = [
    ["WARC-Type", type],
    ["WARC-Record-ID", id],
    ...fields,
    ["WARC-Block-Digest", digest],
    ["Content-Length", String(block.length)],
  ];
  const lines = Buffer.from(`WARC/1.1\r\n${headerLines(head)}\r\n`, "utf8");
  return { id, bytes: Buffer.concat([lines, block, Buffer.from("\r\n\r\n")]) };
}

function httpFields({ headers = {} }: WarcRecordInput): Fields {
  return Array.isArray(headers) ? headers : Object.entries(headers);
}

function httpHead(input: WarcRecordInput): Buffer {
  const status = input.status ?? 200;
  const reason = REASONS[status] ?? "Status";
  return Buffer.from(
    `HTTP/1.1 ${status} ${reason}\r\n${headerLines(httpFields(input))}\r\n`,
    "utf8",
  );
}

function contentType(input: WarcRecordInput): string {
  const named = httpFields(input).find(([name]) => name.toLowerCase() === "content-type");
  return named?.[1] ?? "application/octet-stream";
}

const dateOf = (capturedAt: string) => `${new Date(capturedAt).toISOString().slice(0, 19)}Z`;

/** The request that a response answers, as far as it is known. */
function requestRecord({ uriR, capturedAt, request = {} }: WarcRecordInput, response: string) {
  const { host, pathname, search } = new URL(uriR);
  const head = headerLines([["host", host], ...Object.entries(request)]);
  const fields: Fields = [
    ["WARC-Target-URI", uriR],
    ["WARC-Date", dateOf(capturedAt)],
    ["WARC-Concurrent-To", response],
    ["Content-Type", "application/http; msgtype=request"],
  ];
  const block = Buffer.from(`GET ${pathname}${search} HTTP/1.1\r\n${head}\r\n`, "utf8");
  return record("request", fields, block);
}

function recordsOf(input: WarcRecordInput): Buffer[] {
  const capture = captureRecord(input);
  if (!input.request) return [capture.bytes];
  return [capture.bytes, requestRecord(input, capture.id).bytes];
}

function captureRecord(input: WarcRecordInput): WrittenRecord {
  const type = input.type ?? "response";
  const body = typeof input.body === "string" ? Buffer.from(input.body, "utf8") : input.body;
  const fields: [string, string][] = [
    ["WARC-Target-URI", input.uriR],
    ["WARC-Date", dateOf(input.capturedAt)],
    ["WARC-Payload-Digest", digestOf(body)],
  ];
  if (input.savedByUs) fields.push([SAVED_BY_US, "on our own request, after a question"]);
  if (type === "resource") {
    return record(type, [...fields, ["Content-Type", contentType(input)]], Buffer.from(body));
  }
  fields.push(["Content-Type", "application/http; msgtype=response"]);
  if (type === "response") return record(type, fields, Buffer.concat([httpHead(input), body]));
  fields.push(["WARC-Profile", REVISIT]);
  if (input.refersTo) {
    fields.push(
      ["WARC-Refers-To-Target-URI", input.refersTo.uriR],
      ["WARC-Refers-To-Date", input.refersTo.capturedAt],
    );
  }
  return record(type, fields, httpHead(input));
}

/** A gzip member that is the same on every system: no time, no name, operating system unknown. */
function member(bytes: Buffer): Buffer {
  const packed = gzipSync(bytes, { level: 9 });
  packed[9] = 255;
  return packed;
}

/**
 * A WARC 1.1 file (iipc/warc-specifications, warc-1.1): a `warcinfo` record, then the records in
 * the order given, with payload and block digests. The same input gives the same records; no clock
 * is read. Throws a RangeError on a header value or address with a line break, and on a time that
 * is none.
 */
export async function writeWarc(
  records: readonly WarcRecordInput[],
  options: WarcOptions = {},
): Promise<Buffer> {
  const info = Buffer.from(
    `software: ${options.software ?? "quotary"}\r\nformat: WARC File Format 1.1\r\n`,
  );
  const first = records[0]?.capturedAt ?? "2000-01-01T00:00:00Z";
  const fields: Fields = [
    ["WARC-Date", dateOf(first)],
    ["Content-Type", "application/warc-fields"],
  ];
  const all = [record("warcinfo", fields, info).bytes, ...records.flatMap(recordsOf)];
  return Buffer.concat(options.gzip === false ? all : all.map(member));
}
