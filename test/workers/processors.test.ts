import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/index.js";
import { createLogger } from "../../src/log/logger.js";
import { runWorker } from "../../workers/run.js";
import { startTestApi, startTestWorker, type TestApi, testConfig } from "../support/in-process.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { plainCheck } from "../support/verdicts.js";

let redis: TestRedis;
let count = 0;

beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(() => redis.remove());

const quote = { text: "Good morning", author: { handle: "someone" } };

/** An API and a worker with queues of their own. */
async function withWorker(
  check: Engine["check"],
  env: NodeJS.ProcessEnv,
  use: (api: TestApi, start: () => void) => Promise<void>,
): Promise<void> {
  const config = testConfig(redis.url, { QUOTARY_REDIS_PREFIX: `{w${++count}}`, ...env });
  const api = await startTestApi(config);
  let worker: ReturnType<typeof startTestWorker> | undefined;
  await use(api, () => {
    worker = startTestWorker(config, check);
  });
  await worker?.close(1);
  await api.close();
}

const post = (api: TestApi, body: object) => request(api.app).post("/v1/verifications").send(body);
const done = async (api: TestApi, { body }: request.Response) =>
  (await request(api.app).get(`${body.links.self}?wait=30`)).body;

it("a lane that cannot be looked into is told in the log", async () => {
  const config = testConfig(redis.url, { QUOTARY_REDIS_PREFIX: `{w${++count}}` });
  const api = await startTestApi(config);
  const lines: string[] = [];
  const log = createLogger("error", "test", (line) => void lines.push(line));
  const worker = runWorker(config, plainCheck, log);
  await api.redis.set(api.store.keys.lane("we_broken"), "no lane");
  await api.queues.addLanes(["we_broken"]);
  await expect.poll(() => lines.join(""), { timeout: 10_000 }).toMatch(/WRONGTYPE.*job broke/);
  await worker.close(1);
  await api.close();
});

describe("checking a quote", () => {
  it("hands over article, verdict id and the archives asked for", async () => {
    const seen: unknown[] = [];
    const check: Engine["check"] = (given, { signal: _, deadline, onAccount: __, ...options }) => {
      expect(deadline).toBeInstanceOf(AbortSignal);
      seen.push({ given, ...options });
      return plainCheck(given, options);
    };
    await withWorker(check, {}, async (api, start) => {
      start();
      const body = { article: { lang: "fr" }, quotes: [quote], options: { archives: ["second"] } };
      const answer = await done(api, await post(api, body));
      expect(seen).toEqual([
        {
          given: quote,
          id: answer.quotes[0].verdict.id,
          article: { lang: "fr" },
          archives: ["second"],
          priority: undefined,
          lang: undefined,
          save: undefined,
          fresh: false,
        },
      ]);
    });
  });

  it("that breaks is tried again", async () => {
    let tries = 0;
    const check: Engine["check"] = (given, options) => {
      tries += 1;
      if (tries === 1) throw new Error("a fault of our own");
      return plainCheck(given, options);
    };
    await withWorker(check, {}, async (api, start) => {
      start();
      const answer = await done(api, await post(api, { quotes: [quote] }));
      expect(answer.quotes[0]).toMatchObject({ status: "completed", because: null });
      expect(tries).toBe(2);
    });
  });

  it("that breaks each time fails its quote, without a verdict, and the rest goes on", async () => {
    const check: Engine["check"] = (given, options) => {
      if (given.text === "bad") throw new Error("secret detail");
      return plainCheck(given, options);
    };
    await withWorker(check, { QUOTARY_QUOTE_ATTEMPTS: "2" }, async (api, start) => {
      start();
      const answer = await done(
        api,
        await post(api, { quotes: [quote, { ...quote, text: "bad" }] }),
      );
      expect(answer).toMatchObject({
        status: "completed",
        progress: { done: 2, total: 2 },
        outcomes: { verified: 1 },
        quotes: [
          { status: "completed" },
          { status: "failed", verdict: null, because: expect.stringMatching(/broke 2 times/) },
        ],
      });
      expect(JSON.stringify(answer)).not.toMatch(/secret detail/);
    });
  });

  it("that never ends is ended after its time", async () => {
    const env = { QUOTARY_QUOTE_ATTEMPTS: "1", QUOTARY_QUOTE_TIMEOUT: "1" };
    await withWorker(
      () => new Promise(() => {}),
      env,
      async (api, start) => {
        start();
        const answer = await done(api, await post(api, { quotes: [quote] }));
        expect(answer.quotes[0].status).toBe("failed");
      },
    );
  });

  it("comes first where the request is breaking", async () => {
    const order: string[] = [];
    const check: Engine["check"] = (given, options) => {
      order.push(given.text);
      return plainCheck(given, options);
    };
    await withWorker(check, { QUOTARY_CONCURRENCY: "1" }, async (api, start) => {
      const texts = (name: string) => [0, 1, 2].map((i) => ({ ...quote, text: `${name}${i}` }));
      const first = await post(api, { quotes: texts("normal") });
      await post(api, { quotes: texts("breaking"), options: { priority: "breaking" } });
      start();
      await done(api, first);
      expect(order).toEqual([
        "breaking0",
        "breaking1",
        "breaking2",
        "normal0",
        "normal1",
        "normal2",
      ]);
    });
  });

  it("does not happen for what was cancelled before", async () => {
    let checked = 0;
    const check: Engine["check"] = (given, options) => {
      checked += 1;
      return plainCheck(given, options);
    };
    await withWorker(check, {}, async (api, start) => {
      const cancelled = await post(api, { quotes: [quote, quote] });
      const answer = await request(api.app).delete(cancelled.body.links.self);
      expect(answer.body).toMatchObject({ status: "cancelled", progress: { done: 0, total: 2 } });
      const other = await post(api, { quotes: [quote] });
      start();
      await done(api, other);
      expect(checked).toBe(1);
      const again = await request(api.app).get(`${cancelled.body.links.self}?wait=30`);
      expect(again.body.status).toBe("cancelled");
    });
  });
});

describe("a quote whose archive asks for fewer requests", () => {
  const limited =
    (seconds: number): Engine["check"] =>
    async (given, options) => {
      const verdict = await plainCheck(given, options);
      const retryAt = new Date(Date.now() + seconds * 1_000).toISOString();
      const entry = { archive: "w", requests: 1, captures: 0, read: 0, asked: [], problems: [] };
      const search = [{ ...entry, outcome: "rate-limited" as const, retryAt }];
      return { ...verdict, outcome: "inconclusive", search };
    };

  it("waits, says until when, loses no attempt, and is checked again", async () => {
    let checks = 0;
    const check: Engine["check"] = (given, options) =>
      (++checks <= 4 ? limited(0.6) : plainCheck)(given, options);
    await withWorker(check, { QUOTARY_QUOTE_ATTEMPTS: "1" }, async (api, start) => {
      const { body } = await post(api, { quotes: [quote] });
      start();
      const status = async () => (await request(api.app).get(body.links.self)).body.quotes[0];
      await expect
        .poll(async () => (await status()).status, { timeout: 10_000 })
        .toBe("waiting-for-archive");
      expect(Date.parse((await status()).waitsUntil)).toBeGreaterThan(Date.now() - 2_000);
      const answer = await done(api, { body } as request.Response);
      expect(answer.quotes[0]).toMatchObject({ status: "completed" });
      expect(answer.quotes[0]).not.toHaveProperty("waitsUntil");
      expect(answer.outcomes).toEqual({ verified: 1 });
      expect(checks).toBe(5);
    });
  }, 30_000);

  it("gets its verdict when that would take too long", async () => {
    await withWorker(limited(3_600), {}, async (api, start) => {
      start();
      const answer = await done(api, await post(api, { quotes: [quote] }));
      expect(answer.outcomes).toEqual({ inconclusive: 1 });
    });
  });

  it("is cancelled while it waits", async () => {
    await withWorker(limited(60), {}, async (api, start) => {
      start();
      const { body } = await post(api, { quotes: [quote] });
      const read = async () => (await request(api.app).get(body.links.self)).body;
      await expect.poll(async () => (await read()).quotes[0].status).toBe("waiting-for-archive");
      await request(api.app).delete(body.links.self);
      expect((await read()).status).toBe("cancelled");
    });
  });
});
