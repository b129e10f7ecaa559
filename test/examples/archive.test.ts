import { readFileSync } from "node:fs";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import yauzl from "yauzl";
import { EXAMPLE_ARCHIVES } from "../../examples/captures.js";
import { packArchive } from "../../examples/pack.js";
import { idTime } from "../../src/dates/id-time.js";
import { parsePermalink } from "../../src/handles/permalink.js";
import { readSnapshot } from "../../src/snapshots/read.js";

const EXAMPLES = path.resolve(import.meta.dirname, "../../examples");
const PAGES = EXAMPLE_ARCHIVES.flatMap(({ pages }) => pages);

async function unzip(bytes: Buffer): Promise<Record<string, Buffer>> {
  const entries: Record<string, Buffer> = {};
  const zip = await yauzl.fromBufferPromise(bytes);
  for await (const entry of zip.eachEntry()) {
    entries[entry.fileName] = await buffer(await zip.openReadStreamPromise(entry));
  }
  return entries;
}

/**
 * What an archive holds, whatever the zlib of this Node makes of it: packed sizes, and with them
 * offsets and hashes, may differ from one version to the next.
 */
async function contents(file: string, bytes: Buffer): Promise<Record<string, string>> {
  if (!file.endsWith(".wacz")) return { [file]: gunzipSync(bytes).toString("utf8") };
  const entries = Object.entries(await unzip(bytes)).filter(([name]) =>
    /^(archive|pages)\//.test(name),
  );
  return Object.fromEntries(
    entries.map(([name, data]) => {
      const plain = name.endsWith(".gz") ? gunzipSync(data) : data;
      return [name, plain.toString("utf8")];
    }),
  );
}

describe("the example archives", () => {
  it.each(EXAMPLE_ARCHIVES)("$file is what packing its pages gives", async (archive) => {
    const kept = readFileSync(path.join(EXAMPLES, "archive", archive.file));
    const packed = await packArchive(archive);
    expect(await contents(archive.file, packed)).toEqual(await contents(archive.file, kept));
  });

  it.each(EXAMPLE_ARCHIVES)("$file is packed the same way twice", async (archive) => {
    expect(await packArchive(archive)).toEqual(await packArchive(archive));
  });
});

describe("an example page", () => {
  it.each(PAGES)("$file shows the post its address names, at the time of its id", (page) => {
    const permalink = parsePermalink(page.uriR);
    const snapshot = readSnapshot({
      uriR: page.uriR,
      capturedAt: page.capturedAt,
      contentType: page.file.endsWith(".json") ? "application/json" : "text/html",
      status: 200,
      body: readFileSync(path.join(EXAMPLES, "pages", page.file)),
    });
    expect(snapshot.state).toBe("post");
    expect(snapshot.findings.filter(({ severity }) => severity !== "info")).toEqual([]);
    expect(snapshot.main?.id).toBe(permalink?.id);
    const createdAt = Date.parse(snapshot.main?.createdAt ?? "");
    const ownTime = idTime("twitter", permalink?.id ?? "")?.ms ?? 0;
    expect(Math.floor(ownTime / 1000)).toBe(createdAt / 1000);
    expect(Date.parse(page.capturedAt)).toBeGreaterThan(createdAt);
  });
});
