import { gunzipSync, gzipSync, inflateSync } from "node:zlib";

/** What gzip begins with (RFC 1952, 2.3.1), and JSON never does. */
const GZIP = 0x1f;
/** What zlib does (RFC 1950, 2.2), which verdicts were packed with at first. */
const ZLIB = 0x78;
const [OPENING, CLOSING] = Buffer.from("{}");
/** Of the end of a member: its length unpacked. */
const LENGTH_BYTES = 4;
/** Node takes no smaller one. */
const SMALLEST_CHUNK = 64;
const NO_BYTES = Buffer.alloc(0);

/** What was kept is no longer what it was, and cannot be read. */
export class DamagedError extends Error {
  override readonly name = "DamagedError";

  constructor(cause: unknown) {
    super("what is kept of it is damaged and cannot be read", { cause });
  }
}

/**
 * JSON of an object as it is kept. That of a verdict names its fields again and again: it takes a
 * quarter so.
 */
export function pack(json: string): Buffer {
  return gzipSync(json);
}

/**
 * The JSONs that `pack` was given, in UTF-8; or as they were kept, before there was packing. One
 * that is damaged keeps none of the others from being read.
 */
export function unpackAll(stored: readonly Buffer[]): (Buffer | DamagedError)[] {
  try {
    return unpackTogether(stored);
  } catch (error) {
    if (stored.length === 1) return [new DamagedError(error)];
    return stored.flatMap((one) => unpackAll([one]));
  }
}

/**
 * All in one go, as the members of one gzip stream: to begin takes longer than to unpack one. Throws
 * when one of them is damaged.
 */
function unpackTogether(stored: readonly Buffer[]): Buffer[] {
  const whole = unpackMembers(stored.filter(isMember));
  let end = 0;
  const all = stored.map((one) => {
    if (!isMember(one)) return one[0] === ZLIB ? inflateSync(one) : one;
    const start = end;
    end += lengthOf(one);
    return whole.subarray(start, end);
  });
  // Zeros after a member end the stream: then what comes next lies elsewhere, or nowhere.
  if (end !== whole.length || !all.every(isObject)) throw new Error("no JSON of an object");
  return all;
}

function unpackMembers(members: readonly Buffer[]): Buffer {
  if (members.length === 0) return NO_BYTES;
  const length = members.reduce((sum, member) => sum + lengthOf(member), 0);
  return gunzipSync(Buffer.concat(members), { chunkSize: Math.max(length, SMALLEST_CHUNK) });
}

function isMember(stored: Buffer): boolean {
  return stored[0] === GZIP;
}

function lengthOf(member: Buffer): number {
  return member.readUInt32LE(member.length - LENGTH_BYTES);
}

function isObject(json: Buffer): boolean {
  return json[0] === OPENING && json[json.length - 1] === CLOSING;
}
