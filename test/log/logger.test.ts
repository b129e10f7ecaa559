import { once } from "node:events";
import { connect } from "node:net";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createLogger } from "../../src/log/logger.js";
import { startTestApi, testConfig } from "../support/in-process.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";
import { request } from "../support/request.js";

let redis: TestRedis;
let client: Redis;

beforeAll(async () => {
  redis = await startTestRedis();
  client = new Redis(redis.url);
});
afterAll(async () => {
  client.disconnect();
  await redis.remove();
});

function listen() {
  const lines: string[] = [];
  return { lines, log: createLogger("trace", "test", (line) => lines.push(line)) };
}

const WORDS = "words of a quote that nobody has printed yet";

it.each<[string, () => Promise<unknown>, string]>([
  ["a wrong password", () => client.call("HELLO", "3", "AUTH", "nobody", WORDS), "WRONGPASS"],
  ["a command that Redis does not know", () => client.call("NOSUCH", WORDS), "unknown command"],
  ["a transaction", () => client.multi().call("NOSUCH", WORDS).exec(), "EXECABORT"],
  ["several errors at once", () => Promise.any([client.call("NOSUCH", WORDS)]), "unknown command"],
])("says of %s what went wrong, and nothing of what was sent", async (_, fail, says) => {
  const { lines, log } = listen();
  const error = await fail().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  log.warn({ err: error }, "it broke");
  log.warn({ err: new Error("outer", { cause: error }) }, "it broke");
  expect(lines.join("")).toContain(says);
  expect(lines.join("")).not.toContain(WORDS);
});

it("keeps the code and the address of what cannot be reached", async () => {
  const { lines, log } = listen();
  const [error] = await once(connect(9, "127.0.0.1"), "error").catch((reason) => [reason]);
  log.warn({ err: error }, "away");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    err: { code: "ECONNREFUSED", address: "127.0.0.1", port: 9 },
  });
});

it("tells no more of an error that a request ended with", async () => {
  const { lines, log } = listen();
  const api = await startTestApi(testConfig(redis.url), { log });
  api.store.history.list = () => client.call("EVAL", "no script", "0", WORDS) as Promise<never>;
  const { status } = await request(api.app).get("/v1/verifications");
  expect(status).toBe(500);
  expect(lines.join("")).toMatch(/Error compiling script/);
  expect(lines.join("")).not.toContain(WORDS);
  await api.close();
});
