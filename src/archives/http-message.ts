import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { headEnd, headLines } from "./warc/record.js";

/** Head of a captured HTTP answer. */
export interface HttpHead {
  status: number;
  /** First value of a header, by lower-case name; empty values count as none. */
  get(name: string): string | null;
  /** All headers in order, names in lower case. */
  lines: readonly (readonly [string, string])[];
  /** Bytes of the head, blank line included. */
  length: number;
}

/** The HTTP head at the beginning of a record's block; null when there is none. */
export function parseHttpHead(block: Buffer): HttpHead | null {
  const start = block.toString("latin1", 0, 32);
  const [, status] = /^HTTP\/\d(?:\.\d+)?[ \t]+(\d{3})/.exec(start) ?? [];
  if (!status) return null;
  const end = headEnd(block);
  const length = end < 0 ? block.length : end;
  const lines = headLines(block.toString("utf8", 0, length)).filter(
    ([name]) => !name.startsWith("http/"),
  );
  return {
    status: Number(status),
    get: (name) => lines.find(([given, value]) => given === name && value !== "")?.[1] ?? null,
    lines,
    length,
  };
}

/**
 * The body without its chunk framing (RFC 9112, 7.1); null when it is not framed from its first to
 * its last byte, as in the many records that say `chunked` of a body already taken apart.
 */
export function dechunk(body: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf(10, at);
    if (lineEnd < 0 || lineEnd - at > 1024) return null;
    const [, digits] =
      /^([0-9a-f]{1,8})[ \t]*(?:;[^\n]*)?\r?$/i.exec(body.toString("latin1", at, lineEnd)) ?? [];
    if (digits === undefined) return null;
    const size = Number.parseInt(digits, 16);
    const start = lineEnd + 1;
    if (size === 0) return Buffer.concat(parts);
    if (start + size > body.length) return null;
    parts.push(body.subarray(start, start + size));
    at = start + size;
    if (body[at] === 13) at++;
    if (body[at] !== 10) return null;
    at++;
  }
}

/**
 * How a body is packed, by its first bytes before its header: archives hand over bodies that are
 * packed and do not say so, and unpacked ones that do (facts: archives 3). Null when it is not.
 */
export function packedAs(body: Buffer, encoding: string | null): string | null {
  if (body[0] === 0x1f && body[1] === 0x8b) return "gzip";
  const named = encoding?.trim().toLowerCase() || null;
  return named === "gzip" || named === "x-gzip" || named === "identity" ? null : named;
}

/** Most bytes a packed body may unpack to. */
const MAX_UNPACKED = 64 * 1024 * 1024;

const DECODERS: Readonly<Record<string, (body: Buffer, options: object) => Buffer>> = {
  gzip: gunzipSync,
  "x-gzip": gunzipSync,
  br: brotliDecompressSync,
  // Servers send both: with the zlib header the name means, and without (RFC 9110, 8.4.1.2).
  deflate: (body, options) =>
    (body[0] ?? 0) % 16 === 8 ? inflateSync(body, options) : inflateRawSync(body, options),
};

/** The body unpacked by its `Content-Encoding`; null when it cannot be, or unpacks to too much. */
export function decodeContent(body: Buffer, encoding: string | null): Buffer | null {
  const decoder = DECODERS[encoding?.trim().toLowerCase() ?? ""];
  try {
    return decoder?.(body, { maxOutputLength: MAX_UNPACKED }) ?? null;
  } catch {
    return null;
  }
}

/** The forms in which writers have hashed a payload, likeliest first (facts: archives 6). */
export function* hashedForms(body: Buffer, encoding: string | null): Generator<Buffer> {
  yield body;
  const plain = dechunk(body);
  if (plain) yield plain;
  const decoded = decodeContent(plain ?? body, encoding);
  if (decoded) yield decoded;
}
