import { createHash } from "node:crypto";
import { crc32, inflateRawSync } from "node:zlib";
import { type Entry, openPromise, validateFileName, type ZipFile } from "yauzl";
import { type ByteSource, bytesInMemory, openFile, partOf, piecesFrom } from "../byte-source.js";
import { readWarc, searchWarc } from "../warc/read.js";
import { readDatapackage } from "./datapackage.js";
import type { FileSet, LocalPath, WarcFile } from "./file.js";

const MAX_ENTRIES = 100_000;
/** A packed entry is unpacked into memory; the specification wants WARC files stored, not packed. */
const MAX_UNPACKED = 256 * 1024 * 1024;
const STORED = 0;
const DEFLATED = 8;

/** A file in the zip, and where its bytes lie. */
interface Packed {
  entry: Entry;
  dataStart: number;
}

interface Contents {
  entries: Map<string, Packed>;
  problems: string[];
}

async function addEntry(zip: ZipFile, entry: Entry, contents: Contents): Promise<void> {
  const name = entry.fileNameRaw.toString("utf8").replaceAll("\\", "/");
  const wrong = validateFileName(name);
  if (wrong) contents.problems.push(`entry ignored: ${wrong}`);
  else if (name.endsWith("/")) return;
  else if (contents.entries.has(name)) contents.problems.push(`two entries named ${name}`);
  else if (entry.isEncrypted()) contents.problems.push(`${name}: encrypted`);
  else if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    contents.problems.push(`${name}: packed in an unknown way (${entry.compressionMethod})`);
  } else {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    contents.entries.set(name, { entry, dataStart: fileDataStart });
  }
}

/** Reads the zip's directory; what comes before damage is kept. Null when it has none. */
async function readDirectory(path: string): Promise<Contents | null> {
  const contents: Contents = { entries: new Map(), problems: [] };
  let zip: ZipFile;
  try {
    // Names are checked here, since yauzl ends at the first bad one.
    zip = await openPromise(path, { decodeStrings: false, autoClose: false });
  } catch {
    return null;
  }
  try {
    let count = 0;
    for await (const entry of zip.eachEntry()) {
      if (++count > MAX_ENTRIES) {
        contents.problems.push(`more than ${MAX_ENTRIES} entries; the rest is not read`);
        break;
      }
      await addEntry(zip, entry, contents);
    }
  } catch (error) {
    contents.problems.push(
      `zip directory damaged: ${error instanceof Error ? error.message : error}`,
    );
  } finally {
    zip.close();
  }
  return contents;
}

/** The bytes of an entry: a stretch of the file when stored, unpacked in memory when not. */
async function openEntry(path: string, { entry, dataStart }: Packed): Promise<ByteSource> {
  const file = await openFile(path);
  const packed = partOf(file, dataStart, Math.min(entry.compressedSize, file.size - dataStart));
  if (entry.compressionMethod === STORED) return packed;
  try {
    if (entry.uncompressedSize > MAX_UNPACKED) throw new Error("too large to be unpacked");
    const bytes = await packed.read(0, packed.size);
    return bytesInMemory(
      inflateRawSync(bytes, { maxOutputLength: Math.max(1, entry.uncompressedSize) }),
    );
  } finally {
    await file.close();
  }
}

/** Compares an entry with its hash in `datapackage.json`, or with the zip's checksum without one. */
async function checkEntry(
  path: string,
  packed: Packed,
  expected: { algorithm: string; hex: string } | undefined,
): Promise<string | null> {
  const source = await openEntry(path, packed);
  try {
    const hash = expected ? createHash(expected.algorithm) : null;
    let crc = 0;
    for await (const piece of piecesFrom(source, 0)) {
      if (hash) hash.update(piece);
      else crc = crc32(piece, crc);
    }
    if (hash)
      return hash.digest("hex") === expected?.hex
        ? null
        : "its hash in datapackage.json does not fit";
    return crc === packed.entry.crc32 ? null : "the zip's checksum does not fit";
  } finally {
    await source.close();
  }
}

async function readWhole(path: string, packed: Packed | undefined): Promise<Buffer | null> {
  if (!packed || packed.entry.uncompressedSize > MAX_UNPACKED) return null;
  try {
    const source = await openEntry(path, packed);
    try {
      return await source.read(0, source.size);
    } finally {
      await source.close();
    }
  } catch {
    return null;
  }
}

/** Checks everything `datapackage.json` lists, and every WARC file in the zip. */
async function checkContents(path: string, { entries }: Contents): Promise<string[]> {
  const { resources, problems } = readDatapackage(
    await readWhole(path, entries.get("datapackage.json")),
    await readWhole(path, entries.get("datapackage-digest.json")),
  );
  for (const name of resources.keys()) {
    if (!entries.has(name)) problems.push(`${name}: listed in datapackage.json but not there`);
  }
  for (const [name, packed] of entries) {
    const expected = resources.get(name);
    if (!expected && !isWarc(name)) continue;
    try {
      const wrong = await checkEntry(path, packed, expected);
      if (wrong) problems.push(`${name}: ${wrong}`);
    } catch (error) {
      problems.push(`${name}: cannot be read (${error instanceof Error ? error.message : error})`);
    }
  }
  return problems;
}

function isWarc(name: string): boolean {
  return /\.warc(\.gz)?$/i.test(name);
}

/**
 * The WARC files of a WACZ (webrecorder/specs, wacz/1.1.1) and what is wrong with it. Its own index
 * is not used: it is made anew from the records, which cannot disagree with themselves. A zip
 * without a directory, as when it was cut, is searched for records.
 */
export async function openWacz({ path, name }: LocalPath): Promise<FileSet> {
  const contents = await readDirectory(path);
  if (!contents) {
    const searched: WarcFile = { name, open: () => openFile(path), items: searchWarc };
    const because = "the zip has no readable directory; searched for records";
    return { files: [searched], problems: [`${name}: ${because}`] };
  }
  const files = [...contents.entries]
    .filter(([inner]) => isWarc(inner))
    .map(([inner, packed]) => ({
      name: `${name}!/${inner}`,
      open: () => openEntry(path, packed),
      items: readWarc,
    }));
  const problems = [...contents.problems, ...(await checkContents(path, contents))];
  if (files.length === 0) problems.push("holds no WARC file");
  return { files, problems: problems.map((problem) => `${name}: ${problem}`) };
}
