import { gunzipSync, gzipSync, inflateSync } from "node:zlib";

/** What gzip begins with (RFC 1952, 2.3.1), and JSON never does. */
const GZIP = 0x1f;
/** What zlib begins with as Node writes it (RFC 1950, 2.2: deflate, a window of 32 KB), and JSON never does. */
const ZLIB = 0x78;
/** Of the end of a member: its length unpacked. */
const LENGTH_BYTES = 4;
/** Node takes no smaller one. */
const SMALLEST_CHUNK = 64;

/**
 * JSON of an object as it is kept. That of a verdict names its fields again and again: it takes a
 * quarter so.
 */
export function pack(json: string): Buffer {
  return gzipSync(json);
}

/**
 * The JSONs that `pack` was given, in UTF-8. All in one go, as the members of one gzip stream: to
 * begin takes longer than to unpack one. What versions before wrote, which may still be at work
 * beside this one, is read too: JSON as it is, and packed as zlib. Throws when one of them is damaged.
 */
export function unpackAll(stored: readonly Buffer[]): Buffer[] {
  const members = stored.filter(isPacked);
  if (members.length === 0) return stored.map(unpackOlder);
  const length = members.reduce((sum, member) => sum + lengthOf(member), 0);
  const whole = gunzipSync(Buffer.concat(members), { chunkSize: Math.max(length, SMALLEST_CHUNK) });
  let end = 0;
  return stored.map((one) => {
    if (!isPacked(one)) return unpackOlder(one);
    const start = end;
    end += lengthOf(one);
    return whole.subarray(start, end);
  });
}

function isPacked(stored: Buffer): boolean {
  return stored[0] === GZIP;
}

function unpackOlder(stored: Buffer): Buffer {
  return stored[0] === ZLIB ? inflateSync(stored) : stored;
}

function lengthOf(member: Buffer): number {
  return member.readUInt32LE(member.length - LENGTH_BYTES);
}
