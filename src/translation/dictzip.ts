import { readFile, stat } from "node:fs/promises";
import { constants, gunzipSync, inflateRawSync } from "node:zlib";
import { DictionaryUnreadableError } from "./errors.js";

/** Debian's largest (German) has 17 MB packed and 100 MB of text. */
const MAX_PACKED_BYTES = 48 * 1024 * 1024;
const MAX_TEXT_BYTES = 192 * 1024 * 1024;
/** Pieces kept open: those of the words that the last texts had in common. */
const KEPT_PIECES = 64;

/** Header of gzip (RFC 1952) up to the extra field, and the flags of what follows it. */
const FIXED_HEADER = 10;
const FLAG = { checksum: 2, extra: 4, name: 8, comment: 16 } as const;

/** A text that is read from any place. */
export interface PackedText {
  /** Bytes `[offset, offset + length)` as UTF-8. Throws `DictionaryUnreadableError`. */
  read(offset: number, length: number): string;
}

/**
 * Opens a dictzip file (dictzip(1): gzip whose extra field `RA` says where its pieces lie, so that
 * each can be unpacked alone); plain gzip is unpacked whole. The packed bytes stay in memory, since
 * they are read while texts are compared. Throws `DictionaryUnreadableError`.
 */
export async function openDictzip(file: string): Promise<PackedText> {
  const unreadable = (cause: unknown) =>
    new DictionaryUnreadableError(file, "is not readable as dictzip", { cause });
  try {
    if ((await stat(file)).size > MAX_PACKED_BYTES) throw new Error("too long");
    const packed = await readFile(file);
    const pieces = piecesOf(packed);
    if (pieces === null) {
      const text = gunzipSync(packed, { maxOutputLength: MAX_TEXT_BYTES });
      return { read: (offset, length) => text.toString("utf8", offset, offset + length) };
    }
    return textOf(packed, pieces, unreadable);
  } catch (error) {
    throw unreadable(error);
  }
}

interface Pieces {
  /** Bytes of text in each piece but the last. */
  readonly size: number;
  /** Where each begins among the packed bytes, and where the last one ends. */
  readonly starts: readonly number[];
}

/** Null where the file is no dictzip. */
function piecesOf(packed: Buffer): Pieces | null {
  const flags = packed[3] ?? 0;
  if (packed.readUInt16BE(0) !== 0x1f8b || (flags & FLAG.extra) === 0) return null;
  const end = FIXED_HEADER + 2 + packed.readUInt16LE(FIXED_HEADER);
  for (let at = FIXED_HEADER + 2; at + 4 <= end; at += 4 + packed.readUInt16LE(at + 2)) {
    if (packed.toString("latin1", at, at + 2) !== "RA") continue;
    const size = packed.readUInt16LE(at + 6);
    const count = packed.readUInt16LE(at + 8);
    const starts = [afterHeader(packed, end, flags)];
    for (let n = 0; n < count; n += 1) {
      starts.push((starts[n] ?? 0) + packed.readUInt16LE(at + 10 + 2 * n));
    }
    return size > 0 ? { size, starts } : null;
  }
  return null;
}

/** Past the file's name, comment and checksum. */
function afterHeader(packed: Buffer, from: number, flags: number): number {
  let at = from;
  for (const flag of [FLAG.name, FLAG.comment]) {
    if ((flags & flag) === 0) continue;
    const end = packed.indexOf(0, at);
    if (end < 0) throw new Error("endless header");
    at = end + 1;
  }
  return (flags & FLAG.checksum) === 0 ? at : at + 2;
}

function textOf(
  packed: Buffer,
  { size, starts }: Pieces,
  unreadable: (cause: unknown) => Error,
): PackedText {
  const kept = new Map<number, Buffer>();
  const pieceAt = (n: number): Buffer => {
    const known = kept.get(n);
    if (known) return known;
    const piece = inflateRawSync(packed.subarray(starts[n], starts[n + 1]), {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: size,
    });
    const oldest = kept.keys().next();
    if (kept.size >= KEPT_PIECES && !oldest.done) kept.delete(oldest.value);
    kept.set(n, piece);
    return piece;
  };
  return {
    read(offset, length) {
      const first = Math.floor(offset / size);
      const last = Math.min(starts.length - 2, Math.floor((offset + length - 1) / size));
      try {
        const parts: Buffer[] = [];
        for (let n = first; n <= last; n += 1) parts.push(pieceAt(n));
        const from = offset - first * size;
        return Buffer.concat(parts).toString("utf8", from, from + length);
      } catch (error) {
        throw unreadable(error);
      }
    },
  };
}
