import { describe, expect, it } from "vitest";
import type { Archive } from "../../src/engine/archive.js";
import type { Verdict } from "../../src/records/verdict.js";
import { apiStatus, idAt, inventPost, permalinkOf } from "../support/posts.js";
import { captureOf, warcArchive } from "../support/warc-archive.js";

import { check, POST, QUOTE } from "./support.js";

it("words beyond the end of a cut capture are not passed as checked", async () => {
  const text = "The harbour wall was inspected on Monday and divers looked at all of the piers…";
  const body = JSON.stringify({
    ...apiStatus(POST),
    full_text: undefined,
    text: `${text} https://t.co/a1b2c3d4e5`,
    truncated: true,
  });
  const verdict = await check(await warcArchive([captureOf(POST, { body })]), {
    ...QUOTE,
    url: permalinkOf(POST),
    text: `${text.slice(0, -1)} were sabotaged by the mayor, who must go`,
  });
  expect(verdict.outcome).toBe("inconclusive");
});

describe("what a capture is worth", () => {
  const linked = { ...QUOTE, url: permalinkOf(POST) };
  const elsewhere = "https://pages.example/claims.json";
  const codes = (verdict: Verdict) => verdict.findings.map(({ code }) => code);

  it("a page of another site never verifies plainly", async () => {
    const archives = await warcArchive([captureOf(POST, { uriR: elsewhere })]);
    for (const quote of [QUOTE, linked]) {
      const verdict = await check(archives, quote);
      expect(verdict.outcome).toBe("verified-with-notes");
      expect(codes(verdict)).toContain("evidence.elsewhere");
    }
  });

  it("a page of another site does not give a post to another account", async () => {
    const forged = { ...POST, handle: "bo_example", userId: "999" };
    const archives = await warcArchive([
      captureOf(POST),
      captureOf(forged, { uriR: elsewhere, capturedAt: "2023-03-01T00:00:00Z" }),
    ]);
    const verdict = await check(archives, { ...linked, author: { handle: "bo_example" } });
    expect(verdict.outcome).toBe("discrepancy");
    expect(verdict.post?.author.handle).toBe(POST.handle);
  });

  it("nor do captures of the post's address that deny the account's id", async () => {
    const forged = { ...POST, handle: "bo_example", userId: "999" };
    const archives = await warcArchive([
      captureOf({ ...POST, text: "Words of the same post, as another capture has them." }),
      captureOf(forged, { capturedAt: "2023-03-01T00:00:00Z" }),
    ]);
    const verdict = await check(archives, { ...linked, author: { handle: POST.handle } });
    expect(verdict.outcome).not.toBe("verified");
  });

  it("a capture made before the post's id was given out is none", async () => {
    const archives = await warcArchive([captureOf(POST, { capturedAt: "2020-01-01T00:00:00Z" })]);
    expect((await check(archives, linked)).outcome).not.toMatch(/^verified/);
  });

  it("an account's page dated before the post is named, and a sound one speaks in its place", async () => {
    const page = (capturedAt: string) => ({
      uriR: `https://twitter.com/${POST.handle}`,
      capturedAt,
      type: "application/json",
      body: JSON.stringify([apiStatus(POST)]),
    });
    const early = await check(await warcArchive([page("2020-01-01T00:00:00Z")]), QUOTE);
    expect(codes(early)).toContain("evidence.misdated");
    expect(early.search[0]?.problems.join()).toMatch(/dated 2020-\S+, before the post/);
    const both = [page("2020-01-01T00:00:00Z"), page("2023-03-01T00:00:00Z")];
    const verdict = await check(await warcArchive(both), QUOTE);
    expect(verdict.outcome).toBe("verified");
    expect(codes(verdict)).toEqual([]);
    expect(verdict.evidence[0]?.capturedAt).toBe("2023-03-01T00:00:00Z");
  });

  it.each([
    "https://nitter.anybody.example/",
    "https://anybody.example/web/20230206101403/https://twitter.com/",
  ])("a page of %s, which anybody can make, is not the platform's", async (site) => {
    const uriR = `${site}${POST.handle}/status/${POST.id}`;
    const alone = await check(await warcArchive([captureOf(POST, { uriR })]), QUOTE);
    expect(alone.outcome).toBe("verified-with-notes");
    expect(codes(alone)).toContain("evidence.elsewhere");
    const altered = { ...POST, text: POST.text.replace("not ", "") };
    const archives = await warcArchive([captureOf(altered, { uriR }), captureOf(POST)]);
    const verdict = await check(archives, { ...QUOTE, text: altered.text });
    expect(verdict.outcome).toBe("discrepancy");
  });

  it("only an author's own server speaks for a post of Mastodon: any host can be one", async () => {
    const id = String((BigInt(Date.parse("2023-02-03T10:00:00Z")) << 16n) + 5n);
    const url = `https://mastodon.example/@lena/${id}`;
    const account = {
      id: "7",
      acct: "lena@mastodon.example",
      url: "https://mastodon.example/@lena",
    };
    const made = { created_at: "2023-02-03T10:00:00.000Z", content: `<p>${POST.text}</p>` };
    const body = JSON.stringify({ id, uri: url, url, account, ...made });
    const quote = {
      author: { handle: "lena@mastodon.example" },
      date: "2023-02-03",
      text: POST.text,
    };
    const at = async (uriR: string) => {
      const capture = { uriR, capturedAt: "2023-02-03T12:00:00Z", type: "application/json", body };
      return await check(await warcArchive([capture]), { ...quote, url });
    };
    expect((await at(url)).outcome).toBe("verified");
    const copy = `https://anybody.example/@lena@mastodon.example/${id}`;
    for (const other of [copy, "https://anybody.example/quotes"]) {
      const verdict = await at(other);
      expect([verdict.outcome, codes(verdict)]).toEqual([
        "verified-with-notes",
        ["evidence.elsewhere"],
      ]);
    }
  });

  it("bytes that are not those that were hashed verify nothing", async () => {
    const [archive] = await warcArchive([captureOf(POST)]);
    if (!archive) throw new Error("no archive");
    const tampered: Archive = {
      name: "tampered",
      readLimit: 5,
      find: (query, context) => archive.find(query, context),
      read: async (ref, context) => ({
        ...(await archive.read(ref, context)),
        digestVerified: false,
      }),
      close: async () => {},
    };
    const verdict = await check([tampered], linked);
    expect(verdict.outcome).toBe("inconclusive");
    expect(codes(verdict)).toContain("evidence.digest-differs");
    // Nor that the print differs: a flipped bit makes another word too.
    const other = await check([tampered], { ...linked, text: POST.text.replace("not ", "") });
    expect([other.outcome, other.checks.text.result]).toEqual(["inconclusive", "mismatch"]);
  });

  it("words repeated by hand are not the repeater's own", async () => {
    const typed = inventPost({ text: `RT @bo_example: ${POST.text}` });
    const verdict = await check(await warcArchive([captureOf(typed)]), QUOTE);
    expect(verdict.outcome).toBe("discrepancy");
    expect(codes(verdict)).toContain("post.repost");
  });

  it("the order of archives does not decide", async () => {
    const near = inventPost({
      at: "2023-02-04T09:00:00Z",
      id: idAt("2023-02-04T09:00:00Z"),
      text: POST.text.replace("bridge", "tunnel"),
    });
    const uriR = `https://mobile.twitter.com/${POST.handle}/status/${POST.id}`;
    const miss = await warcArchive([captureOf(near)]);
    const hit = await warcArchive([captureOf(POST, { uriR })]);
    for (const archives of [
      [...miss, ...hit],
      [...hit, ...miss],
    ]) {
      const named = archives.map((archive, index) => ({
        name: `archive-${index}`,
        readLimit: archive.readLimit,
        find: archive.find.bind(archive),
        read: archive.read.bind(archive),
        close: async () => {},
      }));
      expect((await check(named, QUOTE)).outcome).toBe("verified");
    }
  });

  it("a link to another post of the account yields to the post that has the words", async () => {
    const other = inventPost({ text: "Good morning from pier two.", at: "2023-02-06T07:00:00Z" });
    const linkedPost = { ...other, id: idAt(other.at) };
    const archives = await warcArchive([captureOf(linkedPost), captureOf(POST)]);
    const verdict = await check(archives, { ...QUOTE, url: permalinkOf(linkedPost) });
    expect(verdict.outcome).toBe("verified-with-notes");
    expect(codes(verdict)).toContain("link.names-another-post");
  });
});
