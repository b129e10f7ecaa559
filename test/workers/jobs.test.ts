import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Config } from "../../config/index.js";
import type { Engine } from "../../src/engine/index.js";
import type { LaneJob, QuoteJob } from "../../src/queue/jobs.js";
import { deliveryId, planId, quoteId } from "../../src/store/ids.js";
import { startTestApi, startTestWorker, type TestApi, testConfig } from "../support/in-process.js";
import { startReceiver } from "../support/receiver.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { request } from "../support/request.js";
import { plainCheck } from "../support/verdicts.js";

let redis: TestRedis;
let config: Config & { redisUrl: string };
let api: TestApi;
let count = 0;

beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(() => redis.remove());

async function withApi(use: (start: (check?: Engine["check"]) => void) => Promise<void>) {
  config = testConfig(redis.url, { QUOTARY_REDIS_PREFIX: `{j${++count}}` });
  api = await startTestApi(config);
  const workers: ReturnType<typeof startTestWorker>[] = [];
  await use((check = plainCheck) => workers.push(startTestWorker(config, check)));
  for (const worker of workers) await worker.close(1);
  await api.close();
}

const quote = { text: "Good morning", author: { handle: "someone" } };

async function post(body: object) {
  return (await request(api.app).post("/v1/verifications").send(body)).body;
}

const read = async (path: string) => (await request(api.app).get(path)).body;

/** What a worker does of a plan: queues the first quote. */
function queueQuotes(id: string): Promise<void> {
  return api.queues.addQuotes(id, [0], { tenant: "default", priority: "normal" });
}

/** Puts other data in place of what was queued. */
async function rewrite(
  queue: "plans" | "quotes" | "webhooks",
  job: string,
  data: object,
): Promise<void> {
  const key = `${config.redisPrefix}:${queue}:${job}`;
  expect(await api.redis.exists(key)).toBe(1);
  await api.redis.hset(key, "data", JSON.stringify(data));
}

describe("job data", () => {
  it("holds ids only, and says of which form it is", async () => {
    await withApi(async () => {
      const { id } = await post({ quotes: [quote] });
      const [plan] = await api.queues.plans.getJobs();
      expect(plan?.data).toEqual({ v: 1, verification: id });
      await queueQuotes(id);
      const [job] = await api.queues.quotes.getJobs();
      expect(job?.data).toEqual({ v: 1, verification: id, index: 0 });
    });
  });

  it("of the version before, which said nothing, is read", async () => {
    await withApi(async (start) => {
      const { id, links } = await post({ quotes: [quote] });
      await queueQuotes(id);
      await rewrite("quotes", quoteId(id, 0), { verification: id, index: 0 });
      start();
      expect(await read(`${links.self}?wait=10`)).toMatchObject({ outcomes: { verified: 1 } });
    });
  });

  it("of the version before, that named an event, still brings it to its receiver", async () => {
    await withApi(async (start) => {
      const there = await startReceiver();
      const { id } = await post({ quotes: [quote], webhook: { url: there.url } });
      start();
      await there.until((received) => received.length >= 2);
      const event = `evt_${id.slice(4)}_0`;
      await api.redis.del(api.store.keys.delivery(deliveryId(event, null)));
      await api.redis.zadd(api.store.keys.outbox, "0", event);
      const data = { event } as unknown as LaneJob;
      await api.queues.webhooks.add("deliver", data, { jobId: event });
      await there.until((received) => received.length >= 3);
      expect(there.received[2]?.headers["webhook-id"]).toBe(event);
      await there.close();
    });
  });

  it("of the version before, a delivery each, still brings it to its receiver", async () => {
    await withApi(async (start) => {
      const there = await startReceiver();
      const { id } = await post({ quotes: [quote], webhook: { url: there.url } });
      start();
      await there.until((received) => received.length >= 2);
      const delivery = deliveryId(`evt_${id.slice(4)}_0`, null);
      await expect
        .poll(async () => (await api.store.deliveries.read(delivery))?.state)
        .toBe("delivered");
      await api.redis.hset(api.store.keys.delivery(delivery), { state: "pending", round: 3 });
      for (const round of [2, 3]) {
        const data = { v: 1, delivery, round } as unknown as LaneJob;
        await api.queues.webhooks.add("deliver", data, { jobId: `${delivery}_${round}` });
      }
      await there.until((received) => received.length >= 3);
      await expect.poll(() => api.store.lanes.waiting()).toBe(0);
      expect(there.received.map(({ headers }) => headers["webhook-id"])).toEqual([
        `evt_${id.slice(4)}_0`,
        `evt_${id.slice(4)}_completed`,
        `evt_${id.slice(4)}_0`,
      ]);
      await there.close();
    });
  });

  it("of a later version is left to a worker that knows it", async () => {
    await withApi(async (start) => {
      const { id, links } = await post({ quotes: [quote] });
      const job = quoteId(id, 0);
      await queueQuotes(id);
      await rewrite("quotes", job, { v: 2, quotes: [`${id}/0`] });
      start();
      await expect.poll(() => api.queues.quotes.getJobState(job)).toBe("delayed");
      expect((await read(links.self)).quotes[0].status).toBe("queued");
      expect((await api.queues.quotes.getJob(job))?.attemptsMade).toBe(0);
      const known: QuoteJob = { v: 1, verification: id, index: 0 };
      await rewrite("quotes", job, known);
      expect(await read(`${links.self}?wait=10`)).toMatchObject({ status: "completed" });
    });
  }, 20_000);
});

describe("a plan", () => {
  it("of a later version is left to a worker that knows it", async () => {
    await withApi(async (start) => {
      const { id, links } = await post({ quotes: [quote] });
      await rewrite("plans", planId(id), { v: 2, verification: { id } });
      start();
      await expect.poll(() => api.queues.plans.getJobState(planId(id))).toBe("delayed");
      expect((await read(links.self)).quotes[0].status).toBe("queued");
      await rewrite("plans", planId(id), { v: 1, verification: id });
      expect(await read(`${links.self}?wait=10`)).toMatchObject({ status: "completed" });
    });
  }, 20_000);

  it("made twice checks no quote twice", async () => {
    await withApi(async (start) => {
      let checks = 0;
      const { id, links } = await post({ quotes: [quote, quote] });
      start((given, options) => {
        checks += 1;
        return plainCheck(given, options);
      });
      await read(`${links.self}?wait=10`);
      await api.queues.addPlan(id, "normal");
      await expect.poll(() => api.queues.plans.getJobState(planId(id))).toBe("unknown");
      await expect
        .poll(() => api.queues.quotes.getJobCountByTypes("prioritized", "active"))
        .toBe(0);
      expect(checks).toBe(2);
    });
  });
});

describe("cancelling", () => {
  it("reaches a check under way, which ends without a verdict", async () => {
    await withApi(async (start) => {
      let ended: unknown;
      start((_quote, { signal }) => {
        return new Promise((_, reject) => {
          signal?.addEventListener("abort", () => {
            ended = signal.reason;
            reject(signal.reason);
          });
        });
      });
      const { id, links } = await post({ quotes: [quote] });
      await expect.poll(async () => (await read(links.self)).quotes[0].status).toBe("running");
      await request(api.app).delete(links.self);
      await expect.poll(() => ended).toBeInstanceOf(Error);
      await expect.poll(() => api.queues.quotes.getJobState(quoteId(id, 0))).toBe("unknown");
      expect(await read(links.self)).toMatchObject({
        status: "cancelled",
        quotes: [{ status: "queued", verdict: null, because: null }],
      });
      await sleep(50);
      expect(await api.redis.hgetall(api.store.keys.counts)).toEqual({});
    });
  });
});

it("a quote whose end a full Redis does not take is put off, no attempt of it being counted", async () => {
  await withApi(async (start) => {
    const { id, links } = await post({ quotes: [quote] });
    let isFull = false;
    start(async (...given) => {
      if (!isFull) await api.redis.config("SET", "maxmemory", "1");
      isFull = true;
      return plainCheck(...given);
    });
    const job = () => api.queues.quotes.getJob(quoteId(id, 0));
    await expect.poll(async () => (await job())?.isDelayed(), { timeout: 10_000 }).toBe(true);
    expect((await job())?.attemptsMade).toBe(0);
    expect(await read(links.self)).toMatchObject({ status: "running", progress: { done: 0 } });
    await api.redis.config("SET", "maxmemory", "0");
    expect(await read(`${links.self}?wait=15`)).toMatchObject({ outcomes: { verified: 1 } });
  });
});

it("a check that misses a file breaks as any does, and is not put off for ever", async () => {
  await withApi(async (start) => {
    const { links } = await post({ quotes: [quote] });
    start(async () => {
      await readFile("/nowhere/at/all");
      throw new Error("not reached");
    });
    expect((await read(`${links.self}?wait=15`)).quotes).toMatchObject([
      { status: "failed", because: expect.stringMatching(/check broke/) },
    ]);
  });
});

it("nor does a check of it break where a full Redis does not take what is asked of archives", async () => {
  await withApi(async (start) => {
    const { id, links } = await post({ quotes: [quote] });
    let checks = 0;
    start(async (...given) => {
      checks += 1;
      if (checks <= 4) throw new Error("OOM command not allowed when used memory > 'maxmemory'.");
      return plainCheck(...given);
    });
    const job = () => api.queues.quotes.getJob(quoteId(id, 0));
    for (const taken of [1, 2, 3, 4]) {
      await expect.poll(() => checks, { timeout: 5_000 }).toBe(taken);
      await expect.poll(async () => (await job())?.isDelayed()).toBe(true);
      // It keeps its turn, and so comes back before whoever waits for theirs.
      expect(await job()).toMatchObject({ attemptsMade: 0, priority: 8 });
      await (await job())?.promote();
    }
    expect(await read(`${links.self}?wait=15`)).toMatchObject({ outcomes: { verified: 1 } });
  });
});
