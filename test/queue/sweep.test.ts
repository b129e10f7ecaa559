import { Worker } from "bullmq";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { JOB_VERSION, QUOTES, WEBHOOKS } from "../../src/queue/jobs.js";
import { createSweep } from "../../src/queue/sweep.js";
import { patient } from "../../src/redis/connection.js";
import {
  addressLane,
  newVerificationId,
  newWebhookId,
  quoteId,
  verdictId,
} from "../../src/store/ids.js";
import { startTestApi, type TestApi, testConfig } from "../support/in-process.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { plainCheck } from "../support/verdicts.js";

let redis: TestRedis;
let api: TestApi;
let clock = Date.now();

beforeAll(async () => {
  redis = await startTestRedis();
  api = await startTestApi(testConfig(redis.url));
});
afterAll(async () => {
  await api.close();
  await redis.remove();
});

const quote = { text: "Good morning", author: { handle: "someone" } };
const sweep = () =>
  createSweep(
    api.store,
    api.queues,
    { sweepSeconds: 60, webhookSchedule: [0, 0], inconclusiveSchedule: [], recheckDays: 30 },
    () => clock,
  );

/** Stored as an API process stores it that dies before it queues. */
async function storeOnly(count: number): Promise<string> {
  const id = newVerificationId();
  await api.store.verifications.create(
    {
      id,
      tenant: "default",
      createdAt: new Date(clock).toISOString(),
      article: null,
      options: { priority: "breaking" },
      webhook: { url: "https://news.example/hook", secret: "whsec_x", secretIsOurs: false },
      warnings: [],
      quotes: Array(count).fill(quote),
    },
    null,
  );
  return id;
}

/** Fails every job of a queue for good, as workers that die all the time make it. */
async function failAll(queue: string, count: number): Promise<void> {
  let failed = 0;
  const worker = new Worker(
    queue,
    async () => {
      throw new Error("no");
    },
    {
      connection: patient(redis.url),
      prefix: "{quotary}",
      settings: { backoffStrategy: () => -1 },
    },
  );
  await new Promise<void>((resolve) => {
    worker.on("failed", () => {
      failed += 1;
      if (failed === count) resolve();
    });
  });
  await worker.close();
}

describe("the sweep", () => {
  it("queues what is stored and was not queued, after a time of grace", async () => {
    const id = await storeOnly(3);
    await sweep().verifications();
    expect(await api.queues.quotes.getJobState(quoteId(id, 0))).toBe("unknown");
    clock += 15_000;
    await sweep().verifications();
    const states = [0, 1, 2].map((index) => api.queues.quotes.getJobState(quoteId(id, index)));
    expect(await Promise.all(states)).toEqual(["prioritized", "prioritized", "prioritized"]);
  });

  it("makes no second job of what is queued", async () => {
    const before = await api.queues.quotes.count();
    clock += 120_000;
    await sweep().verifications();
    await sweep().verifications();
    expect(await api.queues.quotes.count()).toBe(before);
    await api.queues.quotes.obliterate({ force: true });
  });

  it("ends quotes whose job was given up, so that the verification completes", async () => {
    const id = await storeOnly(2);
    await api.queues.quotes.addBulk(
      [0, 1].map((index) => ({
        name: "check",
        data: { v: JOB_VERSION, verification: id, index },
        opts: { jobId: quoteId(id, index), attempts: 1 },
      })),
    );
    await failAll(QUOTES, 2);
    clock += 120_000;
    await sweep().verifications();
    const stored = await api.store.verifications.read(id);
    expect(stored).toMatchObject({ status: "completed", done: 2 });
    expect(stored?.quotes.map(({ status }) => status)).toEqual(["failed", "failed"]);
  });

  it("forgets verifications that are no longer kept", async () => {
    await api.redis.zadd(api.store.keys.open, String(clock), newVerificationId());
    await sweep().verifications();
    expect(await api.redis.zcount(api.store.keys.open, "-inf", String(clock))).toBe(0);
  });

  it("sends events on their way once, however often it runs", async () => {
    await api.redis.del(api.store.keys.outbox);
    const id = await storeOnly(1);
    const verdict = await plainCheck(quote, { id: verdictId(id, 0) });
    await api.store.verifications.finish(id, 0, { verdict }, new Date(clock));
    await Promise.all([sweep().events(), sweep().events()]);
    clock += 120_000;
    await sweep().events();
    const lane = addressLane("default", "https://news.example/hook");
    expect(await api.store.lanes.due(lane, clock, 0, 10)).toEqual([
      `dl_${id.slice(4)}_0_own`,
      `dl_${id.slice(4)}_completed_own`,
    ]);
    const jobs = await api.queues.webhooks.getJobs();
    expect(jobs.map(({ data }) => data)).toEqual([{ v: 2, lane }]);
  });

  it("has a lane looked into whose job was given up or fell out, and forgets empty ones", async () => {
    const lane = addressLane("default", "https://news.example/hook");
    await failAll(WEBHOOKS, 3);
    clock += 120_000;
    await sweep().deliveries();
    expect((await api.queues.webhooks.getWaiting()).map(({ data }) => data.lane)).toEqual([lane]);
    await api.queues.webhooks.obliterate({ force: true });
    clock += 120_000;
    await sweep().deliveries();
    expect((await api.queues.webhooks.getWaiting()).map(({ data }) => data.lane)).toEqual([lane]);
    expect(await api.store.lanes.waiting()).toBe(2);
    await api.redis.del(api.store.keys.lane(lane));
    clock += 120_000;
    await sweep().deliveries();
    expect(await api.redis.exists(api.store.keys.lanes)).toBe(0);
  });

  it("looks after the others where one cannot be looked after, and tells of that one", async () => {
    const [bad, good] = [await storeOnly(1), await storeOnly(1)].sort() as [string, string];
    await api.redis.hset(api.store.keys.records(bad), "0", "{");
    clock += 120_000;
    await expect(sweep().verifications()).rejects.toThrow(SyntaxError);
    expect(await api.queues.quotes.getJobState(quoteId(good, 0))).not.toBe("unknown");
    await api.redis.del(api.store.keys.verification(bad));
    await api.queues.quotes.obliterate({ force: true });
  });

  it("tells others where a tenant's endpoint is sealed with a lost key", async () => {
    await api.redis.del(api.store.keys.outbox);
    const hook = {
      ...{ id: newWebhookId(), tenant: "default", url: "https://a.example/", description: "" },
      ...{ events: ["verdict.created" as const], isOn: true, createdAt: "2026-11-24T12:00:00Z" },
      ...{ secret: "sealed:1:lost:AAAA", oldSecret: null, oldSecretUntil: null },
      ...{ privateKey: null, publicKey: null },
      ...{ failingSince: null, disabledAt: null, because: null },
    };
    await api.store.endpoints.create(hook, 10);
    const id = await storeOnly(1);
    const verdict = await plainCheck(quote, { id: verdictId(id, 0) });
    await api.store.verifications.finish(id, 0, { verdict }, new Date(clock));
    await sweep().events();
    expect(await api.store.deliveries.read(`dl_${id.slice(4)}_0_own`)).not.toBeNull();
    expect(await api.store.lanes.next(hook.id)).not.toBeNull();
    await api.store.endpoints.remove(hook.id, "default");
  });

  it("makes deliveries in one place at a time, and of what came in meanwhile as well", async () => {
    const running: string[] = [];
    let more = true;
    const tell = async () => {
      running.push("begins");
      if (more) await api.redis.zadd(api.store.keys.outbox, String(clock), "evt_later");
      else await api.redis.del(api.store.keys.outbox);
      more = false;
      await api.store.events.inTurn(
        () => clock,
        async () => void running.push("at the same time"),
      );
      running.push("ends");
    };
    await api.store.events.inTurn(() => clock, tell);
    expect(running).toEqual(["begins", "ends", "begins", "ends"]);
    expect(await api.redis.exists(api.store.keys.outboxTurn)).toBe(0);
  });
});
