import { spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { folderWith } from "../support/folder.js";
import { startTestRedis, type TestRedis } from "../support/redis.js";

const ROOT = path.resolve(import.meta.dirname, "../..");

let redis: TestRedis;
beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(() => redis.remove());

/** A process that starts a worker as `quotary serve` does, says its pid, and then only waits. */
const PARENT = `
const { fork } = require("node:child_process");
const worker = fork("workers/main.ts", [], { execArgv: ["--import", "tsx"] });
console.log(worker.pid);
`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it.each([0, 1_500])("a worker ends when its parent is killed after %i ms", async (ms) => {
  const env = {
    PATH: process.env.PATH,
    REDIS_URL: redis.url,
    QUOTARY_ARCHIVES: await folderWith({}),
    QUOTARY_SHUTDOWN_SECONDS: "1",
    LOG_LEVEL: "error",
  };
  const parent = spawn(process.execPath, ["-e", PARENT], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const pid = Number(await new Promise((resolve) => parent.stdout.once("data", resolve)));
  await sleep(ms);
  parent.kill("SIGKILL");
  try {
    for (let i = 0; i < 600 && isAlive(pid); i++) await sleep(50);
    expect(isAlive(pid)).toBe(false);
  } finally {
    if (isAlive(pid)) process.kill(pid, "SIGKILL");
  }
});
