import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { ZipFile } from "yazl";
import { bytesInMemory } from "../byte-source.js";
import { compareLines } from "../cdxj.js";
import { digestOf } from "../digest.js";
import { cdxjLine } from "../index-paths.js";
import type { CaptureEntry } from "../local/entry.js";
import { scanFile } from "../local/scan.js";
import { readWarc } from "../warc/read.js";
import { type WarcOptions, type WarcRecordInput, writeWarc } from "../warc/write.js";

interface WaczPage {
  url: string;
  /** ISO 8601 UTC. */
  ts: string;
  title?: string;
}

export interface WaczOptions extends WarcOptions {
  title?: string;
  /** ISO 8601 UTC; the latest capture's time by default, so that no clock is read. */
  createdAt?: string;
  /** What a reader is shown first; the HTML captures by default. */
  pages?: readonly WaczPage[];
}

interface Resource {
  path: string;
  bytes: Buffer;
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

/** Zip keeps local time: a date whose local time is the UTC time given, wherever this runs. */
function zipTime(iso: string): Date {
  const [year = 2000, month = 1, day = 1, ...time] = iso.split(/\D/).map(Number);
  const [hour = 0, minute = 0, second = 0] = time;
  return new Date(year, month - 1, day, hour, minute, second);
}

/** Hashes in hexadecimal, as the specification has them. */
function datapackage(
  resources: readonly Resource[],
  options: WaczOptions,
  created: string,
): Buffer {
  const content = {
    profile: "data-package",
    wacz_version: "1.1.1",
    ...(options.title && { title: options.title }),
    created,
    software: options.software ?? "quotary",
    resources: resources.map(({ path, bytes }) => ({
      name: path.split("/").at(-1),
      path,
      hash: digestOf(bytes, "sha256"),
      bytes: bytes.length,
    })),
  };
  return Buffer.from(`${JSON.stringify(content, null, 2)}\n`, "utf8");
}

/**
 * A WACZ 1.1.1 file (webrecorder/specs) with one WARC file: `archive/` and the packed index stored,
 * pages, `datapackage.json` with hashes and its digest. The same input gives the same entries in
 * the same order, dated `createdAt`.
 */
export async function writeWacz(
  records: readonly WarcRecordInput[],
  options: WaczOptions = {},
): Promise<Buffer> {
  const times = records.map(({ capturedAt }) => capturedAt).sort();
  const created = options.createdAt ?? times.at(-1) ?? "2000-01-01T00:00:00Z";
  const warc = await writeWarc(records, { ...options, gzip: true });
  const file = { name: WARC_NAME, open: async () => bytesInMemory(warc), items: readWarc };
  const found: string[] = [];
  const take = (entry: CaptureEntry) => {
    const line = cdxjLine(entry, file.name);
    if (line !== null) found.push(line);
  };
  await scanFile(file, 0, take, null, () => {});
  const lines = found.sort(compareLines);
  const index = gzipSync(Buffer.from(lines.map((line) => `${line}\n`).join("")), { level: 9 });
  index[9] = 255;
  const pagesHeader = { format: "json-pages-1.0", id: "pages", title: "All Pages" };
  const resources: Resource[] = [
    { path: `archive/${WARC_NAME}`, bytes: warc },
    { path: "indexes/index.cdx.gz", bytes: index },
    {
      path: "pages/pages.jsonl",
      bytes: jsonLines([pagesHeader, ...(options.pages ?? htmlPages(records))]),
    },
  ];
  const description = datapackage(resources, options, created);
  const digest = { path: "datapackage.json", hash: digestOf(description, "sha256") };
  const zip = new ZipFile();
  const all = [
    ...resources,
    { path: "datapackage.json", bytes: description },
    { path: "datapackage-digest.json", bytes: Buffer.from(`${JSON.stringify(digest)}\n`) },
  ];
  for (const { path, bytes } of all) {
    const compress = !path.endsWith(".gz");
    zip.addBuffer(bytes, path, {
      mtime: zipTime(new Date(created).toISOString()),
      mode: 0o100644,
      compress,
      forceDosTimestamp: true,
    });
  }
  zip.end();
  return await buffer(zip.outputStream);
}
