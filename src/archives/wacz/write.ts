import { bytesInMemory } from "../byte-source.js";
import { compareLines } from "../cdxj.js";
import { cdxjLine } from "../index-paths.js";
import type { CaptureEntry } from "../local/entry.js";
import { scanFile } from "../local/scan.js";
import { readWarc } from "../warc/read.js";
import { type WarcOptions, type WarcRecordInput, writeWarc } from "../warc/write.js";
import { packWacz, type WaczFile } from "./pack.js";

export interface WaczPage {
  url: string;
  /** ISO 8601 UTC. */
  ts: string;
  title?: string;
  /** What a reader's search finds. */
  text?: string;
}

export interface WaczOptions extends WarcOptions {
  title?: string;
  /** ISO 8601 UTC; the latest capture's time by default, so that no clock is read. */
  createdAt?: string;
  /** What a reader is shown first; the HTML captures by default. */
  pages?: readonly WaczPage[];
}

const WARC_NAME = "data.warc.gz";

function htmlPages(records: readonly WarcRecordInput[]): WaczPage[] {
  return records
    .filter(({ headers }) => /text\/html/i.test(JSON.stringify(headers ?? {})))
    .map(({ uriR, capturedAt }) => ({ url: uriR, ts: capturedAt }));
}

function jsonLines(lines: readonly object[]): Buffer {
  return Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(""), "utf8");
}

/** The files of a WACZ that hold captures: WARC, its index, the pages; and where each record is. */
export interface CaptureFiles {
  files: WaczFile[];
  /** By the order of the records given: the WARC, and the record's place in it. */
  places: { file: string; offset: number; length: number }[];
}

/** Captures in one WARC file, indexed, with the pages a reader is shown. */
export async function captureFiles(
  records: readonly WarcRecordInput[],
  options: WaczOptions = {},
): Promise<CaptureFiles> {
  const warc = await writeWarc(records, { ...options, gzip: true });
  const file = { name: WARC_NAME, open: async () => bytesInMemory(warc), items: readWarc };
  const found: CaptureEntry[] = [];
  await scanFile(
    file,
    0,
    (entry) => found.push(entry),
    null,
    () => {},
  );
  const lines = found.flatMap((entry) => cdxjLine(entry, file.name) ?? []).sort(compareLines);
  const pagesHeader = { format: "json-pages-1.0", id: "pages", title: "All Pages" };
  const path = `archive/${WARC_NAME}`;
  return {
    files: [
      { path, bytes: warc },
      // Plain: players read a packed index only with a second one over its blocks.
      { path: "indexes/index.cdx", bytes: Buffer.from(lines.map((line) => `${line}\n`).join("")) },
      {
        path: "pages/pages.jsonl",
        bytes: jsonLines([pagesHeader, ...(options.pages ?? htmlPages(records))]),
      },
    ],
    places: found.map(({ offset, length }) => ({ file: path, offset, length: length ?? 0 })),
  };
}

/**
 * A WACZ 1.1.1 file (webrecorder/specs) with one WARC file: `archive/` stored,
 * pages, `datapackage.json` with hashes and its digest. The same input gives the same entries in
 * the same order, dated `createdAt`.
 */
export async function writeWacz(
  records: readonly WarcRecordInput[],
  options: WaczOptions = {},
): Promise<Buffer> {
  const times = records.map(({ capturedAt }) => capturedAt).sort();
  const { files } = await captureFiles(records, options);
  return await packWacz(files, {
    title: options.title,
    createdAt: options.createdAt ?? times.at(-1) ?? "2000-01-01T00:00:00Z",
    software: options.software ?? "quotary",
    compress: true,
  });
}
