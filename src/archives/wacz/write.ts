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
/** The one WARC file of a WACZ of ours. */
export const WARC_PATH = `archive/${WARC_NAME}`;

function htmlPages(records: readonly WarcRecordInput[]): WaczPage[] {
  return records
    .filter(({ headers }) => /text\/html/i.test(JSON.stringify(headers ?? {})))
    .map(({ uriR, capturedAt }) => ({ url: uriR, ts: capturedAt }));
}

function jsonLines(lines: readonly object[]): Buffer {
  return Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(""), "utf8");
}

/** Where a record is in a WACZ. */
interface Place {
  file: string;
  offset: number;
  length: number;
}

/** The index of a WARC's captures as a WACZ has it, and where each of them is. */
export async function indexOf(warc: Buffer): Promise<{ index: WaczFile; places: Place[] }> {
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
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
  return {
    // Plain: players read a packed index only with a second one over its blocks.
    index: { path: "indexes/index.cdx", bytes },
    places: found.map(({ offset, length }) => ({ file: WARC_PATH, offset, length: length ?? 0 })),
  };
}

/** The pages that a reader is shown, as a WACZ has them. */
export function pagesFile(pages: readonly WaczPage[]): WaczFile {
  const header = { format: "json-pages-1.0", id: "pages", title: "All Pages" };
  return { path: "pages/pages.jsonl", bytes: jsonLines([header, ...pages]) };
}

/** The files of a WACZ that hold captures: WARC, its index, the pages; and where each record is. */
export interface CaptureFiles {
  files: WaczFile[];
  /** By the order of the records given: the WARC, and the record's place in it. */
  places: Place[];
}

/** Captures in one WARC file, indexed, with the pages a reader is shown. */
export async function captureFiles(
  records: readonly WarcRecordInput[],
  options: WaczOptions = {},
): Promise<CaptureFiles> {
  const warc = await writeWarc(records, { ...options, gzip: true });
  const { index, places } = await indexOf(warc);
  const pages = pagesFile(options.pages ?? htmlPages(records));
  return { files: [{ path: WARC_PATH, bytes: warc }, index, pages], places };
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
