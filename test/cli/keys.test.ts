import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { main } from "../../src/cli/main.js";
import { parseKey } from "../../src/keys/key.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";

let redis: TestRedis;

beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(async () => {
  await redis.remove();
});

async function keys(...args: string[]) {
  const out = { code: -1, stdout: "", stderr: "" };
  out.code = await main(["keys", ...args], {
    stdout: (text) => {
      out.stdout += text;
    },
    stderr: (text) => {
      out.stderr += text;
    },
    stdin: Readable.from([]),
    env: { REDIS_URL: redis.url },
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
