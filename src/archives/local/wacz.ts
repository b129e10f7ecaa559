import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { crc32, gunzipSync, inflateRawSync } from "node:zlib";
import {
  type Entry,
  fromRandomAccessReaderPromise,
  RandomAccessReader,
  validateFileName,
  type ZipFile,
} from "yauzl";
import { ArchiveError } from "../../engine/archive.js";
import { type ByteSource, bytesInMemory, partOf, piecesFrom } from "../byte-source.js";
import { type IndexLine, parseIndexLines } from "../cdxj.js";
import { readWarc, searchWarc } from "../warc/read.js";
import { readDatapackage } from "./datapackage.js";
import type { FileSet, FoundFile, WarcFile } from "./file.js";
import { tellLost } from "./indexed-files.js";

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

type Open = FoundFile["open"];

interface Contents {
  entries: Map<string, Packed>;
  problems: string[];
}

async function addEntry(
  zip: ZipFile,
  entry: Entry,
  contents: Contents,
  wanted: (name: string) => boolean,
): Promise<void> {
  const name = entry.fileNameRaw.toString("utf8").replaceAll("\\", "/");
  const wrong = validateFileName(name);
  if (wrong) contents.problems.push(`entry ignored: ${wrong}`);
  else if (name.endsWith("/") || !wanted(name)) return;
  else if (contents.entries.has(name)) contents.problems.push(`two entries named ${name}`);
  else if (entry.isEncrypted()) contents.problems.push(`${name}: encrypted`);
  else if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    contents.problems.push(`${name}: packed in an unknown way (${entry.compressionMethod})`);
  } else {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    contents.entries.set(name, { entry, dataStart: fileDataStart });
  }
}

/** Lets the zip's reader read from any source. */
class SourceReader extends RandomAccessReader {
  constructor(private readonly source: ByteSource) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(piecesFrom(partOf(this.source, start, end - start), 0));
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.source.read(position, length).then((bytes) => {
      bytes.copy(buffer, offset);
      callback(bytes.length < length ? new Error("file ends early") : null);
    }, callback);
  }

  override close(callback: (error: Error | null) => void): void {
    this.source.close().then(() => callback(null), callback);
  }
}

/** Reads the zip's directory; what comes before damage is kept. Null when it has none. */
async function readDirectory(
  source: ByteSource,
  wanted: (name: string) => boolean,
): Promise<Contents | null> {
  const contents: Contents = { entries: new Map(), problems: [] };
  let zip: ZipFile;
  try {
    // Names are checked here, since yauzl ends at the first bad one.
    zip = await fromRandomAccessReaderPromise(new SourceReader(source), source.size, {
      decodeStrings: false,
      autoClose: false,
    });
  } catch (error) {
    await source.close();
    if (error instanceof ArchiveError) throw error;
    return null;
  }
  try {
    let count = 0;
    for await (const entry of zip.eachEntry()) {
      if (++count > MAX_ENTRIES) {
        contents.problems.push(`more than ${MAX_ENTRIES} entries; the rest is not read`);
        break;
      }
      await addEntry(zip, entry, contents, wanted);
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
async function openEntry(open: Open, { entry, dataStart }: Packed): Promise<ByteSource> {
  const file = await open();
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
  open: Open,
  packed: Packed,
  expected: { algorithm: string; hex: string } | undefined,
): Promise<string | null> {
  const source = await openEntry(open, packed);
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

async function readWhole(open: Open, packed: Packed | undefined): Promise<Buffer | null> {
  if (!packed || packed.entry.uncompressedSize > MAX_UNPACKED) return null;
  try {
    const source = await openEntry(open, packed);
    try {
      return await source.read(0, source.size);
    } finally {
      await source.close();
    }
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    return null;
  }
}

/** Checks everything `datapackage.json` lists, and every WARC file in the zip. */
async function checkContents(open: Open, { entries }: Contents): Promise<string[]> {
  const { resources, problems } = readDatapackage(
    await readWhole(open, entries.get("datapackage.json")),
    await readWhole(open, entries.get("datapackage-digest.json")),
  );
  for (const name of resources.keys()) {
    if (!entries.has(name)) problems.push(`${name}: listed in datapackage.json but not there`);
  }
  for (const [name, packed] of entries) {
    const expected = resources.get(name);
    if (!expected && !isWarc(name)) continue;
    try {
      const wrong = await checkEntry(open, packed, expected);
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
export async function openWacz({ name, open }: FoundFile): Promise<FileSet> {
  const contents = await readDirectory(await open(), () => true);
  if (!contents) {
    const searched: WarcFile = { name, open, items: searchWarc };
    const because = "the zip has no readable directory; searched for records";
    return { files: [searched], problems: [`${name}: ${because}`] };
  }
  const problems = [...contents.problems, ...(await checkContents(open, contents))];
  return filesIn(name, open, contents, problems);
}

function filesIn(name: string, open: Open, { entries }: Contents, problems: string[]): FileSet {
  const files = [...entries]
    .filter(([inner]) => isWarc(inner))
    .map(([inner, packed]) => ({
      name: `${name}!/${inner}`,
      open: () => openEntry(open, packed),
      items: readWarc,
    }));
  if (files.length === 0) problems.push("holds no WARC file");
  return { files, problems: problems.map((problem) => `${name}: ${problem}`) };
}

const INDEX = /^indexes\/[^/]+\.cdxj?(\.gz)?$/i;

/** The lines of all indexes in a WACZ, by the WARC file they are of; what is lost is told. */
async function indexesIn(
  open: Open,
  { entries, problems }: Contents,
): Promise<Map<string, IndexLine[]>> {
  const byFile = new Map<string, IndexLine[]>();
  for (const [name, packed] of entries) {
    if (!INDEX.test(name)) continue;
    const bytes = await readWhole(open, packed);
    if (bytes === null) continue;
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const plain = isPacked ? gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED }) : bytes;
    const lost: string[] = [];
    const text = plain.toString("utf8");
    for (const line of parseIndexLines(text, (unreadable) => lost.push(unreadable))) {
      const file = `archive/${line.filename.split("/").at(-1)}`;
      const known = byFile.get(file);
      if (known) known.push(line);
      else byFile.set(file, [line]);
    }
    if (lost.length > 0) problems.push(`${name}: ${tellLost(lost)}`);
  }
  return byFile;
}

/**
 * The same of a WACZ that is read by ranges: its own indexes are believed as to where records lie,
 * for reading it whole would cost more than it saves. Each record says itself what it is of, and has
 * a digest of its own; the hashes of whole files are not checked, nor whether the index names every
 * record there is.
 */
export async function openWaczByIndex({ name, open }: FoundFile): Promise<FileSet> {
  const contents = await readDirectory(await open(), (inner) => isWarc(inner) || INDEX.test(inner));
  if (!contents) {
    return { files: [], problems: [`${name}: the zip has no readable directory`] };
  }
  const lines = await indexesIn(open, contents).catch((error: unknown) => {
    if (error instanceof ArchiveError) throw error;
    contents.problems.push("its index cannot be read; records are looked for one by one");
    return new Map<string, IndexLine[]>();
  });
  const set = filesIn(name, open, contents, contents.problems);
  for (const file of set.files) {
    const known = lines.get(file.name.slice(name.length + 2));
    if (known) file.lines = known;
  }
  return set;
}
