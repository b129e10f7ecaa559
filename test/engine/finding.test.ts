import { describe, expect, it } from "vitest";
import type { Archive } from "../../src/engine/archive.js";
import { createEngine } from "../../src/engine/index.js";
import type { QuoteRecord } from "../../src/records/quote.js";
import { lanesOf, openAt, serve } from "../support/archive-server/in-test.js";
import { idAt, inventPost, permalinkOf } from "../support/posts.js";
import { captureOf } from "../support/warc-archive.js";
import { POST, QUOTE } from "./support.js";

const LINKED: QuoteRecord = { ...QUOTE, url: permalinkOf(POST) };
const SHELL =
  '<!DOCTYPE html><html><head><meta charset="utf-8"/></head><body><noscript><div class="errorContainer"><h1>JavaScript is not available.</h1></div></noscript><div id="react-root"></div></body></html>';

const shellAt = (capturedAt: string, over = {}) =>
  captureOf(POST, {
    capturedAt,
    type: "text/html",
    body: `${SHELL}<!-- ${capturedAt} -->`,
    ...over,
  });

const check = (archives: Archive[], quote: QuoteRecord) =>
  createEngine({ archives }).check(quote, { id: "vd_test" });

describe("a quote with a link", () => {
  it("costs the archive's index nothing where the nearest capture holds the post", async () => {
    const server = await serve([
      captureOf(POST),
      captureOf(POST, { capturedAt: "2024-05-01T00:00:00Z" }),
    ]);
    const verdict = await check([await openAt(`wayback+${server.origin}`)], LINKED);
    expect(verdict.outcome).toBe("verified");
    expect(lanesOf(server)).toEqual({ index: 0, replay: 2 });
    expect(verdict.timeline).toMatchObject({
      firstCapture: "2023-02-06T10:14:03Z",
      lastCapture: "2024-05-01T00:00:00Z",
    });
    const [entry] = verdict.search;
    expect(entry?.steps?.[0]).toMatchObject({ purpose: "permalink", taken: true, read: 1 });
    expect(entry?.steps?.slice(1).every(({ taken }) => !taken)).toBe(true);
    expect(entry?.ended).toContain("that is enough");
  });

  it("asked once more has the last capture read too: the post may be gone since", async () => {
    const gone = JSON.stringify({ errors: [{ code: 144, message: "No status with that ID." }] });
    const captures = [
      captureOf(POST),
      captureOf(POST, { status: 404, body: gone, capturedAt: "2024-05-01T00:00:00Z" }),
    ];
    const server = await serve(captures);
    const archives = [await openAt(`wayback+${server.origin}`)];
    const first = await check(archives, LINKED);
    expect([first.outcome, first.timeline.goneSince]).toEqual(["verified", null]);
    const again = () => createEngine({ archives }).check(LINKED, { id: "vd_again", fresh: true });
    const { outcome, timeline } = await again();
    expect([outcome, timeline.goneSince]).toEqual(["verified", "2024-05-01T00:00:00Z"]);
    const { url: _, ...unlinked } = LINKED;
    const listed = await createEngine({ archives }).check(unlinked, { id: "vd_3", fresh: true });
    expect([listed.outcome, listed.timeline.goneSince]).toEqual([
      "verified",
      "2024-05-01T00:00:00Z",
    ]);
    const one = await openAt(`wayback+${(await serve([captureOf(POST)])).origin}`);
    const alone = await createEngine({ archives: [one] }).check(unlinked, {
      id: "vd_4",
      fresh: true,
    });
    expect([alone.outcome, alone.evidence.length, alone.search[0]?.read]).toEqual([
      "verified",
      1,
      1,
    ]);
    // What it says later may be something else.
    const edited = { ...POST, text: POST.text.replace("will not", "will") };
    const other = await serve([
      captureOf(POST),
      captureOf(edited, { capturedAt: "2024-05-01T00:00:00Z" }),
    ]);
    const differing = await createEngine({
      archives: [await openAt(`wayback+${other.origin}`)],
    }).check(LINKED, { id: "vd_again", fresh: true });
    expect(differing.findings.map(({ code }) => code)).toContain("captures.disagree");
  });

  it("goes to the index when the nearest capture is an empty page", async () => {
    const server = await serve([
      shellAt("2023-02-06T09:15:00Z"),
      captureOf(POST, { capturedAt: "2023-06-01T00:00:00Z" }),
    ]);
    const verdict = await check([await openAt(`wayback+${server.origin}`)], LINKED);
    expect([verdict.outcome, lanesOf(server).index]).toEqual(["verified", 1]);
  });

  it("follows a captured redirect from one spelling to another", async () => {
    const lower = permalinkOf(POST).replace(POST.handle, POST.handle.toUpperCase());
    const server = await serve([
      captureOf(POST, { uriR: permalinkOf(POST).replace("twitter.com", "x.com") }),
    ]);
    const verdict = await check([await openAt(`wayback+${server.origin}`)], {
      ...LINKED,
      url: lower,
    });
    expect(verdict.outcome).toMatch(/^verified/);
  });

  it("is unverifiable when the archive says of every address that it holds none", async () => {
    const server = await serve([]);
    const verdict = await check([await openAt(`wayback+${server.origin}`)], LINKED);
    expect(verdict.outcome).toBe("unverifiable");
    expect(verdict.search[0]?.asked.some((asked) => asked.includes("x.com"))).toBe(true);
  });

  it("is withheld, not absent, where the archive excludes the account", async () => {
    const server = await serve([captureOf(POST)]);
    server.exclude(POST.handle);
    const verdict = await check([await openAt(`wayback+${server.origin}`)], LINKED);
    expect([verdict.outcome, verdict.search[0]?.outcome]).toEqual(["unverifiable", "withheld"]);
  });

  it("is found by a TimeGate, whose capture is read raw", async () => {
    const server = await serve([captureOf(POST)]);
    const verdict = await check([await openAt(`memento+${server.origin}/web`)], LINKED);
    expect(verdict.outcome).toBe("verified");
    expect(server.asked.map(({ path }) => path.slice(0, 14))).toEqual([
      "/web/timegate/",
      "/web/202302061",
    ]);
    expect(server.asked[1]?.path).toContain("id_/");
    expect(server.asked[0]?.headers["accept-datetime"]).toBe("Mon, 06 Feb 2023 09:14:03 GMT");
  });
});

describe("a quote with handle and day", () => {
  const others = Array.from({ length: 4 }, (_, n) => {
    const at = `2023-02-0${n + 4}T2${n % 4}:10:00Z`;
    return inventPost({ at, id: idAt(at, n), text: `Good evening from pier number ${n + 2}.` });
  });

  it("costs one question of the index, the posts of the printed UTC day read first", async () => {
    const server = await serve([...others, POST].map((post) => captureOf(post)));
    const verdict = await check([await openAt(`wayback+${server.origin}`)], QUOTE);
    expect(verdict.outcome).toBe("verified");
    expect(lanesOf(server).index).toBe(1);
    expect(lanesOf(server).replay).toBeLessThanOrEqual(2);
  });

  it("shares its question with other quotes of the account in that month", async () => {
    const server = await serve([...others, POST].map((post) => captureOf(post)));
    const engine = createEngine({ archives: [await openAt(`wayback+${server.origin}`)] });
    for (const post of [POST, ...others]) {
      const quote = {
        text: post.text,
        author: { handle: post.handle },
        date: post.at.slice(0, 10),
      };
      expect((await engine.check(quote, { id: "vd_1" })).outcome).toBe("verified");
    }
    expect(lanesOf(server).index).toBe(1);
  });

  it("reads captures of an empty page's size last, and none of its very bytes", async () => {
    const shells = ["10:20", "10:30", "10:40"].map((time) =>
      shellAt(`2023-02-06T${time}:00Z`, { body: SHELL }),
    );
    const server = await serve([
      ...shells,
      captureOf(POST, { capturedAt: "2023-03-01T00:00:00Z", type: "text/plain" }),
    ]);
    const verdict = await check([await openAt(`wayback+${server.origin}`)], QUOTE);
    expect(verdict.outcome).toBe("verified");
    expect(verdict.search[0]?.read).toBe(2);
  });

  it("reads the platform's JSON before pages, which may be empty", async () => {
    const shell = shellAt("2023-02-06T10:20:00Z");
    const server = await serve([
      shell,
      captureOf(POST, { capturedAt: "2023-03-01T00:00:00Z", type: "application/json" }),
    ]);
    const verdict = await check([await openAt(`wayback+${server.origin}`)], QUOTE);
    expect([verdict.outcome, verdict.search[0]?.read]).toEqual(["verified", 1]);
  });

  it("reads a post that is another one once, whatever hosts it was captured at", async () => {
    const at = "2023-02-06T08:10:00Z";
    const other = inventPost({ at, id: idAt(at, 7), text: "Fish is sold at the north pier only." });
    const server = await serve(
      ["twitter.com", "x.com", "mobile.twitter.com"].map((host) =>
        captureOf(other, { uriR: permalinkOf(other).replace("twitter.com", host) }),
      ),
    );
    const verdict = await check([await openAt(`wayback+${server.origin}`)], QUOTE);
    expect([verdict.outcome, verdict.search[0]?.read]).toEqual(["unverifiable", 1]);
  });

  it("does not read the same post again for a day that fits in another time zone", async () => {
    const days = ["2023-02-06T10:14:03Z", "2023-03-01T00:00:00Z", "2023-04-01T00:00:00Z"];
    const server = await serve(days.map((capturedAt) => captureOf(POST, { capturedAt })));
    const quote = { ...QUOTE, date: "2023-02-05" };
    const verdict = await check([await openAt(`wayback+${server.origin}`)], quote);
    expect([verdict.outcome, verdict.search[0]?.read]).toEqual(["verified-with-notes", 1]);
  });

  it("of an account whose list does not fit is asked for by fewer days", async () => {
    const many = Array.from({ length: 30 }, (_, n) => {
      const at = new Date(Date.parse("2023-01-24T00:00:00Z") + n * 43_200_000).toISOString();
      return inventPost({
        at: `${at.slice(0, 19)}Z`,
        id: idAt(at, n),
        text: `Tide table number ${n} is out.`,
      });
    });
    const server = await serve(
      [...many, POST].map((post) => captureOf(post)),
      { mostLines: 12 },
    );
    const verdict = await check([await openAt(`wayback+${server.origin}`)], QUOTE);
    expect(verdict.outcome).toBe("verified");
    expect(server.asked.some(({ path }) => path.includes("collapse=urlkey"))).toBe(true);
  });

  it("asks for the other captures of an address where the one listed is empty", async () => {
    const many = Array.from({ length: 12 }, (_, n) =>
      shellAt(`2023-02-06T10:2${n % 10}:${10 + n}Z`),
    );
    const late = captureOf(POST, { capturedAt: "2023-02-07T00:00:00Z" });
    const server = await serve([...many, late], { mostLines: 5 });
    const verdict = await check([await openAt(`wayback+${server.origin}`)], QUOTE);
    expect(verdict.outcome).toBe("verified");
  });

  for (const fault of [
    { kind: "status", status: 503 },
    { kind: "status", status: 429 },
    { kind: "close" },
    { kind: "reset", after: 20 },
    { kind: "redirects" },
  ] as const) {
    it(`is never "not found" when the archive answers with ${JSON.stringify(fault)}`, async () => {
      const server = await serve([captureOf(POST)]);
      server.misbehave(fault);
      const archive = await openAt(`wayback+${server.origin}`);
      expect((await check([archive], QUOTE)).outcome).toBe("inconclusive");
      expect((await check([archive], LINKED)).outcome).toBe("inconclusive");
    });
  }
});

describe("several archives", () => {
  /** The archive as if the configuration said more of it. */
  const known = (archive: Archive, more: Partial<Archive>): Archive => ({
    name: archive.name,
    host: "http://archive.example",
    readLimit: archive.readLimit,
    find: (query, context) => archive.find(query, context),
    read: (ref, context) => archive.read(ref, context),
    close: async () => {},
    ...more,
  });
  const low = (archive: Archive) => known(archive, { trust: "low", name: "lowly" });

  it("are asked in the order of what they hold, those at hand first", async () => {
    const [near, far] = [await serve([captureOf(POST)]), await serve([captureOf(POST)])];
    const heavy = known(await openAt(`wayback+${far.origin}`), { weight: 50 });
    const verdict = await check([await openAt(`wayback+${near.origin}`), heavy], QUOTE);
    expect(verdict.search).toHaveLength(1);
    expect(verdict.evidence[0]?.uriM).toContain(far.origin);
    expect(verdict.search[0]?.ended).toContain("not asked any more: 127.0.0.1");
  });

  it("no verdict rests on one that is little trusted", async () => {
    const server = await serve([captureOf(POST)]);
    const archive = low(await openAt(`wayback+${server.origin}`));
    const alone = await check([archive], QUOTE);
    expect(alone.outcome).toBe("inconclusive");
    expect(alone.findings.map(({ code }) => code)).toContain("evidence.low-trust");
    // Not that the print differs, either: the capture may be what was altered.
    const altered = await check([archive], { ...QUOTE, text: POST.text.replace("not ", "") });
    expect([altered.outcome, altered.checks.text.result]).toEqual(["inconclusive", "mismatch"]);
    const other = await openAt(`wayback+${(await serve([captureOf(POST)])).origin}`);
    const both = await check([archive, other], QUOTE);
    expect([both.outcome, both.evidence[0]?.archive]).toEqual(["verified", other.name]);
  });

  it("that disagree are both named, and the trusted one is believed", async () => {
    const altered = { ...POST, text: POST.text.replace("not ", "") };
    const first = low(await openAt(`wayback+${(await serve([captureOf(altered)])).origin}`));
    const second = await openAt(`wayback+${(await serve([captureOf(POST)])).origin}`);
    const verdict = await check([first, second], { ...QUOTE, text: altered.text });
    expect(verdict.outcome).toBe("discrepancy");
    const finding = verdict.findings.find(({ code }) => code === "captures.disagree");
    expect(finding?.because).toMatch(/lowly/);
    expect(finding?.because).toContain(second.name);
  });
});
