import { crc32, inflateRawSync } from "node:zlib";
import { type Entry, fromBufferPromise, validateFileName, type ZipFile } from "yauzl";
import type { WaczFile } from "../archives/wacz/pack.js";
import { EvidenceUnreadableError } from "./errors.js";

/** A WACZ in memory. */
export interface OpenedWacz {
  /** In the order in which they stand in the file. */
  files: WaczFile[];
  /** Files whose bytes are not those that the zip's own checksum was made of. */
  damaged: Set<string>;
}

const MOST_FILE = 512 * 1024 * 1024;
const MOST_ENTRIES = 10_000;
const MOST_UNPACKED = 512 * 1024 * 1024;
/** Text and captures pack to a tenth or so; a bomb to a thousandth. */
const MOST_RATIO = 200;
const STORED = 0;
const DEFLATED = 8;

function refuse(because: string, cause?: unknown): never {
  throw new EvidenceUnreadableError(because, cause === undefined ? {} : { cause });
}

function nameOf(entry: Entry): string {
  const name = entry.fileNameRaw.toString("utf8");
  const wrong = validateFileName(name);
  if (wrong) refuse(`refused: a name in the zip leads out of it (${wrong.slice(0, 200)})`);
  return name;
}

/** What an entry claims is not believed: its sizes are held against the file, and its bytes. */
async function readEntry(zip: ZipFile, entry: Entry, bytes: Buffer, name: string): Promise<Buffer> {
  if (entry.isEncrypted()) refuse(`${name}: encrypted`);
  const { compressedSize, uncompressedSize, compressionMethod: method } = entry;
  if (method !== STORED && method !== DEFLATED) refuse(`${name}: packed in an unknown way`);
  if (uncompressedSize > compressedSize * MOST_RATIO + 1024 * 1024) {
    refuse(`refused: ${name} claims to unpack to ${uncompressedSize} bytes, a zip bomb`);
  }
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const packed = bytes.subarray(fileDataStart, fileDataStart + compressedSize);
  if (packed.length < compressedSize) refuse(`${name}: the file ends within it`);
  if (method === STORED) {
    if (compressedSize !== uncompressedSize) refuse(`${name}: the zip lies about its size`);
    return packed;
  }
  try {
    const content = inflateRawSync(packed, { maxOutputLength: Math.max(1, uncompressedSize) });
    if (content.length !== uncompressedSize) refuse(`${name}: the zip lies about its size`);
    return content;
  } catch (error) {
    if (error instanceof EvidenceUnreadableError) throw error;
    return refuse(`${name}: cannot be unpacked, or to more than the zip says`, error);
  }
}

async function readEntries(zip: ZipFile, bytes: Buffer): Promise<OpenedWacz> {
  const files = new Map<string, Buffer>();
  const damaged = new Set<string>();
  let unpacked = 0;
  let packed = 0;
  for await (const entry of zip.eachEntry()) {
    if (files.size >= MOST_ENTRIES) refuse(`refused: more than ${MOST_ENTRIES} files in the zip`);
    const name = nameOf(entry);
    if (name.endsWith("/")) continue;
    if (files.has(name)) refuse(`refused: two files named ${name}`);
    unpacked += entry.uncompressedSize;
    packed += entry.compressedSize;
    // Entries that share bytes let a small file unpack to a huge one.
    if (unpacked > MOST_UNPACKED || packed > bytes.length) {
      refuse("refused: its files together are larger than can be, a zip bomb");
    }
    const content = await readEntry(zip, entry, bytes, name);
    if (crc32(content) !== entry.crc32) damaged.add(name);
    files.set(name, content);
  }
  return { files: [...files].map(([path, content]) => ({ path, bytes: content })), damaged };
}

/**
 * Reads a WACZ whole, within bounds. Throws `EvidenceUnreadableError` for what is no zip or a
 * damaged one, and for one made to do harm: names that lead out of it, bombs, lying sizes.
 */
export async function openWaczBytes(bytes: Buffer): Promise<OpenedWacz> {
  if (bytes.length > MOST_FILE) refuse("refused: larger than 512 MB");
  try {
    // Names are checked here, as they stand.
    const zip = await fromBufferPromise(bytes, { decodeStrings: false });
    return await readEntries(zip, bytes);
  } catch (error) {
    if (error instanceof EvidenceUnreadableError) throw error;
    return refuse(`no readable WACZ: ${error instanceof Error ? error.message : error}`, error);
  }
}
