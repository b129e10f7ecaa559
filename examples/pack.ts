/**
 * Packs the hand-written pages of `examples/pages` into the archives of the example newsroom:
 * `npx tsx examples/pack.ts`. The same pages make the same archives.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { writeWacz } from "../src/archives/wacz/write.js";
import { type WarcRecordInput, writeWarc } from "../src/archives/warc/write.js";
import { EXAMPLE_ARCHIVES, type ExampleArchive, type ExamplePage } from "./captures.js";

const PAGES = path.resolve(import.meta.dirname, "pages");
const ARCHIVE = path.resolve(import.meta.dirname, "archive");

async function recordOf({ file, uriR, capturedAt }: ExamplePage): Promise<WarcRecordInput> {
  const body = await readFile(path.join(PAGES, file));
  const type = file.endsWith(".json") ? "application/json" : "text/html";
  return { uriR, capturedAt, headers: { "Content-Type": `${type}; charset=utf-8` }, body };
}

/** The bytes of one example archive, as `.warc.gz` or `.wacz` by its name. */
export async function packArchive({ file, pages }: ExampleArchive): Promise<Buffer> {
  const records = await Promise.all(pages.map(recordOf));
  return file.endsWith(".wacz") ? writeWacz(records) : writeWarc(records);
}

async function main(): Promise<void> {
  await mkdir(ARCHIVE, { recursive: true });
  for (const archive of EXAMPLE_ARCHIVES) {
    const bytes = await packArchive(archive);
    await writeFile(path.join(ARCHIVE, archive.file), bytes);
    console.log(`${archive.file}: ${archive.pages.length} captures, ${bytes.length} bytes`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
