import { pipeline, Readable } from "node:stream";
import { constants, crc32, createInflateRaw, inflateRawSync } from "node:zlib";
import { type ByteSource, piecesFrom } from "../byte-source.js";
import { ChunkReader } from "./chunk-reader.js";
import { beginsWithWarc } from "./record.js";
import type { Window } from "./window.js";

/** How a gzip member ended. */
export interface MemberOutcome {
  /** Position of the first byte after it; null when its end could not be found. */
  end: number | null;
  /** What is wrong with it, in words; null when its checksum and length fit. */
  problem: string | null;
}

/**
 * Packed bytes from which a member is unpacked at once, less before more: most are a page. What does
 * not fit is streamed, which takes many times as long.
 */
const WINDOWS = [64 * 1024, 1024 * 1024, 4 * 1024 * 1024 + 64 * 1024];
const MAX_AT_ONCE = 4 * 1024 * 1024;
/** Unpacked bytes of a piece: fewer and larger ones than zlib's own. */
const PIECE = 64 * 1024;
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

/** Unpacks a member whose end is among the bytes; else answers zlib's word for what went wrong. */
function inflateAtOnce(packed: Buffer): Inflated | string {
  const options = { info: true, maxOutputLength: MAX_AT_ONCE, chunkSize: PIECE };
  try {
    return inflateRawSync(packed, options) as unknown as Inflated;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
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

const CUT = "cut short";

/** Compares the trailer (CRC32 and length modulo 2^32; RFC 1952, 2.3.1) with what was unpacked. */
function checkTrailer(trailer: Buffer, crc: number, length: number): string | null {
  if (trailer.length < TRAILER) return CUT;
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
  const inflate = createInflateRaw({
    finishFlush: constants.Z_SYNC_FLUSH,
    chunkSize: PIECE,
  });
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
  return { end: problem === CUT ? null : end + TRAILER, problem };
}

const broken = (bytes: Buffer, problem: string): ChunkReader<MemberOutcome> =>
  ChunkReader.whole(bytes, { end: null, problem });

/**
 * Unpacks the gzip member that begins at `offset`, and it alone. Memory is bounded, whatever the
 * member unpacks to.
 */
export async function openMember(
  window: Window,
  offset: number,
): Promise<ChunkReader<MemberOutcome>> {
  const { source } = window;
  let header: number | null = null;
  for (const least of WINDOWS) {
    const bytes = await window.from(offset, least);
    header = gzipHeaderLength(bytes);
    if (header === null) return broken(Buffer.alloc(0), "not a gzip member");
    const packed = bytes.subarray(header);
    const inflated = inflateAtOnce(packed);
    if (typeof inflated !== "string") {
      const { buffer, engine } = inflated;
      const dataEnd = offset + header + engine.bytesWritten;
      const trailer = (await window.from(dataEnd, TRAILER)).subarray(0, TRAILER);
      const problem = checkTrailer(trailer, crc32(buffer), buffer.length);
      return ChunkReader.whole(buffer, {
        end: problem === CUT ? null : dataEnd + TRAILER,
        problem,
      });
    }
    if (inflated === "Z_DATA_ERROR") return broken(salvage(packed), `data damaged (${inflated})`);
    // Unpacks to more than is unpacked at once.
    if (inflated !== "Z_BUF_ERROR") break;
    if (offset + bytes.length >= source.size) return broken(salvage(packed), CUT);
  }
  return ChunkReader.inPieces(inflateStreaming(source, offset + (header ?? 0)));
}

/** Failed tries to find a member after damage before the rest of a file is given up. */
const MAX_TRIES = 5_000;
/** Packed bytes that are enough to see how a member begins. */
const BEGINNING = 512;
const MAGIC = Buffer.from([0x1f, 0x8b, 8]);

/** Position of the next member, from `from` on, that unpacks to something beginning with `WARC/`. */
export async function findWarcMember(window: Window, from: number): Promise<number | null> {
  let tries = 0;
  for (let at = from; at < window.source.size; ) {
    const block = await window.from(at, BEGINNING);
    for (let hit = block.indexOf(MAGIC); hit >= 0; hit = block.indexOf(MAGIC, hit + 1)) {
      const beginning = block.subarray(hit, hit + BEGINNING);
      const isAllThereIs = at + block.length >= window.source.size;
      // Of one that stands at the block's end more is to be seen in the next.
      if (beginning.length < BEGINNING && !isAllThereIs) break;
      if (unpacksToWarc(beginning)) return at + hit;
      if (++tries >= MAX_TRIES) return null;
    }
    if (at + block.length >= window.source.size) return null;
    at += block.length - BEGINNING + 1;
  }
  return null;
}

/** `start`: the beginning of what may be a member. */
function unpacksToWarc(start: Buffer): boolean {
  const header = gzipHeaderLength(start);
  if (header === null) return false;
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_AT_ONCE };
    return beginsWithWarc(inflateRawSync(start.subarray(header), options));
  } catch {
    return false;
  }
}
