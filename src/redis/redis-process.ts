import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { answers, processIdOf } from "./raw-ping.js";

/** Valkey is a fork of Redis under another licence, same protocol; either will do. */
const PROGRAMS = ["redis-server", "valkey-server"];
/** Time a Redis gets to load its data, or to write it, ms. */
export const READY_MS = 15_000;

/** No Redis can be run here: nothing on PATH, or it does not start. The message is one line. */
export class OwnRedisError extends Error {
  override readonly name = "OwnRedisError";
}

/** The first of `redis-server` and `valkey-server` on PATH; null when there is none. */
export function findRedisProgram(env: NodeJS.ProcessEnv): string | null {
  const folders = (env.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const candidates = PROGRAMS.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return candidates.find(isProgram) ?? null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Starts Redis with its data in `folder`, and waits until it answers. Throws `OwnRedisError`. */
export async function launchRedis(program: string, folder: string, socket: string): Promise<void> {
  // Two writing to one folder would ruin it: one whose socket file was removed runs on unseen.
  await endProcess(strayProcess(folder, socket));
  const log = path.join(folder, "redis.log");
  const settings = {
    port: "0",
    unixsocket: socket,
    unixsocketperm: "700",
    dir: folder,
    logfile: log,
    appendonly: "yes",
    appendfsync: "always",
    "maxmemory-policy": "noeviction",
    save: "",
    daemonize: "no",
    pidfile: pidFileIn(folder),
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  // Detached, or Ctrl-C would end Redis before the workers that need it to put their work back.
  const child = spawn(program, args, { detached: true, stdio: "ignore", cwd: folder });
  const failed = new Promise<never>((_, reject) => {
    const fail = (how: string) =>
      reject(new OwnRedisError(`${program} did not start (${how}); see ${log}`));
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code, signal) => fail(`exit ${code ?? signal}`));
  });
  failed.catch(() => {});
  child.unref();
  await Promise.race([waitForAnswer(socket, child), failed]);
}

async function waitForAnswer(socket: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (!(await answers(socket))) {
    if (Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new OwnRedisError(`Redis does not answer at ${socket}`);
    }
    await sleep(10);
  }
}

function pidFileIn(folder: string): string {
  return path.join(folder, "redis.pid");
}

/** By its process id and not by SHUTDOWN, which clients send again when the connection ends. */
export async function endRedis(folder: string, socket: string): Promise<void> {
  await endProcess((await processIdOf(socket)) ?? strayProcess(folder, socket));
}

/** The same for a process that is ending itself and cannot wait: asks, and leaves it to write its data. */
export function endRedisUnwaited(folder: string, socket: string): void {
  const pid = strayProcess(folder, socket);
  if (pid !== null) process.kill(pid, "SIGTERM");
}

async function endProcess(pid: number | null): Promise<void> {
  if (pid === null) return;
  process.kill(pid, "SIGTERM");
  const deadline = Date.now() + READY_MS;
  while (isRunning(pid) && Date.now() < deadline) await sleep(10);
}

/** The process of the pid file, if it is a Redis with this socket (Linux; after a reboot it isn't). */
function strayProcess(folder: string, socket: string): number | null {
  try {
    const pid = readFileSync(pidFileIn(folder), "utf8").trim();
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(socket) ? Number(pid) : null;
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
