import { describe, expect, it } from "vitest";
import { writeWarc } from "../../src/archives/warc/write.js";
import { CONTEXT } from "../support/archive-files.js";
import { openAt, serve } from "../support/archive-server/in-test.js";
import { inventPost, permalinkOf } from "../support/posts.js";
import { startStandIn } from "../support/stand-in.js";
import { captureOf } from "../support/warc-archive.js";

const POST = inventPost({ text: "The tram depot opens its gates on the first Sunday of May." });
const uriR = permalinkOf(POST);
const EXACT = { kind: "exact", uriR } as const;
const CAPTURES = [captureOf(POST), captureOf(POST, { capturedAt: "2024-05-01T00:00:00Z" })];

describe.each(["wayback", "pywb", "arquivo", "memento", "memgator"])(
  "an archive of kind %s",
  (kind) => {
    const base = { memento: "/web", pywb: "/web" }[kind] ?? "";

    it("lists captures and reads the one named", async () => {
      const server = await serve(CAPTURES);
      const archive = await openAt(`${kind}+${server.origin}${base}`);
      const { captures, truncated, problems } = await archive.find(EXACT, CONTEXT);
      expect([captures.length, truncated, problems]).toEqual([2, false, []]);
      const read = await archive.read(captures[1]!, CONTEXT);
      expect(read.ref.capturedAt).toBe("2024-05-01T00:00:00Z");
      expect(Buffer.from(read.capture.body).toString()).toContain(POST.id);
    });

    it("tells holding nothing from not being asked", async () => {
      const server = await serve([]);
      const archive = await openAt(`${kind}+${server.origin}${base}`);
      // An aggregator says the same when nobody could be asked.
      const none = archive.find(EXACT, CONTEXT);
      if (kind === "memgator") await expect(none).rejects.toMatchObject({ outcome: "unavailable" });
      else expect((await none).captures).toEqual([]);
      server.misbehave({ kind: "status", status: 502 });
      await expect(archive.find(EXACT, { ...CONTEXT })).rejects.toMatchObject({
        outcome: "unavailable",
      });
    });
  },
);

describe("TimeMaps", () => {
  it("of many pages are followed page by page, in each format", async () => {
    const many = Array.from({ length: 1_200 }, (_, n) =>
      captureOf(POST, {
        capturedAt: new Date(Date.UTC(2023, 2, 1) + n * 60_000).toISOString(),
        body: "x",
      }),
    );
    const server = await serve(many);
    for (const kind of ["memento", "memgator"]) {
      const archive = await openAt(`${kind}+${server.origin}`);
      const { captures, truncated } = await archive.find(EXACT, CONTEXT);
      expect([kind, captures.length, truncated]).toEqual([kind, 1_200, false]);
    }
  });

  it("longer than is read are used as far as they go", async () => {
    const standIn = await startStandIn();
    const entry = `<${standIn.origin}/20230206101112/${uriR}>; rel="memento"; datetime="Mon, 06 Feb 2023 10:11:12 GMT",\n`;
    standIn.on(() => ({ body: entry.repeat(Math.ceil((33 * 1024 * 1024) / entry.length)) }));
    const archive = await openAt(`memento+${standIn.origin}`);
    const { captures, truncated } = await archive.find(EXACT, CONTEXT);
    expect([captures.length, truncated]).toEqual([1, true]);
  });

  it("of an aggregator name captures elsewhere, of which only configured archives' are read", async () => {
    const standIn = await startStandIn();
    const list = [
      {
        datetime: "2023-02-06T10:00:00Z",
        uri: `https://web.archive.org/web/20230206100000/${uriR}`,
      },
      { datetime: "2023-02-07T10:00:00Z", uri: `http://169.254.1.1/web/20230207100000/${uriR}` },
    ];
    standIn.on(() => ({ body: JSON.stringify({ original_uri: uriR, mementos: { list } }) }));
    const archive = await openAt(`memgator+${standIn.origin}`);
    const { captures, problems } = await archive.find(EXACT, CONTEXT);
    expect(captures.map(({ uriM }) => new URL(uriM).host)).toEqual(["web.archive.org"]);
    expect(problems).toEqual([expect.stringContaining("1 captures lie at archives")]);
  });
});

describe("Common Crawl", () => {
  const body = JSON.stringify({ text: "words" });
  async function crawl() {
    const record = {
      uriR,
      capturedAt: "2025-08-02T23:24:28Z",
      headers: { "content-type": "application/json" },
      body,
    };
    const warc = await writeWarc([record]);
    // The record after the first one, which says who wrote the file.
    const info = warc.indexOf(Buffer.from([0x1f, 0x8b, 8]), 3);
    const standIn = await startStandIn();
    const line = JSON.stringify({
      urlkey: "x",
      timestamp: "20250802232428",
      url: uriR,
      mime: "application/json",
      status: "200",
      length: String(warc.length - info),
      offset: String(info),
      filename: "crawl-data/a.warc.gz",
    });
    let asked: string | undefined;
    standIn.on((url) => {
      if (url.pathname === "/collinfo.json")
        return { body: JSON.stringify([{ id: "CC-MAIN-2025-33" }, { id: "CC-MAIN-2025-30" }]) };
      if (url.pathname === "/CC-MAIN-2025-33-index") return { body: `${line}\n` };
      if (url.pathname === "/CC-MAIN-2025-30-index")
        return { status: 404, body: '{"message": "No Captures found for: x"}' };
      asked = url.pathname;
      return { status: 206, body: warc.subarray(info) };
    });
    return { standIn, archive: await openAt(`commoncrawl+${standIn.origin}`), file: () => asked };
  }

  it("is asked crawl by crawl, and the record is read where the index says it lies", async () => {
    const { archive, file } = await crawl();
    const { captures, truncated } = await archive.find(EXACT, CONTEXT);
    expect([captures.length, truncated]).toEqual([1, false]);
    const read = await archive.read(captures[0]!, CONTEXT);
    expect([Buffer.from(read.capture.body).toString(), read.digestVerified]).toEqual([body, true]);
    expect(file()).toBe("/crawl-data/a.warc.gz");
    const lines = read.headers?.map((line) => line.map((part) => part.toLowerCase()));
    expect(lines).toContainEqual(["content-type", "application/json"]);
  });

  it("says so when its index names captures and not their places", async () => {
    const standIn = await startStandIn();
    const line = { urlkey: "x", timestamp: "20250802232428", url: uriR, status: "200" };
    standIn.on(() => ({ body: `${JSON.stringify(line)}\n` }));
    const archive = await openAt(`commoncrawl+${standIn.origin}/CC-MAIN-2025-33-index`);
    const { captures, problems } = await archive.find(EXACT, CONTEXT);
    expect(captures).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/^1 lines .* no place/)]);
  });

  it("says so when another record lies there", async () => {
    const { archive } = await crawl();
    const { captures } = await archive.find(EXACT, CONTEXT);
    const other = { ...captures[0]!, uriR: "https://twitter.com/other/status/1" };
    await expect(archive.read(other, CONTEXT)).rejects.toMatchObject({
      name: "CaptureUnreadableError",
    });
  });
});

describe("answers out of order", () => {
  it("a body without end is cut, a lying length or a broken connection is no answer", async () => {
    const server = await serve(CAPTURES);
    const archive = await openAt(`wayback+${server.origin}`);
    const { captures } = await archive.find(EXACT, CONTEXT);
    server.misbehave({ kind: "huge", bytes: 5_000_000_000 }, { times: 1 });
    await expect(archive.read(captures[0]!, CONTEXT)).rejects.toMatchObject({
      name: "CaptureUnreadableError",
    });
    for (const fault of [
      { kind: "wrong-length", by: 50 },
      { kind: "reset", after: 9 },
    ] as const) {
      server.behave();
      server.misbehave(fault);
      await expect(archive.read(captures[0]!, CONTEXT)).rejects.toMatchObject({
        outcome: "unavailable",
      });
    }
  });

  it("a slow drip is read to its end", async () => {
    const server = await serve(CAPTURES);
    const archive = await openAt(`wayback+${server.origin}`);
    const { captures } = await archive.find(EXACT, CONTEXT);
    server.misbehave({ kind: "drip", everyMs: 1, bytes: 50 });
    expect((await archive.read(captures[0]!, CONTEXT)).digestVerified).toBe(true);
  });

  it("an index that is stale or lies is found out by the capture itself", async () => {
    const stale = await serve(CAPTURES, {
      tells: (held) =>
        held.timestamp.startsWith("2024") ? { ...held, digest: "A".repeat(32) } : held,
    });
    const archive = await openAt(`wayback+${stale.origin}`);
    const { captures } = await archive.find(EXACT, CONTEXT);
    expect((await archive.read(captures[1]!, CONTEXT)).digestVerified).toBeNull();
  });

  it("a wrong charset named by the archive does not change the bytes", async () => {
    const server = await serve(CAPTURES);
    const archive = await openAt(`wayback+${server.origin}`);
    const { captures } = await archive.find(EXACT, CONTEXT);
    server.misbehave({ kind: "charset", type: "application/json; charset=utf-7" });
    expect((await archive.read(captures[0]!, CONTEXT)).digestVerified).toBe(true);
  });
});
