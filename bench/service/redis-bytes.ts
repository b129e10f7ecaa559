import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { extractArticle } from "../../src/articles/extract.js";
import { type Bed, post, QUOTE, untilOver } from "./load.js";

/** The demo's article: quotes of all outcomes, whose verdicts differ in size by three times. */
const ARTICLE = path.resolve(import.meta.dirname, "../../examples/newsroom/article.html");

/** Verifications of ten quotes that Redis's memory is looked at with. */
const VERIFICATIONS = 20;
/** Finished quotes those are; and events told of them: a verdict each, and each verification's end. */
const QUOTES = VERIFICATIONS * 10;
const EVENTS = QUOTES + VERIFICATIONS;

interface Kind {
  keys: number;
  bytes: number;
  /** Of the keys, those that stay until something removes them. */
  lasting: number;
}

/**
 * Bytes by kind of key, for one quote that is found and for those of an article; once more with a
 * webhook, for what an event and its log add.
 */
export async function redisBytes(bed: Bed): Promise<void> {
  const { quotes } = extractArticle({ html: readFileSync(ARTICLE, "utf8") });
  const article = await kindsOf(bed, quotes);
  const each = bytesOf(article) / (VERIFICATIONS * quotes.length);
  console.log(
    `Redis: ${each.toFixed(0)} bytes a finished quote (bar 6144) of an article's ${quotes.length}, of all outcomes`,
  );
  print(article);
  const plain = await kindsOf(bed, Array(10).fill(QUOTE));
  const sum = bytesOf(plain);
  console.log(
    `Redis: ${(sum / QUOTES).toFixed(0)} bytes a finished quote (bar 6144) that is found at once, of ${VERIFICATIONS} verifications of ten`,
  );
  print(plain);
  const receiver = createServer((asked, response) => {
    asked.resume().once("end", () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const told = await kindsOf(bed, Array(10).fill(QUOTE), { url });
  receiver.closeAllConnections();
  receiver.close();
  const added = ((bytesOf(told) - sum) / EVENTS).toFixed(0);
  console.log(`Redis: a told event, its delivery and the log of it add ${added} bytes`);
  print(told);
}

/** What is there once all is checked and told. What stands for an id is left out of a key's name. */
async function kindsOf({ api, url }: Bed, quotes: readonly object[], webhook?: object) {
  const { redis, store } = api;
  await redis.flushall();
  const selves: string[] = [];
  const body = { quotes, webhook };
  for (let i = 0; i < VERIFICATIONS; i++) selves.push(await post(url, body));
  await untilOver(api, selves);
  do await sleep(1_500);
  while ((await store.events.waiting()) + (await store.lanes.waiting()) > 0);
  const kinds = new Map<string, Kind>();
  for (const key of await redis.keys("*")) {
    const kind = key
      .replace(/^\{\w+\}:/, "")
      .replace(/(ver|vd|qt|evt|dl|we)_[0-9a-z_]+/g, "*")
      .replace(/[0-9a-f]{32,}/g, "*");
    const known = kinds.get(kind) ?? { keys: 0, bytes: 0, lasting: 0 };
    known.keys += 1;
    known.bytes += Number(await redis.call("MEMORY", "USAGE", key, "SAMPLES", "0"));
    if ((await redis.ttl(key)) === -1) known.lasting += 1;
    kinds.set(kind, known);
  }
  return kinds;
}

function bytesOf(kinds: ReadonlyMap<string, Kind>): number {
  return [...kinds.values()].reduce((total, { bytes }) => total + bytes, 0);
}

function print(kinds: ReadonlyMap<string, Kind>): void {
  const all = [...kinds].sort(([, a], [, b]) => b.bytes - a.bytes);
  for (const [kind, { keys, bytes, lasting }] of all.slice(0, 16)) {
    const until = lasting === 0 ? "" : ` (${lasting} without an end)`;
    console.log(
      `  ${String(keys).padStart(6)} keys ${String(bytes).padStart(9)} bytes  ${kind}${until}`,
    );
  }
}
