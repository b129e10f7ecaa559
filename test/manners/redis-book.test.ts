import type { Redis } from "ioredis";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createGate } from "../../src/manners/gate.js";
import { createRedisBook } from "../../src/manners/redis-book.js";
import type { Limits } from "../../src/manners/rules.js";
import { connectRedis, patient } from "../../src/redis/connection.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";

let redis: TestRedis;
let clients: Redis[];

beforeAll(async () => {
  redis = await startTestRedis();
  clients = [1, 2, 3].map(() => connectRedis(patient(redis.url), () => {}));
});
afterAll(async () => {
  for (const client of clients) client.disconnect();
  await redis.remove();
});

const HOST = "https://archive.example";
/** As seen by three processes. */
const gates = (prefix: string) =>
  clients.map((client) => createGate(createRedisBook(client, (host) => `${prefix}:${host}`)));
const limits = (concurrency: number, perMinute: number | null): Limits => ({
  perMinute: { index: perMinute, replay: perMinute },
  concurrency,
  retryPausesMs: [],
});

it("all processes share the places at a host", async () => {
  const asks = gates("places").flatMap((gate) =>
    Array.from({ length: 8 }, () => gate.enter(HOST, "index", limits(5, null))),
  );
  const kinds = (await Promise.all(asks)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "enter")).toHaveLength(5);
});

it("and its minute: of many who ask at once one may go", async () => {
  const asks = gates("minute").flatMap((gate) =>
    Array.from({ length: 8 }, () => gate.enter(HOST, "index", limits(50, 20))),
  );
  const kinds = (await Promise.all(asks)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "enter")).toHaveLength(1);
});

it("what an archive tells one of them, all obey at once", async () => {
  const [first, second] = gates("rest");
  const { pass } = await first!.enter(HOST, "index", limits(5, null));
  await first!.leave(HOST, pass, { how: "limited", seconds: 30 });
  const entry = await second!.enter(HOST, "replay", limits(5, null));
  expect(entry).toMatchObject({ kind: "rest", because: "limited" });
  expect(await second!.enter("https://other.example", "index", limits(5, null))).toMatchObject({
    kind: "enter",
  });
});

it("who is in a hurry in one process goes before those who wait in another", async () => {
  const [first, second, third] = gates("hurry");
  const often = limits(5, 600);
  await first!.enter(HOST, "index", often);
  const waits = await first!.enter(HOST, "index", often, "breaking");
  expect(waits.kind).toBe("wait");
  await new Promise((done) => setTimeout(done, waits.kind === "wait" ? waits.ms + 5 : 0));
  expect((await second!.enter(HOST, "index", often)).kind).toBe("wait");
  expect((await third!.enter(HOST, "index", often, "breaking")).kind).toBe("enter");
});
