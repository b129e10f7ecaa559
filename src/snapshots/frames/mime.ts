import { Buffer } from "node:buffer";

/** One part of a MIME message: header fields by lower-case name, and where its body stands. */
export interface MimePart {
  headers: ReadonlyMap<string, string>;
  start: number;
  end: number;
}

/** Header fields of one part; a page saved by a browser has about ten. */
const MAX_HEADERS = 100;
/** Parts of one message: a page's own resources. */
const MAX_PARTS = 5_000;
/** Longest header block that is looked into. */
const MAX_HEADER_BLOCK = 32_000;

/** The header block at `start` and the offset of the body behind it; null when there is none. */
export function readPart(text: string, start: number, end: number): MimePart | null {
  const head = text.slice(start, Math.min(end, start + MAX_HEADER_BLOCK));
  const gap = /\r?\n\r?\n/.exec(head);
  if (gap === null) return null;
  const headers = new Map<string, string>();
  // A line that begins with white space goes on the one before (RFC 5322, 2.2.3).
  const lines = head
    .slice(0, gap.index)
    .replace(/\r?\n[ \t]/g, " ")
    .split(/\r?\n/);
  for (const line of lines.slice(0, MAX_HEADERS)) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return { headers, start: start + gap.index + gap[0].length, end };
}

/** A parameter of a header's value: `boundary="…"`, `charset=utf-8`. */
export function parameter(value: string, name: string): string | null {
  const found = new RegExp(`;\\s{0,20}${name}=(?:"([^"]{1,200})"|([^\\s;"]{1,200}))`, "i").exec(
    value,
  );
  return found?.[1] ?? found?.[2] ?? null;
}

/** The parts between a message's boundary lines (RFC 2046, 5.1). A part cut at the end counts. */
export function partsOf(text: string, message: MimePart, boundary: string): MimePart[] {
  const mark = `--${boundary}`;
  const starts: number[] = [];
  let at = text.indexOf(mark, message.start);
  while (at !== -1 && starts.length <= MAX_PARTS) {
    // A boundary stands at the beginning of a line.
    if (at === message.start || text[at - 1] === "\n") starts.push(at);
    at = text.indexOf(mark, at + mark.length);
  }
  return starts.flatMap((start, index) => {
    const lineEnd = text.indexOf("\n", start);
    const isClosing = text.startsWith("--", start + mark.length);
    if (isClosing || lineEnd === -1) return [];
    return readPart(text, lineEnd + 1, starts[index + 1] ?? message.end) ?? [];
  });
}

/** An escape that the end of the text cuts in two: the rest of it is not there to be read. */
const CUT_ESCAPE = /=(?:[0-9A-Fa-f]|[ \t]{0,20}\r?)?$/;

/**
 * Quoted-printable bytes (RFC 2045, 6.7). Escapes that are none stay as they are, but for one that
 * is cut off: a page cut short reads as a beginning of the whole.
 */
function fromQuotedPrintable(text: string): Uint8Array {
  const unfolded = text.replace(/=[ \t]{0,20}\r?\n/g, "").replace(CUT_ESCAPE, "");
  const bytes = Buffer.alloc(unfolded.length);
  let length = 0;
  for (let at = 0; at < unfolded.length; at += 1) {
    const hex = unfolded[at] === "=" ? unfolded.slice(at + 1, at + 3) : "";
    const isEscape = /^[0-9A-Fa-f]{2}$/.test(hex);
    bytes[length] = isEscape ? Number.parseInt(hex, 16) : unfolded.charCodeAt(at) & 0xff;
    length += 1;
    if (isEscape) at += 2;
  }
  return bytes.subarray(0, length);
}

/**
 * A part's bytes. `latin1` is the message read byte for byte as characters, so that parts kept
 * as they are (8bit, binary) come out unchanged.
 */
export function bodyOf(latin1: string, part: MimePart): Uint8Array {
  const text = latin1.slice(part.start, part.end);
  const encoding = (part.headers.get("content-transfer-encoding") ?? "").trim().toLowerCase();
  if (encoding === "base64") return Buffer.from(text, "base64");
  if (encoding === "quoted-printable") return fromQuotedPrintable(text);
  return Buffer.from(text, "latin1");
}
