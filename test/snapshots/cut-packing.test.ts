import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readSnapshot } from "../../src/snapshots/read.js";
import { appArticle, appPage } from "../fixtures/snapshots/app.js";

const POST = {
  id: "1623000000000000001",
  handle: "alma_nord",
  name: "Alma",
  time: new Date(Number((1_623_000_000_000_000_001n >> 22n) + 1_288_834_974_657n)).toISOString(),
  words: "The bridge is closed.",
};

function noise(size: number): string {
  let state = 7;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state.toString(36);
  };
  return Array.from({ length: size / 6 }, next).join(" ");
}

const PAGE = Buffer.from(`${appPage([appArticle(POST, true)])}<!-- ${noise(60_000)} -->`);

function readCut(packed: Buffer, share: number, contentEncoding: string | null = null) {
  const uriR = `https://twitter.com/${POST.handle}/status/${POST.id}`;
  const about = { uriR, capturedAt: null, contentType: null, status: 200, contentEncoding };
  return readSnapshot({ ...about, body: packed.subarray(0, Math.floor(packed.length * share)) });
}

describe("a capture whose packing ends before its end", () => {
  it.each([
    ["gzip", gzipSync(PAGE), null],
    ["deflate", deflateSync(PAGE), null],
    ["brotli", brotliCompressSync(PAGE), "br"],
  ] as const)("holds the post that stands before the cut, and says so: %s", (_, packed, label) => {
    const { main, findings } = readCut(packed, 0.8, label);
    expect(main?.text).toBe(POST.words);
    expect(findings.map(({ code }) => code)).toEqual(["page.given-up"]);
  });

  it("is no shell for what it lacks", () => {
    const late = Buffer.from(
      appPage([`<!-- ${noise(60_000)} -->`, appArticle(POST, true)]).replace(
        "<noscript>",
        "<noscript> ",
      ),
    );
    const { state, main, findings } = readCut(gzipSync(late), 0.5);
    expect(main).toBeNull();
    expect(state).toBe("unreadable");
    expect(findings.map(({ code }) => code)).toContain("page.given-up");
  });
});
