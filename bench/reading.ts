import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { load } from "cheerio/slim";
import { Tokenizer } from "htmlparser2";
import { readSnapshot } from "../src/snapshots/read.js";
import type { CaptureBytes } from "../src/snapshots/types.js";
import { appArticle, appPage } from "../test/fixtures/snapshots/app.js";
import { legacyPage, legacyPost, MAIN, replies } from "../test/fixtures/snapshots/legacy.js";
import { readJsonLines, sharedFolder } from "../test/support/shared.js";

export const name = "reading: captures to posts, against htmlparser2 tokenising the same bytes";

const ROUNDS = 60;

/** What a tokeniser does when nobody listens. */
const DEAF = Object.fromEntries(
  [
    ...["onattribdata", "onattribend", "onattribentity", "onattribname", "oncdata", "onclosetag"],
    ...["oncomment", "ondeclaration", "onend", "onopentagend", "onopentagname"],
    ...["onprocessinginstruction", "onselfclosingtag", "ontext", "ontextentity"],
  ].map((event) => [event, () => {}]),
) as unknown as ConstructorParameters<typeof Tokenizer>[1];

function tokenise(body: Buffer): void {
  const tokenizer = new Tokenizer({}, DEAF);
  tokenizer.write(body.toString("utf8"));
  tokenizer.end();
}

/**
 * Milliseconds of each job: the best of many rounds, in which all take turns, so that what else
 * the machine does falls on all of them alike.
 */
function race(jobs: Readonly<Record<string, () => void>>): Record<string, number> {
  const best: Record<string, number> = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [job, run] of Object.entries(jobs)) {
      const start = performance.now();
      run();
      best[job] = Math.min(best[job] ?? Number.POSITIVE_INFINITY, performance.now() - start);
    }
  }
  return best;
}

function ratios(label: string, capture: CaptureBytes): void {
  const body = Buffer.from(capture.body);
  const html = body.toString("utf8");
  const { tokenising = 1, ...others } = race({
    tokenising: () => tokenise(body),
    "main post": () => void readSnapshot(capture, { mainOnly: true }),
    "all posts": () => void readSnapshot(capture),
    "whole-document parse": () => void load(html),
  });
  const posts = readSnapshot(capture).posts.length;
  console.log(`${label}: ${Math.round(body.length / 1024)} KB, ${posts} posts`);
  console.log(`  tokenising            ${tokenising.toFixed(2)} ms`);
  for (const [job, ms] of Object.entries(others)) {
    console.log(`  ${job.padEnd(21)} ${ms.toFixed(2)} ms  ${(ms / tokenising).toFixed(2)} ×`);
  }
}

function capture(body: string, uriR: string): CaptureBytes {
  const about = { uriR, capturedAt: null, contentType: null, status: null };
  return { ...about, body: Buffer.from(body) };
}

const ADDRESS = `https://twitter.com/${MAIN.handle}/status/${MAIN.id}`;

/** Inputs that grow: each would be slow if anything looked at it more than a few times over. */
const HOSTILE: Readonly<Record<string, (size: number) => string>> = {
  "nested tags": (n) => "<div>".repeat(n / 5),
  "nested inline tags and stray ends": (n) => "<a>".repeat(n / 7) + "</b>".repeat(n / 7),
  "siblings without end tags": (n) => "<p>x<li>".repeat(n / 8),
  "attributes of one element": (n) => `<div ${"a=b ".repeat(n / 4)}>`,
  "unclosed comments": (n) => "<!-- <div>".repeat(n / 10),
  "unclosed attributes": (n) => "<a b='c ".repeat(n / 8),
  "unclosed scripts": (n) => "<script></scrip".repeat(n / 15),
  NULs: (n) => "\0".repeat(n),
  "left angles": (n) => "<".repeat(n),
  ampersands: (n) => `${legacyPost({ ...MAIN, words: "&".repeat(n - 4_000) })}`,
  "claims of one id": (n) => legacyPost(MAIN).repeat(Math.ceil(n / legacyPost(MAIN).length)),
  "wanted posts in each other": (n) =>
    `<div class=tweet data-tweet-id=${MAIN.id} data-screen-name=a>`.repeat(400) +
    `<p class=tweet-text>${"<b>x</b>".repeat(n / 8)}`,
  "posts in posts": (n) => "<div class=tweet data-tweet-id=1 data-screen-name=a>".repeat(n / 52),
  "articles in articles": (n) => "<article data-testid=tweet><time>".repeat(n / 33),
  "old entries": (n) => "<i class='hentry'><i class='entry-content'>".repeat(n / 43),
  "links in words": (n) =>
    legacyPost({ ...MAIN, words: '<a href="https://t.co/a">x</a>'.repeat(n / 31) }),
  brackets: (n) => "[".repeat(n),
  "JSON strings": (n) => `["${'\\"'.repeat(n / 2)}`,
};

function growth(): void {
  console.log("\nhostile input, milliseconds a megabyte at growing sizes (flat: linear)");
  for (const [kind, make] of Object.entries(HOSTILE)) {
    const cells = [0.5, 1, 2, 4, 8].map((megabytes) => {
      const page = capture(make(megabytes * 1_000_000), ADDRESS);
      const start = performance.now();
      readSnapshot(page);
      return ((performance.now() - start) / megabytes).toFixed(0).padStart(6);
    });
    console.log(`  ${kind.padEnd(34)}${cells.join("")}`);
  }
}

/** Pages of some 50 MB: each is to take no more than three times its size besides itself. */
const LARGE: Readonly<Record<string, (size: number) => Buffer>> = {
  page: (size) => Buffer.from(legacyPage(MAIN, replies(100)).padEnd(size, "<p>filler</p>")),
  "claims of one id": (size) => Buffer.alloc(size, legacyPost(MAIN)),
  "claims that differ": (size) => {
    const page = Buffer.alloc(size, " ");
    for (let at = 0, i = 0; at < size - 5_000; i += 1) {
      at += page.write(legacyPost({ ...MAIN, words: `The bridge is closed, ${i} say.` }), at);
    }
    return page;
  },
};

/** In a process of its own, whose size is only ever told as the largest so far. */
export function largePage(kind: string): void {
  const body = LARGE[kind]?.(kind === "page" ? 50_000_000 : 46_000_000) ?? Buffer.alloc(0);
  const page = { uriR: ADDRESS, capturedAt: null, contentType: null, status: null, body };
  const kilobytes = () => process.resourceUsage().maxRSS;
  const before = kilobytes();
  const start = performance.now();
  const { main } = readSnapshot(page);
  const took = performance.now() - start;
  const grown = ((kilobytes() - before) * 1024) / page.body.length;
  const result = main ? "main read" : "refused";
  const size = `${Math.round(body.length / 1_000_000)} MB ${kind}:`;
  console.log(
    `${size.padEnd(28)} ${took.toFixed(0)} ms, ${result}, memory grew by ${grown.toFixed(1)} × it`,
  );
}

function largePages(): void {
  const url = JSON.stringify(import.meta.url);
  for (const kind of Object.keys(LARGE)) {
    const script = `import(${url}).then((bench) => bench.largePage(${JSON.stringify(kind)}))`;
    execFileSync(process.execPath, [...process.execArgv, "-e", script], { stdio: "inherit" });
  }
  console.log();
}

/** A list of statuses, each with its words as markup, as a server answers it. */
function statuses(count: number): Buffer {
  const list = Array.from({ length: count }, (_, i) => {
    const time = Date.UTC(2023, 1, 6) + i * 1_000;
    const address = `https://nord.example/@awa/${BigInt(time) << 16n}`;
    const content = `<p>Post ${i}: the bridge of <a href="https://nord.example/tags/Nord" class="mention hashtag" rel="tag">#<span>Nord</span></a> is closed &amp; dark.</p>`;
    const account = { id: "1", acct: "awa", display_name: "Awa", url: "https://nord.example/@awa" };
    const about = { id: String(BigInt(time) << 16n), created_at: new Date(time).toISOString() };
    return { ...about, url: address, uri: address, content, account };
  });
  return Buffer.from(JSON.stringify(list));
}

/** Against what no reading can do without. */
function answers(): void {
  const body = statuses(50_000);
  const about = { capturedAt: null, contentType: "application/json", status: 200 };
  const page = { ...about, uriR: "https://nord.example/api/v1/accounts/1/statuses", body };
  const best = (job: () => void) =>
    Math.min(
      ...Array.from({ length: 3 }, () => {
        const start = process.cpuUsage();
        job();
        return process.cpuUsage(start).user / 1_000;
      }),
    );
  const parsing = best(() => void JSON.parse(body.toString("utf8")));
  const reading = best(() => void readSnapshot(page));
  const { posts } = readSnapshot(page);
  const size = `${(body.length / 1_000_000).toFixed(1)} MB`;
  console.log(
    `answer of ${posts.length} Mastodon statuses, ${size}: ${reading.toFixed(0)} ms of a processor, ${(reading / parsing).toFixed(1)} × JSON.parse\n`,
  );
}

function corpus(): void {
  const folder = sharedFolder("corpus");
  if (folder === null) return;
  const entries = readJsonLines<{ path: string; kind: string; url: string | null }>(
    path.join(folder, "MANIFEST.jsonl"),
  );
  for (const kind of ["twitter-legacy", "twitter-app"]) {
    const entry = entries.find((each) => each.kind === kind && each.url !== null);
    if (!entry) continue;
    const body = readFileSync(path.join(folder, entry.path), "utf8");
    ratios(entry.path, capture(body, entry.url ?? ""));
  }
}

export function run(): void {
  largePages();
  answers();
  ratios("permalink page of 2012–2020", capture(legacyPage(MAIN, replies(129)), ADDRESS));
  const articles = replies(40).map((reply, i) => {
    const time = new Date(reply.ms ?? 0).toISOString();
    return appArticle({ ...reply, time, words: `<span>Words ${i}</span>` }, i === 0);
  });
  const [first] = replies(1);
  ratios(
    "rendered app page",
    capture(appPage(articles), `https://x.com/${first?.handle}/status/${first?.id}`),
  );
  const [alone] = articles;
  ratios(
    "app page of one post",
    capture(appPage([alone ?? ""]), `https://x.com/${first?.handle}/status/${first?.id}`),
  );
  corpus();
  growth();
}
