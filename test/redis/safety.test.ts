import type { Redis } from "ioredis";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectRedis, impatient, waitUntilReady } from "../../src/redis/connection.js";
import { unsafeSettings } from "../../src/redis/safety.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";

let server: TestRedis;
let redis: Redis;

beforeAll(async () => {
  server = await startTestRedis();
  redis = connectRedis(impatient(server.url), () => {});
  await waitUntilReady(redis, 5_000);
});
afterAll(async () => {
  redis.disconnect();
  await server.remove();
});

it("names what would lose work, and nothing else", async () => {
  await redis.config("SET", "appendfsync", "always");
  expect(await unsafeSettings(redis)).toEqual({});
  await redis.config("SET", "maxmemory-policy", "allkeys-lru");
  await redis.config("SET", "appendfsync", "everysec");
  expect(await unsafeSettings(redis)).toEqual({
    "maxmemory-policy": "allkeys-lru",
    appendfsync: "everysec",
  });
});

it("says nothing of a Redis that does not tell", async () => {
  await redis.acl("SETUSER", "hosted", "on", "nopass", "~*", "&*", "+@all", "-config");
  await redis.auth("hosted", "any");
  expect(await unsafeSettings(redis)).toEqual({});
});
