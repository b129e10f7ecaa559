import { createHash } from "node:crypto";
import { appendFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { indexPaths } from "../../src/archives/index-paths.js";
import { writeWacz } from "../../src/archives/wacz/write.js";
import { writeWarc } from "../../src/archives/warc/write.js";
import { CONTEXT, find, open, POST, post } from "../support/archive-files.js";
import { openAt } from "../support/archive-server/in-test.js";
import { folderWith } from "../support/folder.js";

/** A web server with one file, which it hands out by ranges, or whole where it knows none. */
async function serveFile(bytes: () => Buffer, knowsRanges = true) {
  const ranges: string[] = [];
  const server = createServer((request, response) => {
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? "") ?? [];
    ranges.push(request.headers.range ?? "");
    const all = bytes();
    if (!request.url?.startsWith("/files/a.")) return void response.writeHead(404).end();
    if (!knowsRanges || from === undefined) return void response.writeHead(200).end(all);
    const part = all.subarray(Number(from), Number(to) + 1);
    const end = Number(from) + part.length - 1;
    response.writeHead(206, {
      "content-range": `bytes ${from}-${end}/${all.length}`,
      etag: `"${all.length}"`,
    });
    response.end(part);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ranges };
}

/** Random letters: pages that stay large when they are packed. */
const noise = (seed: number) =>
  createHash("shake256", { outputLength: 100_000 }).update(String(seed)).digest("base64");

describe("a file on a web server", () => {
  const records = Array.from({ length: 40 }, (_, n) =>
    post(1, { uriR: POST.replace(/1$/, String(100 + n)), body: `<p>${n}</p>${noise(n)}` }),
  );

  it("a WACZ is searched by its index, and only the record asked for is read", async () => {
    const bytes = await writeWacz(records);
    const { origin, ranges } = await serveFile(() => bytes);
    const archive = await openAt(`${origin}/files/a.wacz`);
    const { captures, problems } = await find(archive, POST.replace(/1$/, "120"));
    expect([captures.length, problems]).toEqual([1, []]);
    const read = await archive.read(captures[0]!, CONTEXT);
    expect(Buffer.from(read.capture.body).toString()).toMatch(/^<p>20<\/p>/);
    expect(read.digestVerified).toBe(true);
    const had = ranges.reduce((sum, range) => {
      const [from = 0, to = 0] = range.replace("bytes=", "").split("-").map(Number);
      return sum + to - from + 1;
    }, 0);
    expect(bytes.length).toBeGreaterThan(4_000_000);
    expect(had).toBeLessThan(bytes.length / 2);
    expect(archive.host).toBe(origin);
  });

  it("a WARC without an index is read to its end", async () => {
    const bytes = await writeWarc([post(1), post(2)]);
    const { origin } = await serveFile(() => bytes);
    const archive = await openAt(`${origin}/files/a.warc.gz`);
    const { captures } = await find(archive, POST);
    expect((await archive.read(captures[0]!, CONTEXT)).digestVerified).toBe(true);
  });

  it("is used whole where the server knows no ranges and it is short", async () => {
    const bytes = await writeWacz([post(1)]);
    const { origin } = await serveFile(() => bytes, false);
    const archive = await openAt(`${origin}/files/a.wacz`);
    expect((await find(archive, POST)).captures).toHaveLength(1);
  });

  it("whose server hands out other bytes than it was asked for could not be asked", async () => {
    const bytes = await writeWacz(records);
    const server = createServer((request, response) => {
      const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? "") ?? [];
      const shift = from === "0" ? 0 : 7;
      const part = bytes.subarray(Number(from) + shift, Number(to) + 1 + shift);
      const range = `bytes ${Number(from) + shift}-${Number(from) + shift + part.length - 1}`;
      response.writeHead(206, { "content-range": `${range}/${bytes.length}` }).end(part);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    onTestFinished(() => void server.close());
    const archive = await openAt(
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.wacz`,
    );
    await expect(find(archive, POST)).rejects.toMatchObject({ outcome: "unavailable" });
  });

  it("that is not there, or is no WACZ, could not be asked: never 'holds nothing'", async () => {
    const { origin } = await serveFile(() => Buffer.from("not a zip"));
    for (const name of ["files/b.wacz", "files/a.wacz"]) {
      const archive = await openAt(`${origin}/${name}`);
      await expect(find(archive, POST)).rejects.toMatchObject({ outcome: "unavailable" });
    }
  });

  it("whose index lies about places hands over nothing else in place of a capture", async () => {
    const sound = await writeWarc([post(1), post(2)], { gzip: false });
    const folder = await folderWith({ "a.warc": sound });
    const lines: string[] = [];
    for await (const line of indexPaths([path.join(folder, "a.warc")])) lines.push(line);
    const lying = lines.map((line) =>
      line.replace(/"offset":"(\d+)"/, (_, at) => `"offset":"${Number(at) + 7}"`),
    );
    await writeFile(path.join(folder, "lies.cdxj"), lying.join("\n"));
    const archive = await open(path.join(folder, "lies.cdxj"));
    const { captures } = await find(archive, POST);
    await expect(archive.read(captures[0]!, CONTEXT)).rejects.toMatchObject({
      name: "CaptureUnreadableError",
    });
  });
});

describe("a CDXJ index beside its WARC files", () => {
  it("is an archive of its own: what it lists is read where it says", async () => {
    const folder = await folderWith({ "a.warc.gz": await writeWarc([post(1), post(2)]) });
    const lines: string[] = [];
    for await (const line of indexPaths([path.join(folder, "a.warc.gz")])) lines.push(line);
    await writeFile(path.join(folder, "some.cdxj"), `${lines[0]}\n`);
    const archive = await open(path.join(folder, "some.cdxj"));
    const { captures, problems } = await find(archive, POST);
    expect([captures.length, problems]).toEqual([1, []]);
    expect((await archive.read(captures[0]!, CONTEXT)).digestVerified).toBe(true);
    expect((await find(archive, POST.replace(/1$/, "2"))).captures).toEqual([]);
  });

  it("does not date captures: the record's own time counts, and the other is named", async () => {
    const folder = await folderWith({ "a.warc.gz": await writeWarc([post(1)]) });
    const lines: string[] = [];
    for await (const line of indexPaths([path.join(folder, "a.warc.gz")])) lines.push(line);
    await writeFile(path.join(folder, "i.cdxj"), lines.join("\n").replace(/ 2023/, " 2033"));
    const archive = await open(path.join(folder, "i.cdxj"));
    const { captures } = await find(archive, POST);
    expect(captures[0]?.capturedAt).toMatch(/^2033/);
    const read = await archive.read(captures[0]!, CONTEXT);
    expect(read.ref.capturedAt).toBe("2023-02-01T10:11:12Z");
    expect(read.note).toMatch(/the index dates it 2033\S+, the record itself 2023/);
  });

  it("whose lines cannot be read says so: any capture might stand there", async () => {
    const folder = await folderWith({ "a.warc.gz": await writeWarc([post(1)]) });
    const lines: string[] = [];
    for await (const line of indexPaths([path.join(folder, "a.warc.gz")])) lines.push(line);
    const broken = [`!meta {"x": 1}`, ...lines, lines[0]?.slice(0, -9), "hello"];
    await writeFile(path.join(folder, "i.cdxj"), broken.join("\n"));
    const { captures, problems } = await find(await open(path.join(folder, "i.cdxj")), POST);
    expect([captures.length, problems]).toEqual([
      1,
      [expect.stringMatching(/^i\.cdxj: 2 lines of the index say no place of a capture: "com,/)],
    ]);
  });

  it("opens no file outside of its folder, and says which is missing", async () => {
    const folder = await folderWith({ "a.warc.gz": await writeWarc([post(1)]) });
    const lines: string[] = [];
    for await (const line of indexPaths([path.join(folder, "a.warc.gz")])) lines.push(line);
    const other = (name: string) => lines[0]!.replace('"a.warc.gz"', JSON.stringify(name));
    await writeFile(
      path.join(folder, "i.cdxj"),
      [lines[0], other("../../etc/a.warc"), other("gone.warc")].join("\n"),
    );
    const { captures, problems } = await find(await open(path.join(folder, "i.cdxj")), POST);
    expect(captures).toHaveLength(1);
    expect(problems.join("\n")).toMatch(/outside of its folder[\s\S]*gone\.warc is not beside it/);
    await appendFile(path.join(folder, "i.cdxj"), "\n");
  });
});
