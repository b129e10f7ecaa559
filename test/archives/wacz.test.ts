import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { digestOf } from "../../src/archives/digest.js";
import { openArchives } from "../../src/archives/open.js";
import { writeWacz } from "../../src/archives/wacz/write.js";
import { writeWarc } from "../../src/archives/warc/write.js";
import type { AskContext } from "../../src/engine/archive.js";
import { folderWith } from "../support/folder.js";

const CONTEXT: AskContext = { signal: new AbortController().signal, requested: () => {} };
const RECORDS = [1, 2].map((n) => ({
  uriR: `https://example.com/${n}`,
  capturedAt: `2023-02-0${n}T10:11:12Z`,
  headers: { "content-type": "text/html" },
  body: `<p>page ${n}</p>`,
}));

interface Part {
  name: string;
  bytes: Uint8Array;
  compress?: boolean;
}

async function zip(parts: readonly Part[]): Promise<Buffer> {
  const file = new ZipFile();
  for (const { name, bytes, compress = false } of parts) {
    file.addBuffer(Buffer.from(bytes), name, { compress });
  }
  file.end();
  return await buffer(file.outputStream);
}

function datapackage(hashes: Record<string, string>): Part {
  const resources = Object.entries(hashes).map(([path, hash]) => ({
    name: path,
    path,
    hash,
    bytes: 1,
  }));
  return {
    name: "datapackage.json",
    bytes: Buffer.from(JSON.stringify({ profile: "data-package", resources })),
  };
}

async function look(bytes: Uint8Array) {
  const folder = await folderWith({ "pages.wacz": bytes });
  const [archive] = await openArchives([`${folder}/pages.wacz`], {});
  const { captures, problems } = await archive!.find(
    { kind: "prefix", prefix: "example.com" },
    CONTEXT,
  );
  const read = await Promise.all(captures.map((ref) => archive!.read(ref, CONTEXT)));
  await archive!.close();
  return {
    problems,
    captures,
    read,
    pages: read.map(({ capture }) => Buffer.from(capture.body).toString()),
  };
}

const PAGES = ["<p>page 1</p>", "<p>page 2</p>"];

describe("a WACZ file", () => {
  it("written here is read here without a problem, and is the same every time", async () => {
    const bytes = await writeWacz(RECORDS, { title: "Two pages" });
    expect((await writeWacz(RECORDS, { title: "Two pages" })).equals(bytes)).toBe(true);
    const { problems, pages, captures } = await look(bytes);
    expect([problems, pages]).toEqual([[], PAGES]);
    expect(captures[0]!.uriM).toMatch(/^warc:pages\.wacz!\/archive\/data\.warc\.gz#\d+$/);
  });

  it("needs no index, and may hold several WARC files, packed or not", async () => {
    const [one, two] = [
      await writeWarc([RECORDS[0]!]),
      await writeWarc([RECORDS[1]!], { gzip: false }),
    ];
    const parts = [
      { name: "archive/one.warc.gz", bytes: one, compress: true },
      { name: "archive/two.warc", bytes: two },
    ];
    const hashes = {
      "archive/one.warc.gz": digestOf(one, "sha256"),
      "archive/two.warc": digestOf(two, "sha256"),
    };
    const { problems, pages } = await look(await zip([...parts, datapackage(hashes)]));
    expect([problems, pages]).toEqual([[], PAGES]);
  });

  it("tells hashes that do not fit, and files listed but missing, and reads on", async () => {
    const warc = { name: "archive/data.warc.gz", bytes: await writeWarc(RECORDS) };
    const wrong = `sha256:${"ab".repeat(32)}`;
    const described = datapackage({ [warc.name]: wrong, "pages/pages.jsonl": wrong });
    const digest = {
      name: "datapackage-digest.json",
      bytes: Buffer.from(JSON.stringify({ path: "datapackage.json", hash: wrong })),
    };
    const { problems, pages } = await look(await zip([warc, described, digest]));
    expect(problems).toEqual([
      "pages.wacz: datapackage-digest.json does not fit datapackage.json",
      "pages.wacz: pages/pages.jsonl: listed in datapackage.json but not there",
      "pages.wacz: archive/data.warc.gz: its hash in datapackage.json does not fit",
    ]);
    expect(pages).toEqual(PAGES);
  });

  it("without a datapackage is held against the zip's own checksum", async () => {
    const warc = { name: "archive/data.warc", bytes: await writeWarc(RECORDS, { gzip: false }) };
    const bytes = await zip([warc]);
    expect((await look(bytes)).problems).toEqual([
      expect.stringContaining("no readable datapackage.json"),
    ]);
    bytes[bytes.indexOf("page 2") + 1]! ^= 1;
    const { problems, read } = await look(bytes);
    expect(problems.join()).toContain("checksum does not fit");
    expect(read.map(({ digestVerified }) => digestVerified)).toEqual([true, false]);
  });

  it("ignores entries with names that lead outside, and says so", async () => {
    const bytes = await writeWacz(RECORDS);
    const inside = "pages/pages.jsonl";
    const outside = "../../pages.jsonl";
    const moved = Buffer.from(bytes.toString("latin1").replaceAll(inside, outside), "latin1");
    const { problems, pages } = await look(moved);
    expect(problems.join()).toContain(outside);
    expect(pages).toEqual(PAGES);
  });

  it("whose directory is lost is searched for records", async () => {
    const bytes = await writeWacz(RECORDS);
    const { problems, pages, read } = await look(bytes.subarray(0, bytes.length - 40));
    expect(problems.join()).toContain("no readable directory");
    expect(pages).toEqual(PAGES);
    expect(read.map(({ digestVerified }) => digestVerified)).toEqual([true, true]);
  });

  it("does not unpack more than an entry says it holds", async () => {
    const warc = { name: "archive/data.warc", bytes: Buffer.alloc(5_000_000), compress: true };
    const bytes = await zip([
      warc,
      { name: "archive/good.warc.gz", bytes: await writeWarc(RECORDS) },
    ]);
    const directory = bytes.indexOf("PK\x01\x02", 0, "latin1");
    bytes.writeUInt32LE(1000, directory + 24);
    const { problems, pages } = await look(bytes);
    expect(problems.join()).toContain("archive/data.warc: cannot be read");
    expect(pages).toEqual(PAGES);
  });
});
