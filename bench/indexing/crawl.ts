import { createCipheriv } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { WarcRecordInput } from "../../src/archives/warc/write.js";
import { appArticle, appPage } from "../../test/fixtures/snapshots/app.js";
import { idAt, legacyPage, type Written } from "../../test/fixtures/snapshots/legacy.js";
import { apiStatus } from "../../test/support/posts.js";
import { integer, type Random, randomOf } from "../accuracy/random.js";
import { wordsOf } from "../finding/words.js";

/*
 * An invented crawl, record for record in the proportions of a real browser's capture of account pages
 * in 2019 (151 captures, 69 of them pictures, 29 scripts, 16 style sheets, 11 fonts, 11 pages, some data
 * and redirects; text packed by the server; a request with every response). No two bodies are alike.
 */

const DAY = 86_400_000;
const START = Date.UTC(2017, 0, 1);

/** Bytes that do not pack: pictures and fonts. */
function noise(random: Random, length: number): Buffer {
  const key = Buffer.alloc(16);
  for (let at = 0; at < key.length; at += 4) key.writeUInt32LE(random() * 2 ** 32, at);
  return createCipheriv("aes-128-ctr", key, Buffer.alloc(16)).update(Buffer.alloc(length));
}

function written(random: Random, n: number): Written {
  const account = integer(random, 40_000);
  const ms = START + integer(random, 2_000) * DAY + integer(random, DAY);
  const about = { handle: `person_${account}`, name: `Person ${account}`, userId: String(account) };
  return {
    ...about,
    id: idAt(ms, BigInt(n % 4_096)),
    ms,
    words: wordsOf(account, integer(random, 1e6)),
  };
}

const posts = (random: Random, n: number, count: number): Written[] =>
  Array.from({ length: count }, (_, index) => written(random, n * 64 + index));

/** Prose between the tags of a page with menus, teasers and comments. */
function article(random: Random, paragraphs: number): string {
  const items = Array.from({ length: paragraphs }, () => {
    const words = Array.from({ length: 5 }, () =>
      wordsOf(integer(random, 1e4), integer(random, 1e6)),
    ).join(" ");
    const id = integer(random, 1e9);
    return `<li class="menu-item menu-item-${id}"><a href="/news/${id}?ref=menu" data-track="${id}">${words.slice(0, 40)}</a></li>\n<p class="story-body" id="p-${id}">${words}</p>`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>News</title><link rel="canonical" href="https://news.example/${integer(random, 1e9)}"><meta property="og:url" content="https://news.example/"><script>window.a=1</script></head><body><main>${items.join("\n")}</main></body></html>`;
}

function program(random: Random, length: number): string {
  let text = "";
  while (text.length < length) {
    const id = integer(random, 1e9);
    text += `function f${id}(a,b){var c=a["k${id % 97}"]||{};return b(c,${id})?"<div class='x'>"+c.name+"</div>":null}\n`;
  }
  return text;
}

/** Of ten pages three hold posts: a post and its replies, the same in the app's markup, an account's. */
function page(random: Random, n: number): { uriR: string; html: string } {
  if (n % 10 > 2) {
    return {
      uriR: `https://news.example/${n}`,
      html: article(random, 40 + integer(random, 200)),
    };
  }
  const [first, ...others] = posts(random, n, n % 10 === 0 ? 9 : n % 10 === 1 ? 6 : 20);
  const main = first ?? written(random, n);
  const uriR = `https://twitter.com/${main.handle}${n % 10 === 2 ? "" : `/status/${main.id}`}`;
  const filling = `<!-- ${program(random, 60_000)} -->`;
  if (n % 10 !== 1) return { uriR, html: legacyPage(n % 10 === 2 ? null : main, others, filling) };
  const articles = [main, ...others].map((each, index) =>
    appArticle({ ...each, time: new Date(each.ms ?? 0).toISOString() }, index === 0),
  );
  return { uriR, html: appPage(articles, filling) };
}

function data(random: Random, n: number): string {
  const timeline = posts(random, n + 7, 20).map(
    ({ id, handle, name, userId = "1", ms = 0, words }) =>
      apiStatus({ id, handle, userId, name, at: new Date(ms).toISOString(), text: words }),
  );
  return JSON.stringify(n % 2 === 0 ? timeline : { related: article(random, 3), n });
}

/** What a browser fetches for the `n`th page that it opens. */
export function visit(n: number): WarcRecordInput[] {
  const random = randomOf(`visit ${n}`);
  const { uriR, html } = page(random, n);
  const capturedAt = new Date(Date.UTC(2023, 2, 1) + n * 7_000).toISOString();
  const agent = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64)", accept: "*/*", referer: uriR };
  const host = "https://cdn.example";
  const records: WarcRecordInput[] = [];
  const add = (name: string, type: string, body: Buffer) => {
    const headers = { "content-type": type, server: "cdn", "cache-control": "max-age=86400" };
    records.push({ uriR: name, capturedAt, request: agent, headers, body });
  };
  const text = (name: string, type: string, body: string) => {
    const headers = { "content-type": type, "content-encoding": "gzip", vary: "Accept-Encoding" };
    records.push({ uriR: name, capturedAt, request: agent, headers, body: gzipSync(body) });
  };
  const short = { uriR: `https://t.co/${n}`, status: 301, headers: { location: uriR }, body: "" };
  records.push({ ...short, capturedAt, request: agent });
  text(uriR, "text/html; charset=utf-8", html);
  for (let k = 0; k < 3; k++) {
    text(
      `${host}/${n}/${k}.js`,
      "application/javascript",
      program(random, 10_000 + integer(random, 180_000)),
    );
  }
  text(`${host}/${n}.css`, "text/css", program(random, 60_000));
  for (let k = 0; k < 6; k++) {
    add(`${host}/${n}/${k}.jpg`, "image/jpeg", noise(random, 1_000 + integer(random, 18_000)));
  }
  add(`${host}/${n}.woff2`, "font/woff2", noise(random, 16_000));
  if (n % 5 === 0) text(`https://twitter.com/i/${n}.json`, "application/json", data(random, n));
  return records;
}
