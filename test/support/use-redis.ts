import type { Redis } from "ioredis";
import { afterAll, beforeAll } from "vitest";
import { connectRedis, impatient, waitUntilReady } from "../../src/redis/connection.js";
import { startTestRedis, type TestRedis } from "./redis.js";

/** A Redis and a client of it, there from before a file's first test to after its last. */
export function useRedis() {
  let server: TestRedis;
  let client: Redis;
  beforeAll(async () => {
    server = await startTestRedis();
    client = connectRedis(impatient(server.url), () => {});
    await waitUntilReady(client, 5_000);
  });
  afterAll(async () => {
    client.disconnect();
    await server.remove();
  });
  return {
    get client() {
      return client;
    },
  };
}
