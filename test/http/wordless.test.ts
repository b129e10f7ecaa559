import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { MEGABYTE, openAnswers } from "../../src/archives/cache/open.js";
import { createRedisShelf } from "../../src/archives/cache/redis-shelf.js";
import { openForChecks } from "../../src/archives/open.js";
import { createEngine } from "../../src/engine/index.js";
import { openAt, serve } from "../support/archive-server/in-test.js";
import { startTestApi, startTestWorker, testConfig } from "../support/in-process.js";
import { inventPost, permalinkOf } from "../support/posts.js";
import { type Received, startReceiver } from "../support/receiver.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { request } from "../support/request.js";
import { plainCheck } from "../support/verdicts.js";
import { captureOf } from "../support/warc-archive.js";

let redis: TestRedis;
const data = mkdtempSync(path.join(tmpdir(), "quotary-wordless-"));
beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(async () => {
  await redis.remove();
  rmSync(data, { recursive: true, force: true });
});

const POST = inventPost({
  text: "The lighthouse keeps its lamp, whatever the harbour board may say.",
});
const OTHER = inventPost({ at: "2023-03-01T10:00:00Z", text: "Lanterns for every lighthouse." });
const WORDS = /lighthouse|lamp|harbour|lantern/i;
/** What packed bytes begin with (RFC 1952), and how long that beginning is. */
const GZIP = Buffer.from([0x1f, 0x8b, 8, 0]);
const HEAD_BYTES = 10;
const SECRET = randomBytes(32).toString("base64");

/** Every byte that was ever written: files, and the log that Redis keeps of all commands. */
function everythingWritten(): string {
  const files = [data, redis.folder].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
  expect(files.some((file) => file.endsWith(".aof"))).toBe(true);
  const all = files.map((file) => readFileSync(file));
  const packed = all.flatMap(packedIn);
  expect(packed.join("\n")).toMatch(/"outcome":/);
  return [...all.map((bytes) => bytes.toString("latin1")), ...packed].join("\n");
}

/** What is packed somewhere in these bytes, unpacked: verdicts are kept so. */
function packedIn(bytes: Buffer): string[] {
  const found: string[] = [];
  for (let at = bytes.indexOf(GZIP); at >= 0; at = bytes.indexOf(GZIP, at + 1)) {
    try {
      found.push(inflateRawSync(bytes.subarray(at + HEAD_BYTES)).toString());
    } catch {
      // Bytes that only look like a beginning.
    }
  }
  return found;
}

it("with QUOTARY_EVIDENCE=hashes no word of print or post is ever stored", async () => {
  const config = testConfig(redis.url, {
    QUOTARY_DATA: data,
    QUOTARY_EVIDENCE: "hashes",
    QUOTARY_SECRET_KEYS: SECRET,
    QUOTARY_INCONCLUSIVE_SCHEDULE: "0",
  });
  const api = await startTestApi(config);
  const receiver = await startReceiver();
  const server = await serve([captureOf(POST), captureOf(OTHER)]);
  const shelf = createRedisShelf(api.redis, api.store.keys.cache, MEGABYTE);
  const archive = await openAt(`wayback+${server.origin}`, { answers: openAnswers(shelf, config) });
  const worker = startTestWorker(config, createEngine({ archives: [archive] }).check);
  try {
    const quotes = [POST, OTHER].map((post) => ({
      url: permalinkOf(post),
      author: { handle: post.handle },
      date: post.at.slice(0, 10),
      text: post.text.replace("keeps", "never keeps"),
      originalText: post.text,
    }));
    const { body } = await request(api.app)
      .post("/v1/verifications")
      .send({
        article: { title: "“The lighthouse keeps its lamp”", lang: "en" },
        quotes,
        webhook: { url: receiver.url },
      });
    const answer = (await request(api.app).get(`${body.links.self}?wait=60`)).body;
    const [{ verdict }, second] = answer.quotes;
    expect(verdict).toMatchObject({
      outcome: "discrepancy",
      wordsKept: false,
      quote: { text: expect.stringMatching(/^sha256:/) },
      post: { id: POST.id, text: expect.stringMatching(/^sha256:/) },
    });
    expect(verdict.evidence[0]).toMatchObject({ quoteSelector: null, position: { start: 0 } });
    expect(verdict.checks.text.edits[0]).toMatchObject({ kind: "negation-added" });
    expect(second.verdict.outcome).toMatch(/^verified/);
    await expect.poll(() => receiver.received.length).toBe(3);
    const told = receiver.received.map(({ body: sent }: Received) => sent).join();
    expect(told).not.toMatch(WORDS);
    expect((await request(api.app).post(`/v1/verdicts/${verdict.id}/recheck`)).status).toBe(404);
    const csv = await request(api.app).get(`${body.links.self}?format=csv`);
    expect(csv.text).not.toMatch(WORDS);
    expect(everythingWritten()).not.toMatch(WORDS);
    expect(everythingWritten()).toContain(POST.handle);
  } finally {
    await worker.close(1);
    await api.close();
    await receiver.close();
  }
}, 120_000);

it("what is cancelled before it was checked leaves no words either", async () => {
  const config = testConfig(redis.url, {
    QUOTARY_REDIS_PREFIX: "{cancelled}",
    QUOTARY_EVIDENCE: "hashes",
    QUOTARY_SECRET_KEYS: SECRET,
  });
  const api = await startTestApi(config);
  try {
    const quotes = [{ author: { handle: "ada" }, text: "Lanterns for every lighthouse." }];
    const { body } = await request(api.app).post("/v1/verifications").send({ quotes });
    await request(api.app).delete(body.links.self);
    const records = await api.redis.hgetall(api.store.keys.records(body.id));
    expect(JSON.parse(records[0] ?? "")).toMatchObject({ text: expect.stringMatching(/^sha256:/) });
    expect(everythingWritten()).not.toMatch(WORDS);
  } finally {
    await api.close();
  }
});

it("what was sealed with a key that is lost ends failed, with the reason", async () => {
  const env = {
    QUOTARY_REDIS_PREFIX: "{lost}",
    QUOTARY_EVIDENCE: "hashes",
    QUOTARY_QUOTE_ATTEMPTS: "2",
  };
  const before = await startTestApi(testConfig(redis.url, { ...env, QUOTARY_SECRET_KEYS: SECRET }));
  const quotes = [
    { author: { handle: "ada" }, text: "Lanterns for every lighthouse." },
    { author: { handle: "ada" }, text: "Lamps." },
  ];
  const { body } = await request(before.app).post("/v1/verifications").send({ quotes });
  await before.close();
  const other = randomBytes(32).toString("base64");
  const config = testConfig(redis.url, { ...env, QUOTARY_SECRET_KEYS: other });
  const api = await startTestApi(config);
  const worker = startTestWorker(config, plainCheck);
  try {
    const shown = await request(api.app).get(body.links.self);
    expect(shown.status).toBe(200);
    const ended = (await request(api.app).get(`${body.links.self}?wait=30`)).body;
    expect(ended).toMatchObject({ status: "completed", progress: { done: 2, total: 2 } });
    for (const { status, because } of ended.quotes) {
      expect([status, because]).toEqual(["failed", expect.stringMatching(/sealed with a key/)]);
    }
    // Nor are they there for whoever finds the key again.
    const records = await api.redis.hvals(api.store.keys.records(body.id));
    expect(records.join()).not.toContain("sealed:");
    // A later one, of the key that is there, is checked.
    const next = (await request(api.app).post("/v1/verifications").send({ quotes })).body;
    const checked = (await request(api.app).get(`${next.links.self}?wait=30`)).body;
    expect(checked.outcomes).toEqual({ verified: 2 });
  } finally {
    await worker.close(1);
    await api.close();
  }
}, 60_000);

it("what was sealed with a lost key can be cancelled", async () => {
  const env = { QUOTARY_REDIS_PREFIX: "{lost-cancelled}", QUOTARY_EVIDENCE: "hashes" };
  const before = await startTestApi(testConfig(redis.url, { ...env, QUOTARY_SECRET_KEYS: SECRET }));
  const quotes = [{ author: { handle: "ada" }, text: "Lanterns for every lighthouse." }];
  const { body } = await request(before.app).post("/v1/verifications").send({ quotes });
  await before.close();
  const other = randomBytes(32).toString("base64");
  const api = await startTestApi(testConfig(redis.url, { ...env, QUOTARY_SECRET_KEYS: other }));
  try {
    expect((await request(api.app).delete(body.links.self)).body.status).toBe("cancelled");
    const records = await api.redis.hvals(api.store.keys.records(body.id));
    expect(records.join()).not.toContain("sealed:");
  } finally {
    await api.close();
  }
});

it("captures are not saved where words are not kept", async () => {
  const settings = { live: ["bluesky"], evidence: "hashes", dataFolder: data } as const;
  await expect(openForChecks([], settings)).rejects.toThrow(/rules out/);
});
