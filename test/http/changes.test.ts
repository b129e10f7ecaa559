import { once } from "node:events";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Changes } from "../../src/http/changes.js";
import { connectRedis, impatient, waitUntilReady } from "../../src/redis/connection.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";

let redis: TestRedis;
let other: ReturnType<typeof connectRedis>;
let subscriber: typeof other;
let changes: Changes;

beforeAll(async () => {
  redis = await startTestRedis();
  const ignore = () => {};
  other = connectRedis(impatient(redis.url), ignore);
  subscriber = connectRedis({ ...impatient(redis.url), autoResubscribe: false }, ignore);
  await Promise.all([waitUntilReady(other, 5_000), waitUntilReady(subscriber, 5_000)]);
  changes = new Changes(subscriber, (id) => `changes:${id}`);
});
afterAll(async () => {
  other.disconnect();
  subscriber.disconnect();
  await redis.remove();
});

/** How many connections hear of this verification, all that was sent before being through. */
async function heardBy(id: string): Promise<unknown> {
  await subscriber.subscribe("last of all");
  const [, count] = (await other.pubsub("NUMSUB", `changes:${id}`)) as [string, number];
  return count;
}

async function whileAway(act: () => Promise<void>): Promise<void> {
  const away = once(subscriber, "close");
  subscriber.disconnect(true);
  await away;
  const back = once(subscriber, "ready");
  await act();
  await back;
}

it("who began to listen while Redis was away hears of changes once it is back", async () => {
  let listener: Awaited<ReturnType<Changes["listen"]>> | undefined;
  await whileAway(async () => {
    listener = await changes.listen("begun");
  });
  expect(await heardBy("begun")).toBe(1);
  listener?.end();
  expect(await heardBy("begun")).toBe(0);
});

it("what nobody listens to any more since is not listened to again, and all else is", async () => {
  const [ended, going] = [await changes.listen("ended"), await changes.listen("going")];
  expect([await heardBy("ended"), await heardBy("going")]).toEqual([1, 1]);
  await whileAway(async () => ended.end());
  expect([await heardBy("ended"), await heardBy("going")]).toEqual([0, 1]);
  going.end();
});
