import type { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectRedis, impatient, waitUntilReady } from "../../src/redis/connection.js";
import { newVerificationId, verdictId } from "../../src/store/ids.js";
import { createStore, type Store } from "../../src/store/index.js";
import { DamagedError } from "../../src/store/packed.js";
import type { NewVerification } from "../../src/store/stored-verification.js";
import { viewVerification } from "../../src/store/view.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { plainCheck } from "../support/verdicts.js";

let server: TestRedis;
let redis: Redis;
let store: Store;

beforeAll(async () => {
  server = await startTestRedis();
  redis = connectRedis(impatient(server.url), () => {});
  await waitUntilReady(redis, 5_000);
  store = createStore(redis, { redisPrefix: "{t}", retentionSeconds: 1_000 });
});
afterAll(async () => {
  redis.disconnect();
  await server.remove();
});

const quote = { text: "Good morning", author: { handle: "someone" } };
const now = new Date("2026-11-24T12:00:00Z");

async function create(count: number, over: Partial<NewVerification> = {}): Promise<string> {
  const id = newVerificationId();
  await store.verifications.create(
    {
      id,
      tenant: "default",
      createdAt: now.toISOString(),
      article: null,
      options: {},
      webhook: { url: "https://news.example/hook", secret: "whsec_x", secretIsOurs: true },
      warnings: [],
      quotes: Array(count).fill(quote),
      ...over,
    },
    null,
  );
  return id;
}

async function finish(id: string, index: number): Promise<boolean> {
  const verdict = await plainCheck(quote, { id: verdictId(id, index) });
  return (await store.verifications.finish(id, index, { verdict }, now)) !== false;
}

const outbox = () => redis.zrange(store.keys.outbox, "0", "-1");

describe("a quote's end", () => {
  it("is told with a time that fits its number, whichever worker looked at its clock first", async () => {
    const id = await create(2);
    for (const [index, ms] of [20, 10].entries()) {
      const verdict = await plainCheck(quote, { id: verdictId(id, index) });
      const at = new Date(now.getTime() + ms);
      await store.verifications.finish(id, index, { verdict }, at);
    }
    const told = [0, 1].map((index) => `evt_${id.slice(4)}_${index}`);
    expect(await store.events.readAll(told)).toMatchObject([
      { sequence: 1, timestamp: "2026-11-24T12:00:00.020Z" },
      { sequence: 2, timestamp: "2026-11-24T12:00:00.020Z" },
    ]);
  });

  it("writes verdict, count and event in one step, and only once", async () => {
    const id = await create(2);
    await store.verifications.start(id, 0);
    expect(await finish(id, 0)).toBe(true);
    expect(await finish(id, 0)).toBe(false);
    const stored = await store.verifications.read(id);
    expect(stored).toMatchObject({ status: "running", done: 1, outcomes: { verified: 1 } });
    const events = (await outbox()).filter((event) => event.includes(id.slice(4)));
    expect(events).toEqual([`evt_${id.slice(4)}_0`]);
    expect((await store.events.readAll([events[0]!]))[0]).toMatchObject({
      type: "verdict.created",
      verification: id,
      about: verdictId(id, 0),
    });
  });

  it("leaves a verdict that hides no other, should it be damaged", async () => {
    const id = await create(2);
    for (const index of [0, 1]) await finish(id, index);
    const [damaged, whole] = [verdictId(id, 0), verdictId(id, 1)] as const;
    await redis.setrange(store.keys.verdict(damaged), 0, "?");
    await expect(store.verifications.verdict(damaged)).rejects.toThrow(DamagedError);
    expect(await store.verifications.verdicts([damaged, whole, verdictId(id, 2)])).toEqual([
      null,
      expect.objectContaining({ id: whole }),
      null,
    ]);
  });

  it("keeps the first verdict when a second one comes", async () => {
    const id = await create(1);
    await finish(id, 0);
    const verdict = await plainCheck({ ...quote, text: "wrong" }, { id: verdictId(id, 0) });
    expect(await store.verifications.finish(id, 0, { verdict }, now)).toBe(false);
    expect(await store.verifications.verdict(verdictId(id, 0))).toMatchObject({
      outcome: "verified",
    });
  });

  it("completes the verification with the last one, whatever their order", async () => {
    const id = await create(3);
    for (const index of [2, 0, 1]) await finish(id, index);
    expect(await store.verifications.read(id)).toMatchObject({
      status: "completed",
      completedAt: now.toISOString(),
      done: 3,
    });
    expect(await outbox()).toContain(`evt_${id.slice(4)}_completed`);
    expect(await redis.zscore(store.keys.open, id)).toBeNull();
  });

  it("without a verdict is told as failed, counts as done and makes no verdict event", async () => {
    const id = await create(1);
    await store.verifications.finish(id, 0, { because: "it broke" }, now);
    const stored = await store.verifications.read(id);
    expect(viewVerification(stored!)).toMatchObject({
      status: "completed",
      progress: { done: 1, total: 1 },
      outcomes: {},
      quotes: [{ status: "failed", verdict: null, verdictId: null, because: "it broke" }],
    });
    const events = (await outbox()).filter((event) => event.includes(id.slice(4)));
    expect(events).toEqual([`evt_${id.slice(4)}_completed`]);
  });

  it("leaves no events where no webhook was asked for", async () => {
    const id = await create(1, { webhook: null });
    await finish(id, 0);
    expect((await outbox()).filter((event) => event.includes(id.slice(4)))).toEqual([]);
  });

  it("of a verification that expired changes nothing", async () => {
    expect(await finish(newVerificationId(), 0)).toBe(false);
  });

  it("happens once also when many workers come at the same time", async () => {
    const id = await create(5);
    const all = Array.from({ length: 50 }, (_, i) => finish(id, i % 5));
    expect((await Promise.all(all)).filter(Boolean)).toHaveLength(5);
    expect(await store.verifications.read(id)).toMatchObject({ done: 5, status: "completed" });
  });
});

describe("starting a quote", () => {
  it("runs it again after a worker died, and not after it ended", async () => {
    const id = await create(1);
    const work = await store.verifications.start(id, 0);
    expect(work).toMatchObject({ quote, options: {}, recheck: null });
    expect(await store.verifications.start(id, 0)).toEqual(work);
    await finish(id, 0);
    expect(await store.verifications.start(id, 0)).toBe("completed");
    expect(await store.verifications.start(id, 7)).toBe("gone");
    expect(await store.verifications.start(newVerificationId(), 0)).toBe("gone");
  });
});

describe("cancelling", () => {
  it("keeps quotes that have not run from running, and lets running ones end", async () => {
    const id = await create(2);
    await store.verifications.start(id, 0);
    expect(await store.verifications.cancel(id, now)).toBe("cancelled");
    expect(await store.verifications.start(id, 1)).toBe("cancelled");
    expect(await finish(id, 0)).toBe(true);
    expect(await store.verifications.read(id)).toMatchObject({ status: "cancelled", done: 1 });
    expect(await outbox()).not.toContain(`evt_${id.slice(4)}_completed`);
  });

  it("keeps a verdict that was just falling from being asked again by itself", async () => {
    const id = await create(1);
    await store.verifications.start(id, 0);
    await store.verifications.cancel(id, now);
    const verdict = await plainCheck(quote, { id: verdictId(id, 0) });
    const aftermath = { askAgainAt: new Date(now.getTime() + 60_000), isChange: false };
    await store.verifications.finish(id, 0, { verdict }, now, aftermath);
    expect(await store.rechecks.since([verdictId(id, 0)])).toEqual(new Map());
  });

  it("comes too late for what is completed", async () => {
    const id = await create(1);
    await finish(id, 0);
    expect(await store.verifications.cancel(id, now)).toBe("completed");
    expect(await store.verifications.cancel(newVerificationId(), now)).toBeNull();
  });
});

describe("keeping", () => {
  it("gives everything it writes an end", async () => {
    const id = await create(1);
    await finish(id, 0);
    const keys = await redis.keys(`{t}:*${id.slice(4)}*`);
    expect(keys.length).toBeGreaterThanOrEqual(6);
    for (const key of keys) expect(await redis.ttl(key), key).toBeGreaterThan(0);
  });

  it("stores nothing under an Idempotency-Key that is known", async () => {
    const claim = { digest: "d1", fingerprint: "f", keepSeconds: 60 };
    const made = (id: string) => ({
      id,
      tenant: "default",
      createdAt: now.toISOString(),
      article: null,
      options: {},
      webhook: null,
      warnings: [],
      quotes: [quote],
    });
    const [first, second] = [newVerificationId(), newVerificationId()];
    expect(await store.verifications.create(made(first), claim)).toBeNull();
    expect(await store.verifications.create(made(second), claim)).toMatchObject({
      verification: first,
      samePayload: true,
      answered: false,
    });
    await store.verifications.answered(claim);
    const other = { ...claim, fingerprint: "g" };
    expect(await store.verifications.create(made(second), other)).toMatchObject({
      samePayload: false,
      answered: true,
    });
    expect(await store.verifications.read(second)).toBeNull();
  });
});
