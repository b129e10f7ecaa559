import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { BadWhereError } from "../../src/archives/errors.js";
import { openForChecks } from "../../src/archives/open.js";
import { idTime } from "../../src/dates/id-time.js";
import { createEngine } from "../../src/engine/index.js";
import { EvidenceKeeper } from "../../src/evidence/keeper.js";
import { openWaczBytes } from "../../src/evidence/open.js";
import { verifyEvidence } from "../../src/evidence/verify.js";
import { writeEvidence } from "../../src/evidence/write.js";
import type { Gate } from "../../src/manners/gate.js";
import type { Platform } from "../../src/records/platform.js";
import type { QuoteRecord } from "../../src/records/quote.js";
import type { Verdict } from "../../src/records/verdict.js";
import { folderWith } from "../support/folder.js";
import { embedAnswer, json, mastodonStatus, startMastodon } from "../support/live-source.js";
import { inventPost, permalinkOf } from "../support/posts.js";
import { type Answer, startStandIn } from "../support/stand-in.js";
import { captureOf, packWarc } from "../support/warc-archive.js";

// The platforms' own names, answered for by a server on the loopback interface.
vi.mock("node:dns", async (original) => {
  const dns = await original<typeof import("node:dns")>();
  const lookup = (_name: string, _options: object, done: (...found: unknown[]) => void) =>
    done(null, [{ address: "127.0.0.1", family: 4 }]);
  return { ...dns, lookup };
});

const POST = inventPost({ text: "The night ferry runs on weekdays from the first of June." });
const QUOTE = { url: permalinkOf(POST), author: { handle: POST.handle }, text: POST.text };
const SYNDICATION = "cdn.syndication.twimg.com";

/** Live sources that answer so, and checks that may ask them. */
async function standIn(
  answer: Answer | null,
  { host = SYNDICATION, within = 0, wheres = [] } = {},
) {
  const server = await startStandIn();
  server.on(() => answer);
  const { port } = new URL(server.origin);
  const live = [`twitter+http://${host}:${port}/tweet-result?id={id}&token={token}`];
  return { server, ...(await checks(live, { within, wheres })) };
}

async function checks(
  live: readonly string[],
  { within = 0, wheres = [] }: { within?: number; wheres?: readonly string[] } = {},
) {
  const dataFolder = await folderWith({});
  const allowHosts = [SYNDICATION, "publish.twitter.com", "public.api.bsky.app"];
  const settings = { live, dataFolder, saveWithinSeconds: within, allowHosts };
  const archives = await openForChecks(wheres, settings);
  onTestFinished(async () => {
    await Promise.all(archives.map((archive) => archive.close()));
  });
  const keeper = new EvidenceKeeper({
    dataFolder,
    evidence: "full",
    evidenceDays: 0,
    retentionSeconds: 0,
  });
  let count = 0;
  const check = async (quote: QuoteRecord, save = true): Promise<Verdict> => {
    let keep = async () => {};
    const verdict = await createEngine({ archives }).check(quote, {
      id: `vd_live_${++count}`,
      save,
      onAccount: (account) => {
        keep = () => keeper.keep(verdict, account);
      },
    });
    await keep();
    return verdict;
  };
  const folder = path.join(dataFolder, "saved");
  return { check, keeper, folder, written: () => readdir(folder) };
}

const timeOf = (platform: Platform, id = "") =>
  new Date(idTime(platform, id)?.ms ?? 0).toISOString();
const problems = ({ search }: Verdict) => search.flatMap((entry) => entry.problems).join("\n");
const codes = ({ findings }: Verdict) => findings.map(({ code }) => code);

describe("a linked post that no archive holds, where its platform's answer may be fetched", () => {
  it("is fetched, written into a WACZ of our own and read from there", async () => {
    const { server, check, folder, written } = await standIn(json(embedAnswer(POST)));
    const verdict = await check(QUOTE);
    expect(verdict.outcome).toMatch(/^verified/);
    expect(verdict.evidence).toMatchObject([
      { archive: "saved", madeByUs: true, layout: "twitter-syndication", digestVerified: true },
    ]);
    const [{ uriR, capturedAt } = { uriR: "", capturedAt: "" }] = verdict.evidence;
    expect(uriR).toMatch(`http://${SYNDICATION}:`);
    expect(Date.now() - Date.parse(capturedAt)).toBeLessThan(60_000);
    expect(verdict.timeline.firstCapture).toBe(capturedAt);
    const finding = verdict.findings.find(({ code }) => code === "evidence.saved-by-us");
    expect(finding?.because).toContain(`was there at ${capturedAt}, and nothing of before`);
    expect(server.requests).toHaveLength(1);

    const [name = ""] = await written();
    expect(name).toMatch(/^\d{4}-\d\d-\d\d-[\da-f]{8}\.wacz$/);
    const { files } = await openWaczBytes(await readFile(path.join(folder, name)));
    const warc = gunzipSync(files.find((one) => one.path.endsWith(".warc.gz"))?.bytes ?? "");
    const text = warc.toString();
    expect(text).toMatch(/WARC-Type: response\r\n[\s\S]*Quotary-Saved: [\s\S]*HTTP\/1\.1 200/);
    const [, request = ""] = /WARC-Type: request\r\n([\s\S]*)$/.exec(text) ?? [];
    expect(request).toMatch(/WARC-Concurrent-To: <urn:uuid:/);
    expect(request).toContain(`GET /tweet-result?id=${POST.id}&token=`);
    expect(request).toMatch(/user-agent: quotary\//);
  });

  it("is found there by later quotes, and still called our own", async () => {
    const { server, check } = await standIn(json(embedAnswer(POST)));
    await check(QUOTE);
    const later = await check(
      { author: { handle: POST.handle }, date: "2023-02-06", text: POST.text },
      false,
    );
    expect(later).toMatchObject({ outcome: "verified", evidence: [{ madeByUs: true }] });
    expect(codes(later)).toContain("evidence.saved-by-us");
    expect(server.requests).toHaveLength(1);
  });

  it("becomes evidence that stands by itself", async () => {
    const { check, keeper } = await standIn(json(embedAnswer(POST)));
    const verdict = await check(QUOTE);
    const kept = await keeper.read(verdict);
    const { bytes } = await writeEvidence([{ verdict, kept: kept! }], null);
    const again = await verifyEvidence(bytes);
    expect(again).toMatchObject({ ok: true, verdicts: [{ same: true, differences: [] }] });
    // As an archive of its own it still says who made the capture.
    const file = path.join(await folderWith({ "evidence.wacz": bytes }), "evidence.wacz");
    const [archive] = await openForChecks([file], {});
    onTestFinished(() => archive!.close());
    const then = await createEngine({ archives: [archive!] }).check(QUOTE, { id: "vd_then" });
    expect(then.evidence).toMatchObject([{ archive: "evidence.wacz", madeByUs: true }]);
  });

  it("is not fetched unless asked for, nor where an archive holds it", async () => {
    const idle = await standIn(json(embedAnswer(POST)));
    expect((await idle.check(QUOTE, false)).outcome).toBe("unverifiable");
    const wheres = [await packWarc([captureOf(POST)])] as never[];
    const held = await standIn(json(embedAnswer(POST)), { wheres });
    expect((await held.check(QUOTE)).outcome).toMatch(/^verified/);
    expect([...idle.server.requests, ...held.server.requests]).toEqual([]);
    expect(await held.written()).toEqual([]);
  });

  it("is fetched once for all who ask at the same time, and not again soon after", async () => {
    const answer = json(embedAnswer(POST), { delayMs: 100 });
    const { server, check } = await standIn(answer, { within: 600 });
    const notIt = { ...QUOTE, text: "The day ferry never ran at all in any month of that year." };
    const verdicts = await Promise.all([check(QUOTE), check(notIt)]);
    expect(verdicts.map(({ outcome }) => outcome)).toEqual([
      expect.stringMatching(/^verified/),
      "discrepancy",
    ]);
    expect((await check(notIt)).outcome).toBe("discrepancy");
    expect(server.requests).toHaveLength(1);
  });

  it("whose words are others is a discrepancy, as anywhere", async () => {
    const { check } = await standIn(json(embedAnswer(POST)));
    const text = POST.text.replace("runs", "does not run");
    const verdict = await check({ ...QUOTE, text });
    expect(verdict).toMatchObject({ outcome: "discrepancy", evidence: [{ madeByUs: true }] });
  });

  it("keeps many captures of a day in one file, each where it stood", async () => {
    const { server, check, written } = await standIn(null);
    const posts = [0, 1, 2].map((n) =>
      inventPost({ at: `2023-02-0${n + 6}T09:14:03Z`, text: `${POST.text} For the ${n}th time.` }),
    );
    server.on(({ searchParams }) => {
      const post = posts.find(({ id }) => id === searchParams.get("id"));
      return post ? json(embedAnswer(post)) : null;
    });
    const quotes = posts.map((post) => ({
      url: permalinkOf(post),
      author: { handle: post.handle },
      text: post.text,
    }));
    const first = [];
    for (const quote of quotes) first.push(await check(quote));
    const then = await Promise.all(quotes.map((quote) => check(quote, false)));
    expect(await written()).toHaveLength(1);
    const places = (some: Verdict[]) => some.map(({ evidence }) => evidence[0]?.uriM);
    expect(new Set(places(first)).size).toBe(3);
    expect(places(then)).toEqual(places(first));
  });
});

it("a post that is asked for again is what it is then, not what it was", async () => {
  const { server, check } = await standIn(null);
  server.on((_, asked) => (asked === 1 ? { status: 404 } : json(embedAnswer(POST))));
  expect((await check(QUOTE)).outcome).toBe("unverifiable");
  expect((await check(QUOTE)).outcome).toMatch(/^verified/);
  // It is held by now, and says other words: that is no reason to fetch it again.
  const verdict = await check({ ...QUOTE, text: POST.text.replace("runs", "never runs") });
  expect(verdict.outcome).toBe("discrepancy");
  expect(server.requests).toHaveLength(2);
});

describe("an answer without the post", () => {
  it("that says so is kept: gone since then, and nothing else follows", async () => {
    const tombstone = {
      __typename: "TweetTombstone",
      tombstone: { text: { text: "This Post was deleted by the Post author. Learn more" } },
    };
    const { check, written } = await standIn(json(tombstone));
    const verdict = await check(QUOTE);
    expect(verdict.outcome).toBe("unverifiable");
    expect(verdict.timeline.goneSince).toMatch(/^20/);
    expect(await written()).toHaveLength(1);
  });

  it.each<[string, Answer, RegExp | null, number]>([
    ["a bare 404", { status: 404, body: "" }, null, 1],
    ["something unreadable", json({ surprise: true }), /no layout|unreadable/, 1],
    ["a page to log in", { headers: { "content-type": "text/html" }, body: "<p>Log in" }, null, 1],
    [
      "a redirect",
      { status: 302, headers: { location: "https://ada.example/" } },
      /leads to https:\/\/ada\.example\/, which is not followed/,
      0,
    ],
    ["an error", { status: 500, body: "oops" }, /answered 500/, 0],
    ["too many requests", { status: 429, headers: { "retry-after": "1" } }, /fewer requests/, 0],
    ["a broken connection", { fault: "close" }, /could not be asked/, 0],
  ])("%s leaves the verdict as it was, and is told", async (_, answer, because, files) => {
    const { check, written } = await standIn(answer);
    const verdict = await check(QUOTE);
    expect(verdict).toMatchObject({ outcome: "unverifiable", timeline: { goneSince: null } });
    expect(verdict.search[0]?.outcome).toBe("answered");
    if (because) expect(problems(verdict)).toMatch(because);
    expect(await written()).toHaveLength(files);
  });

  it("that cannot be written is told, too", async () => {
    const { check, folder } = await standIn(json(embedAnswer(POST)));
    await check({ ...QUOTE, url: "https://ada.example/" }, false);
    await rm(folder, { recursive: true });
    await writeFile(folder, "no folder");
    const verdict = await check(QUOTE);
    expect(verdict.outcome).not.toMatch(/^verified|^discrepancy/);
    expect(problems(verdict)).not.toBe("");
  });
});

describe("other sources", () => {
  it("oEmbed of Twitter", async () => {
    const server = await startStandIn();
    const { url } = QUOTE;
    const html = `<blockquote class="twitter-tweet"><p lang="en" dir="ltr">${POST.text}</p>&mdash; Ada Example (@${POST.handle}) <a href="${url}?ref_src=x">February 6, 2023</a></blockquote>`;
    server.on(({ pathname, searchParams }) =>
      pathname === "/oembed" && searchParams.get("url") === url
        ? json({ url, html, author_name: POST.name })
        : null,
    );
    const port = new URL(server.origin).port;
    const { check } = await checks([`twitter+http://publish.twitter.com:${port}/oembed?url={url}`]);
    expect(await check(QUOTE)).toMatchObject({
      outcome: expect.stringMatching(/^verified/),
      evidence: [{ layout: "twitter-oembed", madeByUs: true }],
    });
  });

  it("Bluesky's public API", async () => {
    const server = await startStandIn();
    const [did, key] = ["did:plc:abcdefghijklmnopqrstuvwx", "3jzfcijpj2z2a"];
    const record = {
      $type: "app.bsky.feed.post",
      text: POST.text,
      createdAt: timeOf("bluesky", key),
      langs: ["en"],
    };
    const post = {
      uri: `at://${did}/app.bsky.feed.post/${key}`,
      author: { did, handle: "ada.example", displayName: "Ada" },
      record,
    };
    server.on(({ pathname, searchParams }) =>
      pathname.endsWith("getPostThread") &&
      searchParams.get("uri") === `at://ada.example/app.bsky.feed.post/${key}`
        ? json({ thread: { $type: "app.bsky.feed.defs#threadViewPost", post } })
        : null,
    );
    const port = new URL(server.origin).port;
    const { check } = await checks([
      `bluesky+http://public.api.bsky.app:${port}/xrpc/app.bsky.feed.getPostThread?uri={at}`,
    ]);
    const verdict = await check({
      url: `https://bsky.app/profile/ada.example/post/${key}`,
      author: { handle: "ada.example" },
      text: POST.text,
    });
    expect(verdict).toMatchObject({
      outcome: expect.stringMatching(/^verified/),
      evidence: [{ layout: "bluesky-api", madeByUs: true }],
    });
  });

  it("a server of Mastodon, for its own posts only", async () => {
    const { standIn: server, source, quote } = await startMastodon(POST.text);
    const { check } = await checks([source]);
    expect(await check(quote)).toMatchObject({
      outcome: expect.stringMatching(/^verified/),
      evidence: [{ layout: "mastodon-api", madeByUs: true }],
    });
    const other = mastodonStatus("https://other.example", POST.text);
    const verdict = await check({
      url: other.url,
      author: { handle: other.handle },
      text: POST.text,
    });
    expect(problems(verdict)).toContain("QUOTARY_LIVE names no source for mastodon");
    expect(server.requests).toHaveLength(1);
  });

  it("the next one is asked where the first could not be", async () => {
    const down = await startStandIn();
    down.on(() => ({ status: 503 }));
    const up = await startStandIn();
    up.on(() => json(embedAnswer(POST)));
    const at = (origin: string) =>
      `twitter+http://${SYNDICATION}:${new URL(origin).port}/tweet-result?id={id}`;
    const { check } = await checks([at(down.origin), at(up.origin)]);
    expect((await check(QUOTE)).outcome).toMatch(/^verified/);
    expect([down.requests.length, up.requests.length]).toEqual([1, 1]);
  });

  it.each([
    "nobody",
    "twitter+ftp://cdn.syndication.twimg.com/tweet-result?id={id}",
    "twitter+https://ada.example/tweet-result?id={id}",
    "twitter+https://cdn.syndication.twimg.com/tweet-result",
    "bluesky+https://cdn.syndication.twimg.com/tweet-result?id={id}",
    "telegraph+https://ada.example/{id}",
    "mastodon+https://{handle}/api/v1/statuses/{id}",
    "twitter+nonsense",
  ])("%s is none", async (where) => {
    const dataFolder = await folderWith({});
    await expect(openForChecks([], { live: [where], dataFolder })).rejects.toThrow(BadWhereError);
  });

  it("are asked no more often than the shipped file says, all workers counted together", async () => {
    const entered: unknown[] = [];
    const gate: Gate = {
      async enter(host, lane, { perMinute, concurrency }) {
        entered.push([host, lane, perMinute.save, concurrency]);
        return { kind: "rest", ms: 5_000, because: "limited", pass: "" };
      },
      keep: async () => {},
      leave: async () => {},
    };
    const live = ["twitter-syndication", "twitter-oembed"];
    const archives = await openForChecks([], { live, gate, dataFolder: await folderWith({}) });
    onTestFinished(() => archives[0]!.close());
    const verdict = await createEngine({ archives }).check(QUOTE, { id: "vd_1", save: true });
    expect(entered).toEqual([
      ["https://cdn.syndication.twimg.com", "save", 6, 1],
      ["https://publish.twitter.com", "save", 6, 1],
    ]);
    expect(verdict.outcome).toBe("unverifiable");
    expect(problems(verdict)).toMatch(
      /twitter-syndication asks for fewer.*; twitter-oembed asks for fewer/,
    );
  });

  it("those that come with the program answer at their platforms' own addresses", async () => {
    const live = ["twitter-syndication", "twitter-oembed", "bluesky", "mastodon-social"];
    const archives = await openForChecks([], { live, dataFolder: await folderWith({}) });
    expect(archives.map(({ name }) => name)).toEqual(["saved"]);
    await Promise.all(archives.map((archive) => archive.close()));
  });
});
