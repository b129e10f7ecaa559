/** A record as found in a WARC file. */
export interface WarcRecord {
  kind: "record";
  /** Position of the record, or of the gzip member in which it begins. */
  offset: number;
  /** Unpacked bytes of that member before it; 0 in a plain file. */
  inner: number;
  /** Bytes in the file; null when it shares its gzip member, so that no range holds it alone. */
  length: number | null;
  fields: ReadonlyMap<string, string>;
  /** The first bytes of the block, as many as were asked for. */
  block: Buffer;
  /** Bytes of the whole block, as found. */
  blockLength: number;
  /** Why the record cannot be trusted as it stands; null when it is sound. */
  damage: string | null;
  /** Found by searching after damage, where bytes of another record may only look like one. */
  foundBySearch: boolean;
}

/** A place in a file that holds no readable record. */
interface WarcDamage {
  kind: "damage";
  offset: number;
  because: string;
}

export type WarcItem = WarcRecord | WarcDamage;

/**
 * How many bytes of a record's block to keep; where only the block tells that, what to ask of its
 * first `BEGINNING` bytes.
 */
export type Keep = (
  fields: ReadonlyMap<string, string>,
) => number | ((beginning: Buffer) => number);

/** Of a block, enough for nearly every HTTP head. */
export const BEGINNING = 2_048;

/** Named fields of a record, or a HTTP head, may take this many bytes. */
export const MAX_HEAD = 64 * 1024;

/** Said of a record whose end is not stated. */
export const NO_LENGTH = "no Content-Length that can be read";

export interface WarcHead {
  fields: ReadonlyMap<string, string>;
  /** Bytes of the head, blank line included. */
  length: number;
  /** `Content-Length`; null when missing or no sensible number. */
  blockLength: number | null;
}

/**
 * Position after the blank line that ends a head; -1 when there is none before the next record
 * (looking no further keeps the search linear). Lines end in CR LF, LF, or CR CR LF as in files that
 * went through a text conversion.
 */
export function headEnd(bytes: Buffer, end = bytes.length): number {
  for (let at = 0; at < end; at++) {
    if (bytes[at] !== 10) continue;
    let next = at + 1;
    while (bytes[next] === 13) next++;
    if (bytes[next] === 10) return next + 1;
    if (beginsWithWarc(bytes, next)) return -1;
  }
  return -1;
}

/** Does a record begin at `at`, or the member or file that holds one? */
export function beginsWithWarc(bytes: Buffer, at = 0): boolean {
  return bytes[at] === 0x57 && bytes.toString("latin1", at, at + 5) === "WARC/";
}

const SPACE = 0x20;
const TAB = 9;
const CR = 13;

/**
 * `name: value` lines of `text` from `from` on; a line that begins with white space continues the one
 * before. Every record has two dozen: a line is not copied to be taken apart.
 */
export function headLines(text: string, from = 0): [string, string][] {
  const lines: [string, string][] = [];
  let colon = -1;
  for (let at = from; at <= text.length; ) {
    const lf = text.indexOf("\n", at);
    const end = lf < 0 ? text.length : lf;
    const start = at;
    at = end + 1;
    const first = text.charCodeAt(start);
    if (first === SPACE || first === TAB) {
      const more = text.slice(start, end).trim();
      const last = lines.at(-1);
      if (last && more !== "") last[1] = `${last[1]} ${more}`;
      continue;
    }
    // Looked for once, however many lines have none.
    if (colon < start) colon = text.indexOf(":", start);
    if (colon < 0) colon = text.length;
    if (colon === start || colon >= end) continue;
    const valueStart = text.charCodeAt(colon + 1) === SPACE ? colon + 2 : colon + 1;
    const valueEnd = text.charCodeAt(end - 1) === CR ? end - 1 : end;
    const name = text.slice(start, colon).trim().toLowerCase();
    lines.push([name, text.slice(valueStart, valueEnd).trim()]);
  }
  return lines;
}

/** Bytes of blank lines that a writer put between a record's head and the HTTP head after it. */
function strayLines(bytes: Buffer, at: number): number {
  if (bytes[at] !== CR && bytes[at] !== 10) return 0;
  const start = bytes.toString("latin1", at, at + 16);
  return /^(?:\r?\n)+(?=HTTP\/)/.exec(start)?.[0].length ?? 0;
}

const VERSION_LINE = /^WARC\/\d+\.\d+\r*\n/;

/** A record's head at the beginning of `bytes`; null when there is none. The first value counts. */
export function parseWarcHead(bytes: Buffer): WarcHead | null {
  if (!beginsWithWarc(bytes)) return null;
  const length = headEnd(bytes, Math.min(bytes.length, MAX_HEAD));
  if (length < 0) return null;
  const text = bytes.toString("utf8", 0, length);
  const version = VERSION_LINE.exec(text);
  if (!version) return null;
  const fields = new Map<string, string>();
  for (const [name, value] of headLines(text, version[0].length)) {
    if (!fields.has(name)) fields.set(name, value);
  }
  if (!fields.has("warc-type")) return null;
  const stated = fields.get("content-length") ?? "";
  return {
    fields,
    length: length + strayLines(bytes, length),
    blockLength: /^\d{1,15}$/.test(stated) ? Number(stated) : null,
  };
}
