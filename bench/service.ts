/**
 * The service against what it is built on, all in one run on a Redis of its own: taking requests in
 * against a bare Express route that queues as much, checks against empty jobs, deliveries against
 * posting alone; time to a single verdict; bytes of Redis a quote. `SERVICE_SECONDS` (3) is how long
 * each rate is measured.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { Queue, Worker } from "bullmq";
import express from "express";
import type { Redis } from "ioredis";
import { Agent, request } from "undici";
import type { Config } from "../config/index.js";
import { openArchives } from "../src/archives/open.js";
import { createEngine } from "../src/engine/index.js";
import { startServer } from "../src/http/server.js";
import { createSweep } from "../src/queue/sweep.js";
import { patient } from "../src/redis/connection.js";
import { readSnapshot } from "../src/snapshots/read.js";
import { addressLane, deliveryId } from "../src/store/ids.js";
import {
  startTestApi,
  startTestWorker,
  type TestApi,
  testConfig,
} from "../test/support/in-process.js";
import { startTestRedis } from "../test/support/redis.js";

export const name = "service: requests, checks, deliveries, against bare ones in the same run";

const SECONDS = Number(process.env.SERVICE_SECONDS ?? 3);
const ROUNDS = 3;
const CONNECTIONS = 20;
/** Verifications of ten quotes that Redis's memory is looked at with. */
const VERIFICATIONS = 20;
/** Webhook messages, ten a verification, and how many are under way at a time. */
const MESSAGES = 2_000;
const AT_ONCE = 64;
const ARCHIVE = path.resolve(import.meta.dirname, "../examples/archive");

const QUOTE = {
  author: { handle: "SaltmerePort" },
  date: "March 9, 2023",
  text: "The Old Swing Bridge closes to all traffic at noon today.",
};
const TEN = JSON.stringify({ quotes: Array(10).fill(QUOTE) });

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const quantile = (values: number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;

interface Load {
  perSecond: number;
  p99: number;
}

/** Posts as fast as answers come, over some connections. */
async function load(url: string, body: string, ok: number): Promise<Load> {
  const agent = new Agent({ connections: CONNECTIONS });
  const times: number[] = [];
  const end = performance.now() + SECONDS * 1_000;
  const post = async () => {
    while (performance.now() < end) {
      const began = performance.now();
      const headers = { "content-type": "application/json" };
      const answer = await request(url, { method: "POST", headers, body, dispatcher: agent });
      await answer.body.dump();
      if (answer.statusCode !== ok) throw new Error(`${url} answered ${answer.statusCode}`);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, post));
  await agent.close();
  return { perSecond: times.length / SECONDS, p99: quantile(times, 0.99) };
}

async function takingIn(api: TestApi, url: string, redisUrl: string): Promise<void> {
  const queue = new Queue("bare", { connection: patient(redisUrl), prefix: "{bare}" });
  const app = express();
  app.set("etag", false);
  app.post("/", express.json({ limit: "10mb" }), async (asked, response) => {
    const { quotes } = asked.body as { quotes: object[] };
    await queue.addBulk(quotes.map((data) => ({ name: "check", data })));
    response.status(202).json({ id: "x" });
  });
  const bare = await startServer(app, { host: "127.0.0.1", port: 0 });
  const ours: Load[] = [];
  const theirs: Load[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const both = [
      await load(bare.url, TEN, 202),
      await load(`${url}/v1/verifications`, TEN, 202),
    ] as const;
    if (round > 0) theirs.push(both[0]);
    if (round > 0) ours.push(both[1]);
    await api.queues.quotes.drain();
    await queue.drain();
    await api.redis.del(api.store.keys.open);
  }
  await bare.close(1);
  await queue.close();
  const [mine, base] = [ours, theirs].map((all) => ({
    perSecond: median(all.map(({ perSecond }) => perSecond)),
    p99: median(all.map(({ p99 }) => p99)),
  })) as [Load, Load];
  console.log(
    `POST of 10 quotes: ${mine.perSecond.toFixed(0)}/s, bare Express with addBulk ${base.perSecond.toFixed(0)}/s: ${(mine.perSecond / base.perSecond).toFixed(2)} x (bar 0.7); p99 ${mine.p99.toFixed(0)} ms against ${base.p99.toFixed(0)}: ${(mine.p99 / base.p99).toFixed(2)} x (bar 2)`,
  );
}

/** Seconds until so many jobs that do nothing are done. */
async function emptyJobs(redisUrl: string, count: number): Promise<number> {
  const options = { connection: patient(redisUrl), prefix: "{empty}" };
  const queue = new Queue("empty", options);
  await queue.addBulk(
    Array.from({ length: count }, (_, n) => ({
      name: "x",
      data: { n },
      opts: { removeOnComplete: true },
    })),
  );
  const began = performance.now();
  let done = 0;
  const worker = new Worker("empty", async () => null, { ...options, concurrency: 50 });
  await new Promise<void>((resolve) => {
    worker.on("completed", () => {
      done += 1;
      if (done === count) resolve();
    });
  });
  const took = (performance.now() - began) / 1_000;
  await worker.close();
  await queue.close();
  return took;
}

async function post(url: string, body: object): Promise<string> {
  const headers = { "content-type": "application/json" };
  const answer = await request(`${url}/v1/verifications`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  return ((await answer.body.json()) as { links: { self: string } }).links.self;
}

async function untilOver(api: TestApi, selves: readonly string[]): Promise<void> {
  for (const self of selves) {
    const id = self.split("/").at(-1) ?? "";
    while (!(await api.store.verifications.isOver(id))) await sleep(2);
  }
}

async function checking(api: TestApi, url: string, redisUrl: string): Promise<void> {
  const rates: number[] = [];
  const count = 1_000;
  for (let round = 0; round <= ROUNDS; round++) {
    const empty = count / (await emptyJobs(redisUrl, count));
    const began = performance.now();
    const bodies = Array.from({ length: count / 100 }, () => ({ quotes: Array(100).fill(QUOTE) }));
    const selves: string[] = [];
    for (const body of bodies) selves.push(await post(url, body));
    await untilOver(api, selves);
    const ours = count / ((performance.now() - began) / 1_000);
    if (round > 0) rates.push(ours / empty);
    if (round > 0) {
      console.log(`  checks ${ours.toFixed(0)}/s, empty jobs ${empty.toFixed(0)}/s`);
    }
  }
  console.log(`quotes checked: ${median(rates).toFixed(3)} x empty jobs (bar 0.06, goal 0.12)`);
}

async function single(url: string): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < 200; i++) {
    const began = performance.now();
    const self = await post(url, { quotes: [QUOTE] });
    const answer = await request(`${url}${self}?wait=20`);
    await answer.body.dump();
    times.push(performance.now() - began);
  }
  console.log(
    `POST to verdict, one quote on an idle service: p50 ${median(times).toFixed(1)} ms (bar 15), p99 ${quantile(times, 0.99).toFixed(1)} ms (bar 60)`,
  );
}

/** Posts messages that lie ready, so many at a time, as undici does it by itself; seconds. */
async function postAll(there: string, messages: readonly Message[], atOnce: number) {
  const agent = new Agent({ connections: atOnce });
  const left = [...messages];
  const began = performance.now();
  const post = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) {
      const answer = await request(there, { method: "POST", ...one, dispatcher: agent });
      await answer.body.dump();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, post));
  const took = (performance.now() - began) / 1_000;
  await agent.close();
  return took;
}

interface Message {
  headers: Record<string, string>;
  body: string;
}

/**
 * Deliveries against undici posting the very same signed messages to the same receiver, as many at
 * a time, in the same process: once where they lie ready, once where only their events do. Delivered
 * is what is stored as delivered.
 */
async function delivering(api: TestApi, url: string, config: Config): Promise<void> {
  const messages: Message[] = [];
  const server = createServer((asked, response) => {
    const parts: Buffer[] = [];
    asked.on("data", (part: Buffer) => parts.push(part));
    asked.once("end", () => {
      if (messages.length < MESSAGES) {
        const { connection: _, host: __, "content-length": ___, ...headers } = asked.headers;
        messages.push({
          headers: headers as Record<string, string>,
          body: Buffer.concat(parts).toString(),
        });
      }
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const there = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const webhook = { url: there };
  const selves: string[] = [];
  for (let i = 0; i < MESSAGES / 10; i++) {
    selves.push(await post(url, { quotes: Array(9).fill(QUOTE), webhook }));
  }
  await untilOver(api, selves);
  const { store, queues } = api;
  const delivered = async () => {
    while ((await store.events.waiting()) + (await store.lanes.waiting()) > 0) await sleep(2);
  };
  await delivered();
  const events = selves.flatMap((self) => {
    const core = self.split("ver_").at(-1);
    return [...Array(9).keys(), "completed"].map((what) => `evt_${core}_${what}`);
  });
  const ids = events.map((event) => deliveryId(event, null));
  const [lane = ""] = [addressLane("default", there)];
  const sweep = createSweep(store, queues, config);
  const rates = { alone: [] as number[], ready: [] as number[], outbox: [] as number[] };
  for (let round = 0; round <= ROUNDS; round++) {
    const alone = await postAll(there, messages, AT_ONCE);
    const now = Date.now();
    await store.deliveries.again(ids, lane, { now, nextLook: now + 60_000 });
    let began = performance.now();
    await queues.addLanes([lane]);
    await delivered();
    const ready = (performance.now() - began) / 1_000;
    await api.redis.del(...ids.map((id) => store.keys.delivery(id)));
    await api.redis.zadd(store.keys.outbox, ...events.flatMap((event) => [now, event]));
    began = performance.now();
    await sweep.events();
    await delivered();
    const outbox = (performance.now() - began) / 1_000;
    if (round === 0) continue;
    for (const [what, took] of Object.entries({ alone, ready, outbox })) {
      rates[what as keyof typeof rates].push(MESSAGES / took);
    }
  }
  server.closeAllConnections();
  server.close();
  const [alone, ready, outbox] = [rates.alone, rates.ready, rates.outbox].map(median) as [
    number,
    number,
    number,
  ];
  const ratio = (all: number[]) =>
    median(all.map((rate, round) => rate / (rates.alone[round] ?? 1))).toFixed(2);
  console.log(
    `deliveries: ${ready.toFixed(0)}/s that lie ready, undici posting the same messages alone ${alone.toFixed(0)}/s: ${ratio(rates.ready)} x (bar 0.5); from the outbox on ${outbox.toFixed(0)}/s: ${ratio(rates.outbox)} x`,
  );
}

/** Bytes by kind of key: what stands for an id is left out of its name. */
async function memory(redis: Redis, api: TestApi, url: string): Promise<void> {
  await redis.flushall();
  const selves: string[] = [];
  for (let i = 0; i < VERIFICATIONS; i++) {
    selves.push(await post(url, { quotes: Array(10).fill(QUOTE) }));
  }
  await untilOver(api, selves);
  await sleep(1_500);
  const kinds = new Map<string, { keys: number; bytes: number }>();
  for (const key of await redis.keys("*")) {
    const kind = key
      .replace(/^\{\w+\}:/, "")
      .replace(/(ver|vd|qt|evt|dl|we)_[0-9a-z_]+/g, "*")
      .replace(/[0-9a-f]{32,}/g, "*");
    const bytes = Number(await redis.call("MEMORY", "USAGE", key, "SAMPLES", "0"));
    const { keys = 0, bytes: before = 0 } = kinds.get(kind) ?? {};
    kinds.set(kind, { keys: keys + 1, bytes: before + bytes });
  }
  const all = [...kinds].sort(([, a], [, b]) => b.bytes - a.bytes);
  const sum = all.reduce((total, [, { bytes }]) => total + bytes, 0);
  console.log(
    `Redis: ${(sum / VERIFICATIONS / 10).toFixed(0)} bytes a finished quote (bar 6144), of ${VERIFICATIONS} verifications of ten`,
  );
  for (const [kind, { keys, bytes }] of all.slice(0, 12)) {
    console.log(`  ${String(keys).padStart(6)} keys ${String(bytes).padStart(9)} bytes  ${kind}`);
  }
}

/** How long the event loop stands still while pages of 2 MB are read. */
function heavyReading(): Promise<void> {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const one = `<div class="tweet" data-tweet-id="1622000000000000000" data-screen-name="a"><p class="tweet-text">${"words ".repeat(60)}</p></div>`;
  const body = Buffer.from(`<html><body>${one.repeat(2_000_000 / one.length)}</body></html>`);
  const capture = {
    uriR: "https://twitter.com/a/status/1622000000000000000",
    capturedAt: "2023-03-09T10:15:00Z",
    status: 200,
    headers: [["content-type", "text/html; charset=utf-8"]] as [string, string][],
    body,
  };
  return new Promise((resolve) => {
    loop.enable();
    let left = 10;
    const next = () => {
      readSnapshot(capture as never);
      left -= 1;
      if (left > 0) return void setImmediate(next);
      loop.disable();
      console.log(
        `reading pages of 2 MB: the event loop stands still ${(loop.max / 1e6).toFixed(0)} ms at most (locks last 30,000 ms)`,
      );
      resolve();
    };
    setImmediate(next);
  });
}

export async function run(): Promise<void> {
  const server = await startTestRedis();
  const config = testConfig(server.url, {
    QUOTARY_DATA: path.join(server.folder, "data"),
    QUOTARY_RATE_KEY: "0",
    QUOTARY_RATE_ADDRESS: "0",
    QUOTARY_CONCURRENCY: "50",
    QUOTARY_LOCK_SECONDS: "30",
  });
  const api = await startTestApi(config);
  const http = await startServer(api.app, { host: "127.0.0.1", port: 0 });
  const archives = await openArchives([ARCHIVE], config);
  const { check } = createEngine({ archives });
  try {
    await takingIn(api, http.url, server.url);
    const worker = startTestWorker(config, check);
    await checking(api, http.url, server.url);
    await single(http.url);
    await delivering(api, http.url, config);
    await memory(api.redis, api, http.url);
    await worker.close(1);
    await heavyReading();
  } finally {
    await http.close(1);
    await api.close();
    await Promise.all(archives.map((archive) => archive.close()));
    await server.remove();
  }
}
