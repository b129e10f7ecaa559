import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { CaptureRef } from "../../src/engine/archive.js";
import { type Answer, startStandIn } from "../support/stand-in.js";
import { BODY, context, DIGEST, open, POST } from "../support/wayback-stand-in.js";

describe("reading a capture", () => {
  const MEMENTO = {
    "memento-datetime": "Mon, 06 Feb 2023 10:11:12 GMT",
    "content-type": "text/html",
  };

  function ref(over: Partial<CaptureRef> = {}): CaptureRef {
    return {
      archive: "a",
      uriR: POST,
      uriM: "",
      capturedAt: "2023-02-06T10:11:12Z",
      status: 200,
      mime: "text/html",
      digest: `sha1:${DIGEST}`,
      ...over,
    };
  }

  async function read(answers: Record<string, Answer>, asked = ref()) {
    const standIn = await startStandIn();
    standIn.on((url) => answers[url.pathname + url.search] ?? null);
    const archive = await open(standIn);
    return { standIn, got: await archive.read(asked, context()) };
  }

  const RAW = `/web/20230206101112id_/${POST}`;

  it("is had as stored, and its digest recomputed", async () => {
    const link = `<${POST.replace("https", "http")}>; rel="original", <https://a/web/x>; rel="memento"`;
    const { standIn, got } = await read({ [RAW]: { headers: { ...MEMENTO, link }, body: BODY } });
    expect(got).toMatchObject({
      digest: `sha1:${DIGEST}`,
      digestVerified: true,
      note: null,
      capture: { uriR: POST.replace("https", "http"), status: 200, contentType: "text/html" },
    });
    expect(got.ref.uriM).toBe(`${standIn.origin}/web/20230206101112/${POST}`);
    expect(Buffer.from(got.capture.body).toString()).toBe(BODY);
  });

  it("cannot tell from a digest that does not fit", async () => {
    const { got } = await read({ [RAW]: { headers: MEMENTO, body: "other bytes" } });
    expect(got.digestVerified).toBeNull();
  });

  it("knows a packed body by its first bytes, and checks the digest of what is in it", async () => {
    const { got } = await read({ [RAW]: { headers: MEMENTO, body: gzipSync(BODY) } });
    expect([got.capture.contentEncoding, got.digestVerified]).toEqual(["gzip", true]);
  });

  it("tries the digest on a body that still has its chunk framing", async () => {
    const body = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;
    const { got } = await read({ [RAW]: { headers: MEMENTO, body } });
    expect(got.digestVerified).toBe(true);
  });

  it("takes a captured 429, 404 and 301 for captures", async () => {
    for (const status of [429, 404, 301]) {
      const headers = { ...MEMENTO, location: `/web/20230206101112id_/${POST}x` };
      const { got } = await read({ [RAW]: { status, headers, body: BODY } });
      expect(got.capture).toMatchObject({ status, location: `${POST}x` });
    }
  });

  it("follows the archive to the nearest capture and says how far away that is", async () => {
    const there = `/web/20230301101112id_/${POST}`;
    const headers = { ...MEMENTO, "memento-datetime": "Wed, 01 Mar 2023 10:11:12 GMT" };
    const { got } = await read({
      [RAW]: { status: 302, headers: { location: there } },
      [there]: { headers, body: "<p>later</p>" },
    });
    expect(got.note).toContain("23 days");
    expect(got.ref.capturedAt).toBe("2023-03-01T10:11:12Z");
    expect(got.digest).toBeNull();
  });

  const unreadable: [string, Record<string, Answer>, RegExp][] = [
    ["a circle", { [RAW]: { status: 302, headers: { location: RAW } } }, /circle/],
    [
      "another host",
      { [RAW]: { status: 302, headers: { location: "http://elsewhere.example/" } } },
      /away from itself/,
    ],
    ["no target", { [RAW]: { status: 302 } }, /without a target/],
    [
      "a capture that cannot be played",
      {
        [RAW]: {
          status: 500,
          headers: { "x-archive-wayback-runtime-error": "ResourceNotAvailable" },
        },
      },
      /cannot be played/,
    ],
    [
      "no capture",
      { [RAW]: { status: 404, body: "The Wayback Machine has not archived that URL." } },
      /404/,
    ],
    ["a page that is none", { [RAW]: { body: "Got an HTTP 301 response at crawl time" } }, /200/],
    [
      "another address",
      {
        [RAW]: {
          headers: { ...MEMENTO, link: '<https://other.example/>; rel="original"' },
          body: BODY,
        },
      },
      /other\.example/,
    ],
  ];

  it.each(unreadable)(
    "is unreadable where the archive answers with %s",
    async (_name, answers, because) => {
      const reading = read(answers);
      await expect(reading).rejects.toThrow(because);
      await expect(reading).rejects.toMatchObject({ name: "CaptureUnreadableError" });
    },
  );

  it("gives up on an endless chain of redirects", async () => {
    const standIn = await startStandIn();
    standIn.on((url) => ({ status: 302, headers: { location: `${url.pathname}x` } }));
    const reading = (await open(standIn)).read(ref(), context());
    await expect(reading).rejects.toThrow(/more than 10/);
    expect(standIn.requests.length).toBeLessThanOrEqual(11);
  });

  it.each<[string, Answer, string]>([
    [
      "200, as in 2020",
      { body: "This URL has been excluded from the Wayback Machine." },
      "withheld",
    ],
    [
      "403, as in 2023",
      { status: 403, body: "This URL has been excluded from the Wayback Machine." },
      "withheld",
    ],
    ["403 alone", { status: 403 }, "refused"],
    ["429", { status: 429 }, "rate-limited"],
    ["502", { status: 502 }, "unavailable"],
    ["a CAPTCHA", { body: "<title>CAPTCHA</title>" }, "refused"],
  ])("tells %s apart", async (_name, answer, outcome) => {
    await expect(read({ [RAW]: answer })).rejects.toMatchObject({ outcome });
  });
});
