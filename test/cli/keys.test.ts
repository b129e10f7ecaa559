import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadConfig } from "../../config/index.js";
import { main } from "../../src/cli/main.js";
import { parseKey } from "../../src/keys/key.js";
import { connectRedis, impatient, waitUntilReady } from "../../src/redis/connection.js";
import type { Endpoint } from "../../src/store/endpoints.js";
import { createStore } from "../../src/store/index.js";
import { SealError } from "../../src/store/seal.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";

let redis: TestRedis;

beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(async () => {
  await redis.remove();
});

const keys = (...args: string[]) => keysWith({}, ...args);

async function keysWith(env: NodeJS.ProcessEnv, ...args: string[]) {
  const out = { code: -1, stdout: "", stderr: "" };
  out.code = await main(["keys", ...args], {
    stdout: (text) => {
      out.stdout += text;
    },
    stderr: (text) => {
      out.stderr += text;
    },
    stdin: Readable.from([]),
    env: { REDIS_URL: redis.url, ...env },
    signal: new AbortController().signal,
  });
  return out;
}

async function stateOf(id: string | undefined): Promise<string> {
  const { stdout } = await keys("list");
  return stdout.split("\n").find((line) => line.startsWith(String(id))) ?? "";
}

it.each(["its id", "the whole key, as who finds it leaked has it"])(
  "a key is revoked by %s, which no message repeats",
  async (by) => {
    const key = (await keys("create", "--name", "cms")).stdout.trim();
    const id = parseKey(key)?.id;
    expect(await stateOf(id)).toContain("last used never");
    const { code, stdout, stderr } = await keys("revoke", by === "its id" ? String(id) : key);
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain(key);
    expect(await stateOf(id)).toContain("revoked 2");
  },
);

it("one that there is not is told without what was given", async () => {
  const { code, stderr } = await keys("revoke", "qtr_live_something-that-may-be-a-secret");
  expect(code).toBe(2);
  expect(stderr).toMatch(/no such key/);
  expect(stderr).not.toContain("something");
});

it("reseal makes earlier keys of webhook secrets dispensable, and names what it cannot open", async () => {
  const [first, second] = [randomBytes(32), randomBytes(32)].map((key) => key.toString("base64"));
  const connection = connectRedis(impatient(redis.url), () => {});
  await waitUntilReady(connection, 5_000);
  const endpointsWith = (...secretKeys: string[]) =>
    createStore(connection, { ...loadConfig({}), secretKeys }).endpoints;
  const add = async (id: string, ...secretKeys: string[]) => {
    const never = { oldSecretUntil: null, publicKey: null, failingSince: null, because: null };
    const endpoint: Endpoint = {
      ...{ id, tenant: `of-${id}`, url: "https://cms.example/", description: "", events: [] },
      ...{ isOn: true, createdAt: new Date().toISOString(), disabledAt: null, ...never },
      ...{ secret: `whsec_of_${id}`, oldSecret: "whsec_old", privateKey: null },
    };
    expect(await endpointsWith(...secretKeys).create(endpoint, 10)).toBe(true);
  };
  await add("we_plain");
  await add("we_first", first!);
  await add("we_lost", randomBytes(32).toString("base64"));
  const env = { QUOTARY_SECRET_KEYS: `${second},${first}` };
  const { code, stderr } = await keysWith(env, "reseal");
  expect(code).toBe(0);
  expect(stderr).toMatch(/2 webhook endpoints are sealed anew/);
  expect(stderr).toMatch(/not configured: we_lost\n/);
  for (const id of ["we_plain", "we_first"]) {
    const read = await endpointsWith(second!).read(id);
    expect(read).toMatchObject({ secret: `whsec_of_${id}`, oldSecret: "whsec_old" });
    await expect(endpointsWith(first!).read(id)).rejects.toThrow(SealError);
  }
  const audit = createStore(connection, loadConfig({})).audit;
  expect(await audit.list("default", null, 1)).toMatchObject([{ action: "keys reseal" }]);
  expect((await keysWith(env, "reseal")).stderr).toMatch(/: 0 webhook endpoints/);
  expect((await keys("reseal")).code).toBe(2);
  connection.disconnect();
});
