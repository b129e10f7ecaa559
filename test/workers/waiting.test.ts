import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import type { Engine } from "../../src/engine/index.js";
import { startTestApi, startTestWorker, testConfig } from "../support/in-process.js";
import { startTestRedis } from "../support/redis.js";
import { request } from "../support/request.js";
import { plainCheck } from "../support/verdicts.js";

/** Quotes that wait for an archive: more than the worker looks at before the first comes back. */
const WAITING = 40;

it("quotes that wait for an archive keep neither breaking news nor anybody else from their turn", async () => {
  const redis = await startTestRedis();
  const config = testConfig(redis.url, { QUOTARY_CONCURRENCY: "1" });
  const api = await startTestApi(config);
  /** What was looked at, in order. */
  const looked: string[] = [];
  const check: Engine["check"] = async (given, options) => {
    looked.push(given.text);
    await sleep(25);
    const verdict = await plainCheck(given, options);
    if (given.text !== "waits") return verdict;
    const retryAt = new Date(Date.now() + 500).toISOString();
    const busy = { archive: "busy", outcome: "rate-limited", requests: 1, captures: 0, read: 0 };
    const search = [{ ...busy, asked: [], problems: [], retryAt }] as typeof verdict.search;
    return { ...verdict, outcome: "inconclusive", search };
  };
  const worker = startTestWorker(config, check);
  onTestFinished(async () => {
    await worker.close(1);
    await api.close();
    await redis.remove();
  });
  const post = async (texts: readonly string[], priority: "breaking" | "normal") => {
    const quotes = texts.map((text) => ({ text, author: { handle: "someone" } }));
    await request(api.app).post("/v1/verifications").send({ quotes, options: { priority } });
  };
  await post(Array(WAITING).fill("waits"), "normal");
  await expect.poll(() => looked.length, { timeout: 20_000 }).toBeGreaterThan(2 * WAITING);
  // At their old turns, those that wait would be looked at time and again, and nothing else ever.
  await post(["news"], "breaking");
  await post(["late"], "normal");
  await expect
    .poll(() => looked, { timeout: 20_000 })
    .toEqual(expect.arrayContaining(["news", "late"]));
}, 60_000);
