import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { indexPaths } from "../../src/archives/index-paths.js";
import { writeWacz } from "../../src/archives/wacz/write.js";
import { type WarcRecordInput, writeWarc } from "../../src/archives/warc/write.js";
import { folderWith } from "../support/folder.js";

function page(n: number, over: Partial<WarcRecordInput> = {}): WarcRecordInput {
  return {
    uriR: `https://www.example.com/P${n}`,
    capturedAt: `2023-02-0${n}T10:11:12Z`,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: `<p>page ${n}</p>`,
    ...over,
  };
}

async function index(files: Record<string, string | Uint8Array>) {
  const folder = await folderWith(files);
  const problems: string[] = [];
  const lines: string[] = [];
  for await (const line of indexPaths([folder], { report: (problem) => problems.push(problem) }))
    lines.push(line);
  return { lines, problems, folder };
}

describe("a CDXJ index", () => {
  it("has a line a capture, sorted bytewise, as pywb writes it", async () => {
    const warc = await writeWarc([
      page(2),
      page(1),
      page(1, { type: "revisit", capturedAt: "2023-02-05T00:00:00Z" }),
    ]);
    const { lines, problems } = await index({ "b.warc.gz": warc });
    expect(problems).toEqual([]);
    expect(lines.map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
      "com,example)/p1 20230201101112",
      "com,example)/p1 20230205000000",
      "com,example)/p2 20230202101112",
    ]);
    const [first, revisit] = lines.map((line) => JSON.parse(line.replace(/^\S+ \S+ /, "")));
    expect(first).toEqual({
      url: "https://www.example.com/P1",
      mime: "text/html",
      status: "200",
      digest: expect.stringMatching(/^[A-Z2-7]{32}$/),
      length: expect.stringMatching(/^\d+$/),
      offset: expect.stringMatching(/^\d+$/),
      filename: "b.warc.gz",
    });
    expect(revisit.mime).toBe("warc/revisit");
    const at = Number(first.offset);
    const { lines: alone } = await index({
      "x.warc.gz": warc.subarray(at, at + Number(first.length)),
    });
    expect(alone).toHaveLength(1);
  });

  it("takes files, folders and WACZ together", async () => {
    const { lines } = await index({
      "a/one.warc.gz": await writeWarc([page(1)]),
      "two.wacz": await writeWacz([page(2)]),
    });
    expect(lines.map((line) => JSON.parse(line.replace(/^\S+ \S+ /, "")).filename)).toEqual([
      "a/one.warc.gz",
      "two.wacz!/archive/data.warc.gz",
    ]);
  });

  it("leaves out, and tells of, records that no range of bytes holds alone", async () => {
    const plain = await writeWarc([page(1), page(2)], { gzip: false });
    const { lines, problems } = await index({ "whole.warc.gz": gzipSync(plain) });
    expect([lines, problems]).toEqual([[], [expect.stringContaining("share a gzip member")]]);
  });

  it("throws where nothing can be read", async () => {
    await expect(index({ "bad.warc.gz": "nothing" })).rejects.toThrow("none of the files");
    const folder = await folderWith({});
    const lines = indexPaths([path.join(folder, "missing.warc.gz")]);
    await expect(lines.next()).rejects.toMatchObject({ code: "ENOENT" });
  });
});
