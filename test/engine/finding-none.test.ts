import { describe, expect, it } from "vitest";
import { openArchives } from "../../src/archives/open.js";
import { writeWarc } from "../../src/archives/warc/write.js";
import type { Archive } from "../../src/engine/archive.js";
import { createEngine } from "../../src/engine/index.js";
import type { QuoteRecord } from "../../src/records/quote.js";
import { lanesOf, openAt, serve } from "../support/archive-server/in-test.js";
import { folderWith } from "../support/folder.js";
import { apiStatus, idAt, inventPost, permalinkOf } from "../support/posts.js";
import { captureOf, warcArchive } from "../support/warc-archive.js";
import { failing, POST, QUOTE } from "./support.js";

const check = (archives: Archive[], quote: QuoteRecord) =>
  createEngine({ archives }).check(quote, { id: "vd_test" });

describe("words that are nearly those of a post", () => {
  const quote = { ...QUOTE, text: POST.text.replace("will not", "will") };
  const told = async (archives: Archive[], asked: QuoteRecord) => {
    const { outcome, findings } = await check(archives, asked);
    return [outcome, findings.some(({ code }) => code === "search.unfinished")];
  };

  it("differ from it; where not all was searched, that another may have them is told", async () => {
    const held = await warcArchive([captureOf(POST)]);
    expect(await told(held, quote)).toEqual(["discrepancy", false]);
    for (const outcome of ["unavailable", "rate-limited", "timed-out"] as const) {
      expect(await told([...held, failing(outcome)], quote)).toEqual(["discrepancy", true]);
    }
    // A link says which post it is.
    const linked = { ...quote, url: permalinkOf(POST) };
    expect(await told([...held, failing("unavailable")], linked)).toEqual(["discrepancy", false]);
  });
});

describe("a quote under an account's newer handle", () => {
  it("is found in an archive at hand by the account's id, with the captures of both handles", async () => {
    const later = inventPost({
      ...POST,
      at: "2024-03-01T08:00:00Z",
      id: idAt("2024-03-01T08:00:00Z"),
      handle: "HarbourNews",
      text: "We have a new name, and the same harbour.",
    });
    const archives = await warcArchive([captureOf(POST), captureOf(later)]);
    const verdict = await check(archives, { ...QUOTE, author: { handle: "HarbourNews" } });
    expect(verdict.post?.id).toBe(POST.id);
    expect(verdict.checks.handle).toMatchObject({ class: "renamed" });
    expect(verdict.outcome).toMatch(/^verified/);
    expect(verdict.search[0]?.steps?.at(-1)).toMatchObject({ purpose: "account", taken: true });
  });

  const later = inventPost({
    ...POST,
    at: "2023-02-08T08:00:00Z",
    id: idAt("2023-02-08T08:00:00Z"),
    handle: "HarbourNews",
    text: "We have a new name, and the same harbour.",
  });
  const renamedQuote = { ...QUOTE, author: { handle: "HarbourNews" } };

  it("is found in an archive elsewhere, where a capture on the way shows both", async () => {
    const earlier = inventPost({
      ...POST,
      at: "2022-06-01T08:00:00Z",
      id: idAt("2022-06-01T08:00:00Z"),
      text: "Before the name.",
    });
    const body = JSON.stringify({ ...apiStatus(later), quoted_status: apiStatus(earlier) });
    const server = await serve([captureOf(POST), captureOf(later, { body })]);
    const verdict = await check([await openAt(`wayback+${server.origin}`)], renamedQuote);
    expect(verdict.post?.id).toBe(POST.id);
    expect(verdict.checks.handle).toMatchObject({ class: "renamed" });
    expect(verdict.checks.handle.because).toMatch(
      /2023-02-08 \(\S+HarbourNews\/status\S+\) shows it as @HarbourNews, one of 2023-02-0\d \(\S+\) as @ada_example/,
    );
    expect(verdict.outcome).toBe("verified-with-notes");
    // The printed handle's block at three hosts, then one of the older handle's.
    expect(lanesOf(server).index).toBe(4);
    expect(verdict.search[0]?.steps?.at(-1)).toMatchObject({ purpose: "account", requests: 2 });
  });

  it("is found elsewhere where an archive at hand tells the older handle, and the post is not there", async () => {
    const known = [
      inventPost({
        ...POST,
        at: "2022-06-01T08:00:00Z",
        id: idAt("2022-06-01T08:00:00Z"),
        text: "Before the name.",
      }),
      inventPost({ ...later, at: "2024-03-01T08:00:00Z", id: idAt("2024-03-01T08:00:00Z") }),
    ];
    const server = await serve([captureOf(POST)]);
    const archives = [
      ...(await warcArchive(known.map((post) => captureOf(post)))),
      await openAt(`wayback+${server.origin}`),
    ];
    const verdict = await check(archives, renamedQuote);
    expect([verdict.post?.id, verdict.checks.handle.class]).toEqual([POST.id, "renamed"]);
    expect(lanesOf(server)).toEqual({ index: 4, replay: 1 });
  });

  it("is told with its other handle where captures of the post show both", async () => {
    const newer = captureOf(
      { ...POST, handle: "HarbourNews" },
      { capturedAt: "2024-01-01T00:00:00Z" },
    );
    const server = await serve([captureOf(POST), newer]);
    const link = `https://twitter.com/${POST.handle}/status/${POST.id}`;
    const verdict = await check([await openAt(`wayback+${server.origin}`)], {
      ...renamedQuote,
      url: link,
    });
    expect([verdict.outcome, verdict.checks.handle.class]).toEqual(["verified", "exact"]);
    const told = verdict.findings.find(({ code }) => code === "handle.other-names");
    expect(told?.because).toMatch(/as @HarbourNews: 2024-\S+ \(http.*as @ada_example: 2023-/);
    // One capture is one piece of evidence, however it was had.
    expect(new Set(verdict.evidence.map(({ uriM }) => uriM)).size).toBe(verdict.evidence.length);
  });

  it("tells a captured redirect from the printed handle, which proves no renaming", async () => {
    const newer = { ...POST, handle: "HarbourNews" };
    const [from, to] = [permalinkOf(POST), permalinkOf(newer)];
    const folder = await folderWith({
      "a.warc.gz": await writeWarc([
        {
          uriR: from,
          capturedAt: "2023-03-01T00:00:00Z",
          status: 301,
          headers: [["location", to]],
          body: "",
        },
        {
          uriR: to,
          capturedAt: "2023-03-01T00:00:01Z",
          headers: [["content-type", "application/json"]],
          body: JSON.stringify(apiStatus(newer)),
        },
      ]),
    });
    const verdict = await check(await openArchives([folder], {}), { ...QUOTE, url: from });
    expect([verdict.outcome, verdict.checks.handle.class]).toEqual(["discrepancy", "different"]);
    const told = verdict.findings.find(({ code }) => code === "handle.redirected");
    expect(told?.because).toMatch(/under @ada_example was captured leading to @HarbourNews/);
  });

  it("is not asked for under a handle that another account has", async () => {
    const stranger = inventPost({
      ...POST,
      userId: "99",
      at: "2022-06-01T08:00:00Z",
      id: idAt("2022-06-01T08:00:00Z"),
      text: "Somebody else.",
    });
    const body = JSON.stringify({ ...apiStatus(later), quoted_status: apiStatus(stranger) });
    const server = await serve([captureOf(POST), captureOf(later, { body })]);
    const verdict = await check([await openAt(`wayback+${server.origin}`)], renamedQuote);
    expect(verdict.outcome).toBe("unverifiable");
    expect(lanesOf(server).index).toBe(3);
  });

  it("is not taken for another account's that has the same words", async () => {
    const stranger = inventPost({
      ...POST,
      userId: "424242",
      at: "2024-03-01T08:00:00Z",
      id: idAt("2024-03-01T08:00:00Z"),
      handle: "HarbourNews",
      text: "We have a new name, and the same harbour.",
    });
    const archives = await warcArchive([captureOf(POST), captureOf(stranger)]);
    const verdict = await check(archives, { ...QUOTE, author: { handle: "HarbourNews" } });
    expect(verdict.outcome).toBe("unverifiable");
  });
});

describe("a quote whose post is not there", () => {
  const around = Array.from({ length: 9 }, (_, n) => {
    const at = `2023-02-${String(n + 1).padStart(2, "0")}T18:00:00Z`;
    return inventPost({ at, id: idAt(at, n), text: `Notice number ${n} of the harbour office.` });
  });

  it("costs the index one question a host, and reads little of other days", async () => {
    const server = await serve(around.map((post) => captureOf(post)));
    const verdict = await check([await openAt(`wayback+${server.origin}`)], QUOTE);
    expect(verdict.outcome).toBe("unverifiable");
    expect(lanesOf(server)).toEqual({ index: 3, replay: 3 });
    expect(verdict.search[0]?.steps?.filter(({ purpose }) => purpose === "nearby")).toMatchObject([
      { requests: 1, read: 1 },
      { requests: 0 },
      { requests: 0 },
    ]);
  });

  it("is found on a day beside the printed one", async () => {
    const server = await serve([captureOf(POST)]);
    const quote = { ...QUOTE, date: "February 9, 2023" };
    const verdict = await check([await openAt(`wayback+${server.origin}`)], quote);
    expect([verdict.outcome, verdict.post?.id]).toEqual(["discrepancy", POST.id]);
    expect(verdict.checks.date.result).toBe("mismatch");
  });

  it("of too few words to be known by is looked for on its day alone", async () => {
    const server = await serve(around.map((post) => captureOf(post)));
    const quote = { ...QUOTE, text: "Mind the gap" };
    const verdict = await check([await openAt(`wayback+${server.origin}`)], quote);
    expect(verdict.search[0]?.steps?.some(({ purpose }) => purpose === "nearby")).toBe(false);
    expect(lanesOf(server)).toEqual({ index: 3, replay: 2 });
  });
});
