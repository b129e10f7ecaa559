import { describe, expect, it, onTestFinished } from "vitest";
import { surtKey } from "../../src/archives/surt.js";
import { toTimestamp } from "../../src/archives/timestamp.js";
import type { CaptureRef } from "../../src/engine/archive.js";
import { createEngine } from "../../src/engine/index.js";
import { inReadingOrder } from "../../src/engine/reading-order.js";
import type { Held, Holdings } from "../support/archive-server/holdings.js";
import { lanesOf, openAt } from "../support/archive-server/in-test.js";
import { startArchiveServer } from "../support/archive-server/server.js";
import { apiStatus, inventPost, permalinkOf } from "../support/posts.js";

const POST = inventPost({ text: "The tram depot opens its gates on the first Sunday of May." });
const uriR = permalinkOf(POST);
const after = (minutes: number) =>
  new Date(Date.parse(POST.at) + minutes * 60_000).toISOString().replace(".000", "");

const ref = (minutes: number, over: Partial<CaptureRef> = {}): CaptureRef => ({
  ...{ archive: "a", uriR, uriM: `a/${minutes}`, capturedAt: after(minutes) },
  ...{ status: 200, mime: "text/html", digest: `sha1:${minutes}`, length: 70_000, ...over },
});

describe("captures of one post are read in this order", () => {
  const order = (refs: CaptureRef[], shells: CaptureRef[] = []) =>
    inReadingOrder(
      refs,
      () => 0,
      (one) => shells.includes(one),
    ).flatMap((group) => group.refs.map(({ uriM }) => Number(uriM.slice(2))));

  it("the nearest after posting, pages before errors, JSON before pages", () => {
    const refs = [
      ref(9, { mime: "application/json", length: 900 }),
      ref(3),
      ref(1, { status: 404 }),
      ref(-120),
      ref(2),
    ];
    expect(order(refs)).toEqual([9, 2, 3, -120, 1]);
  });

  it("those of the size of an empty page after others, whether read or told by their size", () => {
    const known = ref(1);
    expect(order([known, ref(2)], [known])).toEqual([2, 1]);
    expect(order([ref(1, { length: 14_000 }), ref(2, { length: 9_000 }), ref(3)])).toEqual([
      3, 1, 2,
    ]);
  });

  it("a size tells nothing beside other months' pages, of revisits, or where none is told", () => {
    const YEAR = 365 * 24 * 60;
    expect(order([ref(1, { length: 9_000 }), ref(YEAR)])).toEqual([1, YEAR]);
    expect(order([ref(1, { mime: null, status: null, length: 700 }), ref(2)])).toEqual([1, 2]);
    const { length: _, ...unknown } = ref(1);
    expect(order([unknown, ref(2)])).toEqual([1, 2]);
  });
});

describe("a post whose captures of the first minutes are empty pages", () => {
  /** Empty pages of nearly one size, then one that shows the post. */
  const held = Array.from({ length: 12 }, (_, n): Held => {
    const length = n < 11 ? 13_860 + n : 14_900;
    const timestamp = toTimestamp(after(n + 1));
    return {
      ...{ key: surtKey(uriR), timestamp, url: uriR, mime: "text/html", status: 200 },
      ...{ digest: String(n).padStart(32, "A"), length },
    };
  });
  const holdings: Holdings = {
    under: (key, exact) =>
      held.filter((one) => (exact ? one.key === key : one.key.startsWith(key))),
    async play({ timestamp, length }) {
      const shell = `<!DOCTYPE html><html><body><noscript><h1>JavaScript is not available.</h1></noscript><div id="react-root"></div><script nonce="${timestamp}"></script></body></html>`;
      const body = length === 14_900 ? JSON.stringify(apiStatus(POST)) : shell;
      return { status: 200, headers: { "content-type": "text/html" }, body: Buffer.from(body) };
    },
  };

  it.each([
    ["by its link", { url: uriR }],
    ["by handle and day", {}],
  ])("is found %s when one of them was read", async (_, where) => {
    const server = await startArchiveServer(holdings);
    onTestFinished(() => server.close());
    const archive = await openAt(`wayback+${server.origin}`);
    const quote = {
      ...{ author: { handle: POST.handle }, date: POST.at.slice(0, 10), text: POST.text },
      ...where,
    };
    const { outcome, search } = await createEngine({ archives: [archive] }).check(quote, {
      id: "vd_1",
    });
    expect([outcome, search[0]?.read]).toEqual(["verified", 2]);
    expect(lanesOf(server).index).toBe(1);
    // No capture is fetched twice, be it found with the index or without.
    const fetched = server.asked.filter(({ lane }) => lane === "replay").map(({ path }) => path);
    expect(new Set(fetched).size).toBe(fetched.length);
  });
});
