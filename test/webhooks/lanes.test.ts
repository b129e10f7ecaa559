import type { RequestListener } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createLogger } from "../../src/log/logger.js";
import { Tally } from "../../src/metrics/tally.js";
import { createGuardedClient } from "../../src/net/guarded-client.js";
import { addressLane, deliveryId } from "../../src/store/ids.js";
import { Drain, type DrainManner } from "../../src/webhooks/drain.js";
import { Places } from "../../src/webhooks/places.js";
import { startTestApi, startTestWorker, type TestApi, testConfig } from "../support/in-process.js";
import { type Receiver, startReceiver } from "../support/receiver.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { request } from "../support/request.js";
import { exitOf, runProgram } from "../support/service.js";
import { plainCheck } from "../support/verdicts.js";

let redis: TestRedis;
const open: (() => Promise<unknown>)[] = [];
let count = 0;

beforeAll(async () => {
  redis = await startTestRedis();
});
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});
afterAll(() => redis.remove());

async function receiver(answer?: RequestListener): Promise<Receiver> {
  const one = await startReceiver(answer);
  open.push(() => one.close());
  return one;
}

/** An API of its own; the sweep looks so rarely that what arrives does so without it. */
async function startApi(env: NodeJS.ProcessEnv = {}) {
  const prefix = `{l${++count}}`;
  const rarely = { QUOTARY_REDIS_PREFIX: prefix, QUOTARY_SWEEP_SECONDS: "3600" };
  const config = testConfig(redis.url, { ...rarely, ...env });
  const api = await startTestApi(config);
  open.push(() => api.close());
  const start = () => {
    const worker = startTestWorker(config, plainCheck);
    open.push(() => worker.close(1));
    return worker;
  };
  return { api, config, start };
}

async function verify(api: TestApi, url: string, quotes: number) {
  const quote = { text: "Good morning", author: { handle: "someone" } };
  const sent = { quotes: Array(quotes).fill(quote), webhook: { url } };
  const { body } = await request(api.app).post("/v1/verifications").send(sent);
  return body as { id: string; links: { self: string } };
}

/** Deliveries that lie ready, told by a worker whose receiver was away, and asked for again. */
async function lying(verifications: number, quotes: number, url: string) {
  const { api, config, start } = await startApi({ QUOTARY_WEBHOOK_SCHEDULE: "3600" });
  const worker = start();
  for (let i = 0; i < verifications; i++) await verify(api, url, quotes);
  const lane = addressLane("default", url);
  const all = verifications * (quotes + 1);
  await expect.poll(() => api.store.lanes.waiting(), { timeout: 20_000 }).toBe(all);
  await worker.close(1);
  const ids = await api.redis.zrange(api.store.keys.lane(lane), "0", "-1");
  const now = Date.now();
  await api.store.deliveries.again(ids, lane, { now, nextLook: now });
  const guarded = createGuardedClient({ allow: config.allowHosts });
  open.push(() => guarded.close());
  const places = new Places();
  const drain = (manner: Partial<DrainManner> = {}) =>
    new Drain(
      lane,
      { carefully: false, isOver: () => false, ...manner },
      {
        ...config,
        store: api.store,
        client: guarded,
        relay: async () => {},
        tally: new Tally(api.store.counts),
        log: createLogger("silent", "test"),
        places,
      },
    );
  return { api, config, lane, ids, drain };
}

const idsOf = (there: Receiver) =>
  there.received.map(({ headers }) => String(headers["webhook-id"]));

describe("a lane", () => {
  it("is told in order by verification, several of them at a time, and is empty then", async () => {
    let underWay = 0;
    let most = 0;
    const there = await receiver((_request, response) => {
      underWay += 1;
      most = Math.max(most, underWay);
      setTimeout(() => {
        underWay -= 1;
        response.writeHead(204).end();
      }, 3);
    });
    const { api, drain } = await lying(6, 5, there.url);
    expect(await drain().run()).toEqual({ kind: "nothing" });
    expect(await api.store.lanes.waiting()).toBe(0);
    expect(there.received).toHaveLength(36);
    const numbers = new Map<string, number[]>();
    for (const { event } of there.received as unknown as {
      event: { verification: string; sequence: number };
    }[]) {
      numbers.set(event.verification, [...(numbers.get(event.verification) ?? []), event.sequence]);
    }
    expect([...numbers.values()]).toEqual(Array(6).fill([1, 2, 3, 4, 5, 6]));
    expect(most).toBeGreaterThan(1);
  });

  it("is left as soon as it is to end, and gone on with later", async () => {
    const there = await receiver();
    const { api, ids, drain } = await lying(2, 20, there.url);
    expect(await drain({ isOver: () => there.received.length >= 7 }).run()).toEqual({
      kind: "more",
    });
    const told = there.received.length;
    expect(told).toBeLessThan(12);
    expect(await api.store.lanes.waiting()).toBe(ids.length - told);
    expect(await drain().run()).toEqual({ kind: "nothing" });
    expect(new Set(idsOf(there)).size).toBe(42);
    expect(there.received).toHaveLength(42);
  });

  it("goes on without a delivery that workers die of, and without any other one less", async () => {
    const there = await receiver();
    const { api, lane, ids, drain } = await lying(1, 4, there.url);
    for (let death = 0; death < 3; death++) await api.store.deliveries.taken(ids[1]!);
    expect(await drain({ carefully: true }).run()).toEqual({ kind: "nothing" });
    const states = (await api.store.deliveries.readAll(ids)).map((one) => one?.state);
    const told = "delivered";
    expect(states).toEqual([told, "abandoned", told, told, told]);
    expect(there.received).toHaveLength(4);
    expect(await api.store.lanes.next(lane)).toBeNull();
  });

  it("whose secret cannot be opened any more is tried again, and says why", async () => {
    const there = await receiver();
    const { api, ids, drain } = await lying(1, 1, there.url);
    const { verification } = (
      await api.store.events.readAll([ids[0]!.replace(/^dl_(.*)_own$/, "evt_$1")])
    )[0]!;
    const sealed = "sealed:1:0badcafe:AAAA";
    await api.redis.hset(api.store.keys.verification(verification!), "webhookSecret", sealed);
    expect(await drain().run()).toEqual({ kind: "nothing" });
    const [attempt] = await api.store.deliveries.attempts(ids[0]!);
    expect(attempt).toMatchObject({
      status: null,
      ok: false,
      because: expect.stringMatching(/QUOTARY_SECRET_KEYS/),
    });
    expect(there.received).toEqual([]);
  });

  it("holds up nothing for a verdict that is damaged, and says why", async () => {
    const there = await receiver();
    const { api, ids, drain } = await lying(20, 1, there.url);
    const [one] = ids.filter((id) => id.endsWith("_0_own"));
    const key = api.store.keys.verdict(one!.replace(/^dl_(.*)_own$/, "vd_$1"));
    const stored = (await api.redis.getBuffer(key))!;
    stored[stored.length - 10]! ^= 1;
    await api.redis.set(key, stored);
    await drain().run();
    expect(there.received).toHaveLength(39);
    expect((await api.store.deliveries.attempts(one!))[0]).toMatchObject({
      status: null,
      because: expect.stringContaining("damaged"),
      request: { url: there.url },
    });
    expect(await api.store.lanes.waiting()).toBe(0);
  });

  it("to what is no address is given up, and noted", async () => {
    const there = await receiver();
    const { api, ids, drain } = await lying(2, 1, there.url);
    const verifications = ids.map((id) => api.store.keys.verification(`ver_${id.split("_")[1]}`));
    for (const key of verifications) await api.redis.hset(key, "webhookUrl", "ftp://news.example/");
    expect(await drain().run()).toEqual({ kind: "nothing" });
    for (const id of ids) {
      expect(await api.store.deliveries.read(id)).toMatchObject({ state: "abandoned" });
      expect((await api.store.deliveries.attempts(id))[0]).toMatchObject({
        status: null,
        because: expect.stringContaining("only http and https"),
      });
    }
  });

  it("that waits for a retry is woken by what comes in before, and by the retry's time", async () => {
    let isDown = true;
    const there = await receiver((_request, response) => {
      response.writeHead(isDown ? 503 : 204).end();
    });
    const { api, start } = await startApi({ QUOTARY_WEBHOOK_SCHEDULE: "0,4,3600" });
    start();
    const first = await verify(api, there.url, 1);
    await there.until((received) => received.length >= 2);
    const firsts = idsOf(there);
    isDown = false;
    await expect.poll(() => api.queues.webhooks.getDelayedCount()).toBe(1);
    await verify(api, there.url, 1);
    await there.until((received) => received.length >= 4);
    expect(idsOf(there).slice(2, 4)).not.toContain(firsts[0]);
    await there.until((received) => received.length >= 6);
    expect(idsOf(there).slice(4).sort()).toEqual([...firsts].sort());
    const event = `evt_${first.id.slice(4)}_0`;
    await expect.poll(() => api.store.lanes.waiting()).toBe(0);
    const log = await api.store.deliveries.attempts(deliveryId(event, null));
    expect(log.map(({ attempt, status }) => [attempt, status])).toEqual([
      [2, 204],
      [1, 503],
    ]);
  }, 20_000);
});

describe("a worker killed while it delivers", () => {
  it("loses nothing; another repeats what was under way, and no more", async () => {
    const there = await receiver((_request, response) => {
      setTimeout(() => response.writeHead(204).end(), 10);
    });
    const { api, config, lane, ids } = await lying(10, 19, there.url);
    const startWorker = () =>
      runProgram("workers/main.ts", [], {
        REDIS_URL: redis.url,
        QUOTARY_REDIS_PREFIX: config.redisPrefix,
        QUOTARY_ARCHIVES: "wayback+http://127.0.0.1:9",
        QUOTARY_ALLOW_HOSTS: "127.0.0.1",
        QUOTARY_LOCK_SECONDS: "1",
        LOG_LEVEL: "error",
      });
    await api.queues.addLanes([lane]);
    for (const share of [0.2, 0.5]) {
      const worker = startWorker();
      while (there.received.length < ids.length * share) await sleep(2);
      worker.kill("SIGKILL");
      await exitOf(worker);
      expect(await api.store.lanes.waiting()).toBeGreaterThan(0);
    }
    const last = startWorker();
    open.push(async () => {
      last.kill("SIGTERM");
      await exitOf(last);
    });
    await expect.poll(() => api.store.lanes.waiting(), { timeout: 60_000 }).toBe(0);
    const times = new Map<string, number>();
    for (const id of idsOf(there)) times.set(id, (times.get(id) ?? 0) + 1);
    expect(times.size).toBe(ids.length);
    // A verification's are sent one after the other: of each, few were under way at either death.
    expect(there.received.length - ids.length).toBeLessThanOrEqual(2 * 64);
    const states = (await api.store.deliveries.readAll(ids)).map((one) => one?.state);
    expect(new Set(states)).toEqual(new Set(["delivered"]));
  }, 120_000);
});
