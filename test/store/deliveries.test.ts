import type { Redis } from "ioredis";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectRedis, impatient, waitUntilReady } from "../../src/redis/connection.js";
import { deliveryId, newVerificationId } from "../../src/store/ids.js";
import { createStore, type Store } from "../../src/store/index.js";
import { justStored, type NewVerification } from "../../src/store/stored-verification.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";

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

const event = (
  what: string,
  sequence: number | null = null,
  timestamp = "2026-11-24T12:00:00Z",
) => ({
  id: `evt_${"a".repeat(32)}_${what}`,
  type: "verdict.created" as const,
  timestamp,
  tenant: "default",
  verification: `ver_${"a".repeat(32)}`,
  about: "vd_x",
  sequence,
});
const TIMES = { now: Date.parse("2026-11-24T12:00:10Z"), nextLook: 0 };
const to = (lane: string) => [{ endpoint: null, lane }];
const attempt = { at: "", attempt: 1, status: 500, ok: false, because: "answered 500" };
const log = { ...attempt, milliseconds: 1, request: { url: "", bytes: 1 }, response: null };

it("an attempt that ends after the delivery was asked for again does not end the new round", async () => {
  const lane = "own_round";
  const one = event("completed");
  await store.deliveries.fanOut([{ event: one, receivers: to(lane) }], TIMES);
  const id = deliveryId(one.id, null);
  const first = await store.deliveries.read(id);
  expect(await store.deliveries.again([id, "dl_gone"], lane, TIMES)).toEqual([true, false]);
  const end = (round = -1) => ({
    delivery: { id, round, made: 0 },
    attempt: log,
    then: "delivered" as const,
  });
  await store.deliveries.end(lane, [end(first?.round)], new Date(4));
  expect(await store.deliveries.read(id)).toMatchObject({ state: "pending", round: 1 });
  expect(await store.lanes.due(lane, TIMES.now, 0, 9)).toEqual([id]);
  expect(await store.lanes.waiting()).toBe(1);
  await store.deliveries.end(lane, [end(1)], new Date(5));
  expect(await store.deliveries.read(id)).toMatchObject({ state: "delivered", round: 1 });
  expect(await store.deliveries.attempts(id)).toEqual([log, log]);
  expect(await store.lanes.waiting()).toBe(0);
});

it("what is due in a lane comes in the order of the events' numbers, retries when their time has come", async () => {
  const lane = "own_order";
  const order = [10, 2, 1, 11, 3];
  const events = order.map((number) => ({
    event: event(String(number), number),
    receivers: to(lane),
  }));
  // Twice, as two workers may.
  for (let i = 0; i < 2; i++) await store.deliveries.fanOut(events, TIMES);
  const id = (number: number) => deliveryId(event(String(number)).id, null);
  const due = (ms = 0) => store.lanes.due(lane, TIMES.now + ms, 0, 99);
  expect(await due()).toEqual([1, 2, 3, 10, 11].map(id));
  const againAt = TIMES.now + 5_000;
  const delivery = { id: id(2), round: 0, made: 0 };
  const ends = [{ delivery, attempt: log, then: { againAt } }];
  await store.deliveries.end(lane, ends, new Date());
  expect(await due()).toEqual([1, 3, 10, 11].map(id));
  expect(await due(5_000)).toEqual([1, 3, 10, 11, 2].map(id));
  expect(await store.deliveries.read(id(2))).toMatchObject({ state: "pending", made: 1 });
});

it("an event of a machine whose clock is ahead is due at once all the same", async () => {
  const ahead = event("ahead", 1, "2026-11-24T13:00:00Z");
  await store.deliveries.fanOut([{ event: ahead, receivers: to("own_ahead") }], TIMES);
  expect(await store.lanes.due("own_ahead", TIMES.now, 0, 9)).toHaveLength(1);
});

it("a delivery that is no longer kept leaves its lane when it is ended", async () => {
  const lane = "own_gone";
  const one = event("gone");
  await store.deliveries.fanOut([{ event: one, receivers: to(lane) }], TIMES);
  const id = deliveryId(one.id, null);
  await redis.del(store.keys.delivery(id));
  const delivery = { id, round: 0, made: 0 };
  await store.deliveries.end(lane, [{ delivery, attempt: null, then: "abandoned" }], new Date());
  expect(await store.lanes.next(lane)).toBeNull();
  expect(await redis.exists(store.keys.delivery(id))).toBe(0);
});

it("what is said of a verification just written is what is read of it", async () => {
  const created: NewVerification = {
    id: newVerificationId(),
    tenant: "default",
    request: "r-1",
    traceparent: null,
    createdAt: "2026-11-24T12:00:00.000Z",
    article: { title: "Bridge closed" },
    options: { priority: "breaking" },
    webhook: { url: "https://news.example/hook", secret: "whsec_x", secretIsOurs: true },
    warnings: [{ pointer: "/x", detail: "not known" }],
    quotes: [{ text: "Good morning", author: { handle: "someone" } }],
  };
  await store.verifications.create(created, null);
  expect(await store.verifications.read(created.id)).toEqual(justStored(created));
});

it("of a delivery that is gone nothing is kept when somebody takes it up", async () => {
  expect(await store.deliveries.taken("dl_gone")).toBe(0);
  expect(await redis.exists(store.keys.delivery("dl_gone"))).toBe(0);
});
