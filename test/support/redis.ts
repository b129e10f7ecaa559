import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { answers } from "../../src/redis/raw-ping.js";
import { findRedisProgram } from "../../src/redis/redis-process.js";

/** A Redis for one test file, on a socket of its own; its data is gone with it. */
export interface TestRedis {
  url: string;
  folder: string;
  /** Ends it as asked and waits for that; data stays for a later `start`. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  start(): Promise<void>;
  /** Sends it a signal, such as SIGSTOP. */
  signal(name: NodeJS.Signals): void;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

export async function startTestRedis(): Promise<TestRedis> {
  const program = findRedisProgram(process.env);
  if (program === null) throw new Error("tests need redis-server on PATH (npm test installs it)");
  const folder = mkdtempSync(path.join(tmpdir(), "quotary-test-"));
  const socket = path.join(folder, "redis.sock");
  const args = ["--port", "0", "--unixsocket", socket, "--dir", folder, "--save", ""];
  args.push("--appendonly", "yes", "--maxmemory-policy", "noeviction");
  let child: ChildProcess | undefined;

  const redis: TestRedis = {
    url: `unix://${socket}`,
    folder,
    async start() {
      child = spawn(program, args, { stdio: "ignore" });
      while (!(await answers(socket))) {
        if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`);
        await sleep(10);
      }
    },
    async stop(signal = "SIGTERM") {
      const ending = child;
      child = undefined;
      if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
      const ended = new Promise((resolve) => ending.once("exit", resolve));
      ending.kill(signal);
      await ended;
    },
    signal: (name) => void child?.kill(name),
    async remove() {
      await redis.stop("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await redis.start();
  return redis;
}
