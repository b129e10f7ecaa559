import type { Redis } from "ioredis";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectRedis, impatient, waitUntilReady } from "../../src/redis/connection.js";
import { newVerificationId } from "../../src/store/ids.js";
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

it("an attempt that ends after the delivery was asked for again does not end the new round", async () => {
  const event = { id: "evt_a_completed", type: "verification.completed" as const };
  const times = { now: 1, nextLook: 2 };
  const [id = ""] = await store.deliveries.fanOut(event as never, [null], times);
  const first = await store.deliveries.read(id);
  const round = await store.deliveries.again(id, 3);
  await store.deliveries.settle({ id, round: first?.round ?? -1 }, "delivered", new Date(4));
  expect(await store.deliveries.read(id)).toMatchObject({ state: "pending", round });
  expect(await store.deliveries.waiting()).toBe(1);
  await store.deliveries.settle({ id, round: round ?? -1 }, "delivered", new Date(5));
  expect(await store.deliveries.read(id)).toMatchObject({ state: "delivered", round });
  expect(await store.deliveries.waiting()).toBe(0);
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
