import { pipeline, Readable } from "node:stream";
import { constants, crc32, createInflateRaw, inflateRawSync } from "node:zlib";
import { type ByteSource, piecesFrom } from "../byte-source.js";

/** How a gzip member ended. */
export interface MemberOutcome {
  /** Position of the first byte after it; null when its end could not be found. */
  end: number | null;
  /** What is wrong with it, in words; null when its checksum and length fit. */
  problem: string | null;
}

/**
 * Most members are a page: unpacked at once when they fit in these, the small window before the large
 * one, and streamed when not, which takes many times as long.
 */
const WINDOW = 64 * 1024;
const LARGE_WINDOW = 512 * 1024;
const MAX_AT_ONCE = 4 * 1024 * 1024;
const TRAILER = 8;

const HAS_CRC = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;

/** Length of a gzip member's header (RFC 1952, 2.3); null when `bytes` begin with none. */
function gzipHeaderLength(bytes: Buffer): number | null {
  const flags = bytes[3] ?? 0xff;
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8 || flags > 31) return null;
  let at = 10;
  if (flags & HAS_EXTRA) at += 2 + (bytes[at] ?? 0) + ((bytes[at + 1] ?? 0) << 8);
  for (const flag of [HAS_NAME, HAS_COMMENT]) {
    if (!(flags & flag)) continue;
    const zero = bytes.indexOf(0, at);
    if (zero < 0) return null;
    at = zero + 1;
  }
  if (flags & HAS_CRC) at += 2;
  return at <= bytes.length ? at : null;
}

/** What `inflateRawSync` answers with `info`; its typings know the plain answer only. */
interface Inflated {
  buffer: Buffer;
  engine: { bytesWritten: number };
}

function inflateAtOnce(packed: Buffer): Inflated {
  const options = { info: true, maxOutputLength: MAX_AT_ONCE };
  return inflateRawSync(packed, options) as unknown as Inflated;
}

/** Unpacks the beginning of damaged data: the longest part that still unpacks, by halving. */
function salvage(packed: Buffer): Buffer {
  let best = Buffer.alloc(0);
  for (let low = 0, high = packed.length; low < high; ) {
    const middle = Math.ceil((low + high) / 2);
    try {
      best = inflateRawSync(packed.subarray(0, middle), {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: MAX_AT_ONCE,
      });
      low = middle;
    } catch {
      high = middle - 1;
    }
  }
  return best;
}

/** Compares the trailer (CRC32 and length modulo 2^32; RFC 1952, 2.3.1) with what was unpacked. */
function checkTrailer(trailer: Buffer, crc: number, length: number): string | null {
  if (trailer.length < TRAILER) return "cut short";
  if (trailer.readUInt32LE(0) !== crc) return "checksum (CRC32) does not fit";
  if (trailer.readUInt32LE(4) !== length % 2 ** 32) return "length in the trailer does not fit";
  return null;
}

/** A member that unpacks to so much, and to so many times its size, holds no pages. */
const BOMB_BYTES = 2 ** 30;
const BOMB_RATIO = 200;

async function* inflateStreaming(
  source: ByteSource,
  dataStart: number,
): AsyncGenerator<Buffer, MemberOutcome> {
  // With Z_SYNC_FLUSH a cut member ends instead of failing, and hands over what there was.
  const inflate = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH });
  const packed = Readable.from(piecesFrom(source, dataStart));
  pipeline(packed, inflate, () => {});
  let crc = 0;
  let length = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      crc = crc32(chunk, crc);
      length += chunk.length;
      if (length > BOMB_BYTES && length > BOMB_RATIO * inflate.bytesWritten) {
        return { end: null, problem: "unpacks to far too much" };
      }
      yield chunk;
    }
  } catch (error) {
    return { end: null, problem: `data damaged (${(error as NodeJS.ErrnoException).code})` };
  } finally {
    packed.destroy();
    inflate.destroy();
  }
  const end = dataStart + inflate.bytesWritten;
  const problem = checkTrailer(await source.read(end, TRAILER), crc, length);
  return { end: problem === "cut short" ? null : end + TRAILER, problem };
}

/**
 * Unpacks the gzip member that begins at `offset`, and it alone. Memory is bounded by the size of
 * the pieces handed over, whatever the member unpacks to.
 */
export async function* inflateMember(
  source: ByteSource,
  offset: number,
  size = WINDOW,
): AsyncGenerator<Buffer, MemberOutcome> {
  const window = await source.read(offset, size);
  const header = gzipHeaderLength(window);
  if (header === null) return { end: null, problem: "not a gzip member" };
  const packed = window.subarray(header);
  let inflated: Inflated;
  try {
    inflated = inflateAtOnce(packed);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isAllThereIs = offset + window.length >= source.size;
    if (code === "Z_DATA_ERROR" || (code === "Z_BUF_ERROR" && isAllThereIs)) {
      yield salvage(packed);
      return {
        end: null,
        problem: code === "Z_BUF_ERROR" ? "cut short" : `data damaged (${code})`,
      };
    }
    // Larger than the window, or than what is unpacked at once.
    return code === "Z_BUF_ERROR" && size < LARGE_WINDOW
      ? yield* inflateMember(source, offset, LARGE_WINDOW)
      : yield* inflateStreaming(source, offset + header);
  }
  const dataEnd = offset + header + inflated.engine.bytesWritten;
  const trailer = await source.read(dataEnd, TRAILER);
  yield inflated.buffer;
  const problem = checkTrailer(trailer, crc32(inflated.buffer), inflated.buffer.length);
  return { end: problem === "cut short" ? null : dataEnd + TRAILER, problem };
}

/** Failed tries to find a member after damage before the rest of a file is given up. */
const MAX_TRIES = 5_000;
/** Packed bytes that are enough to see how a member begins. */
const BEGINNING = 512;

/** Position of the next member, from `from` on, that unpacks to something beginning with `WARC/`. */
export async function findWarcMember(source: ByteSource, from: number): Promise<number | null> {
  const overlap = 2;
  let tries = 0;
  for (let at = from; at < source.size; ) {
    const block = await source.read(at, WINDOW);
    for (let hit = block.indexOf("\x1f\x8b\x08", 0, "latin1"); hit >= 0; ) {
      if (await beginsWithWarc(source, at + hit)) return at + hit;
      if (++tries >= MAX_TRIES) return null;
      hit = block.indexOf("\x1f\x8b\x08", hit + 1, "latin1");
    }
    if (block.length <= overlap) return null;
    at += block.length - overlap;
  }
  return null;
}

async function beginsWithWarc(source: ByteSource, offset: number): Promise<boolean> {
  const start = await source.read(offset, BEGINNING);
  const header = gzipHeaderLength(start);
  if (header === null) return false;
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_AT_ONCE };
    return inflateRawSync(start.subarray(header), options).toString("latin1", 0, 5) === "WARC/";
  } catch {
    return false;
  }
}
