import { gunzipSync, gzipSync } from "node:zlib";

/** What gzip begins with (RFC 1952, 2.3.1), and JSON never does. */
const GZIP = 0x1f;
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
 * The JSONs that `pack` was given, in UTF-8; or as they were kept, before there was packing. All in
 * one go, as the members of one gzip stream: to begin takes longer than to unpack one. Throws when
 * one of them is damaged.
 */
export function unpackAll(stored: readonly Buffer[]): Buffer[] {
  const members = stored.filter(isPacked);
  if (members.length === 0) return [...stored];
  const length = members.reduce((sum, member) => sum + lengthOf(member), 0);
  const whole = gunzipSync(Buffer.concat(members), { chunkSize: Math.max(length, SMALLEST_CHUNK) });
  let end = 0;
  return stored.map((one) => {
    if (!isPacked(one)) return one;
    const start = end;
    end += lengthOf(one);
    return whole.subarray(start, end);
  });
}

function isPacked(stored: Buffer): boolean {
  return stored[0] === GZIP;
}

function lengthOf(member: Buffer): number {
  return member.readUInt32LE(member.length - LENGTH_BYTES);
}
