import type { ByteSource } from "../byte-source.js";
import { readGzip } from "./read-gzip.js";
import { readPlain } from "./read-plain.js";
import type { Keep, WarcItem, WarcRecord } from "./record.js";

/** Bytes of a record's block that are kept at most: a post's page is a hundredth of it. */
const MAX_BLOCK = 64 * 1024 * 1024;

async function beginsPacked(source: ByteSource, offset: number): Promise<boolean> {
  return (await source.read(offset, 2)).equals(Buffer.from([0x1f, 0x8b]));
}

/**
 * All records of a WARC file (1.0, 1.1; plain, packed record by record, or packed as a whole), with
 * the places that could not be read. Damage never ends the pass: it goes on at the next record.
 */
export async function readWarc(source: ByteSource, keep: Keep): Promise<AsyncGenerator<WarcItem>> {
  const start = (await source.read(0, 11)).toString("latin1");
  if (start === "filedesc://") return notRead();
  return (await beginsPacked(source, 0)) ? readGzip(source, 0, keep) : readPlain(source, 0, keep);
}

async function* notRead(): AsyncGenerator<WarcItem> {
  yield { kind: "damage", offset: 0, because: "an ARC file; only WARC is read" };
}

/**
 * The records of a file with other things around them, such as a zip whose directory is lost:
 * searched from its beginning, packed records before plain ones.
 */
export async function searchWarc(
  source: ByteSource,
  keep: Keep,
): Promise<AsyncGenerator<WarcItem>> {
  return searched(source, keep);
}

async function* searched(source: ByteSource, keep: Keep): AsyncGenerator<WarcItem> {
  for (const read of [readGzip, readPlain]) {
    for await (const item of read(source, 0, keep)) {
      if (item.kind === "record") yield { ...item, foundBySearch: true };
    }
  }
}

/** The record at a place that `readWarc` told of; null when there is none any more. */
export async function readRecordAt(
  source: ByteSource,
  { offset, inner }: { offset: number; inner: number },
): Promise<WarcRecord | null> {
  const keep = () => MAX_BLOCK;
  const items = (await beginsPacked(source, offset))
    ? readGzip(source, offset, keep, inner)
    : readPlain(source, offset, keep);
  for await (const item of items) {
    if (item.kind === "record") return item.offset === offset && item.inner === inner ? item : null;
  }
  return null;
}
