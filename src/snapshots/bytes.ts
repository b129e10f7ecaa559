import { Buffer } from "node:buffer";
import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
} from "node:zlib";
import { Decompress } from "fzstd";

/** Most bytes a capture may unfold to; a page of a post is below 1 MB, an API answer below 10 MB. */
const MAX_INFLATED_BYTES = 64 * 1024 * 1024;

/** A body packed more often than this is a trap, not a page. */
const MAX_LAYERS = 3;

/** `problem` is set when the body could not be unpacked whole; `bytes` is what could be read. */
interface Unpacked {
  bytes: Uint8Array;
  problem: string | null;
  /** How the packing ends before its end; what comes before the cut is good. */
  cut: string | null;
}

interface Packing {
  name: string;
  /** Names in `Content-Encoding`. */
  labels: readonly string[];
  /** Whether the bytes say so themselves; archives keep packed bodies without the header. */
  recognises(bytes: Uint8Array): boolean;
  unpack(bytes: Uint8Array, extent: Extent): Opened;
}

interface Extent {
  /** Most bytes to unpack to. */
  limit: number;
  /** Known to end before its end. */
  isCut: boolean;
}

interface Opened {
  bytes: Uint8Array;
  isCut: boolean;
}

/** A body cut short still gives what was packed before the cut. */
const INFLATE = { finishFlush: constants.Z_SYNC_FLUSH };
const UNBROTLI = { finishFlush: constants.BROTLI_OPERATION_FLUSH };

type Options = { maxOutputLength: number; finishFlush?: number; chunkSize?: number };

const LEAST_ROOM = 16 * 1024;
const MOST_ROOM = 1024 * 1024;

/**
 * Room for all that a gzip body unpacks to, so that it comes in one piece: its last four bytes say how
 * much (RFC 1952, 2.3.1). They may say anything, so it is room and no more.
 */
function roomFor(body: Uint8Array): number {
  const [a = 0, b = 0, c = 0, d = 0] = body.subarray(-4);
  const said = a + b * 2 ** 8 + c * 2 ** 16 + d * 2 ** 24;
  return Math.min(MOST_ROOM, Math.max(LEAST_ROOM, said + 64));
}

/** Opened as a whole first, where it may be one: only that tells. */
function wholeOrCut(
  open: (options: Options) => Uint8Array,
  { limit, isCut }: Extent,
  lenient: { finishFlush: number },
): Opened {
  const maxOutputLength = limit;
  try {
    if (!isCut) return { bytes: open({ maxOutputLength }), isCut };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "Z_BUF_ERROR")) throw error;
  }
  return { bytes: open({ maxOutputLength, ...lenient }), isCut: true };
}

const PACKINGS: readonly Packing[] = [
  {
    name: "gzip",
    labels: ["gzip", "x-gzip"],
    recognises: (b) => b[0] === 0x1f && b[1] === 0x8b && b[2] === 0x08,
    unpack: (b, extent) => {
      const chunkSize = extent.isCut ? LEAST_ROOM : roomFor(b);
      return wholeOrCut((options) => gunzipSync(b, { ...options, chunkSize }), extent, INFLATE);
    },
  },
  {
    name: "zstd",
    labels: ["zstd"],
    recognises: (b) => b[0] === 0x28 && b[1] === 0xb5 && b[2] === 0x2f && b[3] === 0xfd,
    unpack: unpackZstd,
  },
  {
    name: "deflate",
    labels: ["deflate"],
    // RFC 1950: method 8, and the first two bytes are a multiple of 31. As text it would read "x…".
    recognises: (b) => b[0] === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(b[1] ?? -1),
    unpack: (b, extent) => {
      const wrapped = ((b[0] ?? 0) & 0x0f) === 8 && (((b[0] ?? 0) << 8) | (b[1] ?? 0)) % 31 === 0;
      const inflate = wrapped ? inflateSync : inflateRawSync;
      return wholeOrCut((options) => inflate(b, options), extent, INFLATE);
    },
  },
  {
    name: "br",
    labels: ["br"],
    // Brotli has no magic bytes: the header alone can say so.
    recognises: () => false,
    unpack: (b, extent) =>
      wholeOrCut((options) => brotliDecompressSync(b, options), extent, UNBROTLI),
  },
];

/**
 * Unpacks a captured body, by its own magic bytes first and by `Content-Encoding` after them.
 * Archives keep bodies packed, unpacked, and unpacked under a header that still says packed: a
 * body that does not unpack is taken as it is. Never throws.
 */
export function unpackBody(body: Uint8Array, contentEncoding: string | null): Unpacked {
  return unpack(body, contentEncoding, false);
}

/** Packed bytes of a body that are enough to see how it begins. */
const PACKED_BEGINNING = 2 * 1024;

/** How a body begins, without unpacking the rest; nothing where that cannot be seen. */
export function unpackBeginning(body: Uint8Array, contentEncoding: string | null): Uint8Array {
  const isCut = body.length > PACKED_BEGINNING;
  return unpack(body.subarray(0, PACKED_BEGINNING), contentEncoding, isCut).bytes;
}

function unpack(body: Uint8Array, contentEncoding: string | null, isBeginning: boolean): Unpacked {
  const labels = (contentEncoding ?? "").toLowerCase().split(",").slice(-MAX_LAYERS);
  let bytes = body;
  let problem: string | null = null;
  let cut: string | null = null;
  for (let layer = 0; layer < MAX_LAYERS; layer += 1) {
    const label = labels.pop()?.trim() ?? "";
    const packing =
      PACKINGS.find((p) => p.recognises(bytes)) ?? PACKINGS.find((p) => p.labels.includes(label));
    if (!packing) break;
    try {
      const opened = packing.unpack(bytes, { limit: MAX_INFLATED_BYTES, isCut: isBeginning });
      bytes = opened.bytes;
      if (opened.isCut) cut = `the ${packing.name} packing of the body ends before its end`;
    } catch (error) {
      if (isTooLarge(error)) {
        return {
          bytes: new Uint8Array(0),
          problem: `the body unfolds to more than ${MAX_INFLATED_BYTES} bytes`,
          cut,
        };
      }
      if (packing.recognises(bytes)) problem = `the ${packing.name} packing of the body is damaged`;
      break;
    }
  }
  if (bytes.length <= MAX_INFLATED_BYTES) return { bytes, problem, cut };
  return {
    bytes: bytes.subarray(0, MAX_INFLATED_BYTES),
    problem: `only the first ${MAX_INFLATED_BYTES} bytes were read`,
    cut,
  };
}

class TooLargeError extends Error {
  readonly code = "ERR_BUFFER_TOO_LARGE";
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}

/** Streamed, because the one-shot call reserves whatever size the frame claims. */
function unpackZstd(bytes: Uint8Array, { limit }: Extent): Opened {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream = new Decompress((chunk) => {
    size += chunk.length;
    if (size > limit) throw new TooLargeError();
    // The library reuses its window: keep a copy.
    chunks.push(chunk.slice());
  });
  const STEP = 64 * 1024;
  let isCut = false;
  try {
    for (let at = 0; at < bytes.length; at += STEP) {
      stream.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
    }
  } catch (error) {
    // A cut frame: what came before the cut is good.
    if (error instanceof TooLargeError || chunks.length === 0) throw error;
    isCut = true;
  }
  return { bytes: Buffer.concat(chunks), isCut };
}
