import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Ownership } from "./ownership.js";
import { answers, processIdOf } from "./raw-ping.js";
import { socketPathFor } from "./socket-path.js";

/** Fork of Redis under another licence, same protocol; either will do. */
const PROGRAMS = ["redis-server", "valkey-server"];
const READY_MS = 15_000;
const WATCH_EVERY_MS = 500;

/** No Redis can be run here: nothing on PATH, or it does not start. The message is one line. */
export class OwnRedisError extends Error {
  override readonly name = "OwnRedisError";
}

export interface OwnRedis {
  /** Address for `REDIS_URL`. */
  url: string;
  /** True when it was running already, left by a process that died or shared with a living one. */
  adopted: boolean;
  /** Ends it with its data on disk, if this process is its owner; else leaves it running. */
  stop(): Promise<void>;
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

/**
 * Runs a Redis of our own below `dataFolder`, or takes over the one that runs there. It writes each
 * change to disk before it answers (everysec lost acknowledged jobs, facts: stack 0.2), never
 * evicts, listens on a socket file only, and is started again when it dies. Several processes may
 * call this for one folder: the first owns it, and only the owner stops it.
 *
 * @throws OwnRedisError when it cannot be run
 */
export async function startOwnRedis(
  dataFolder: string,
  { env, onEvent = () => {} }: { env: NodeJS.ProcessEnv; onEvent?: (what: string) => void },
): Promise<OwnRedis> {
  const folder = path.resolve(dataFolder, "redis");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const socket = socketPathFor(folder);
  const ownership = new Ownership(path.join(folder, "owner.lock"));
  const deadline = Date.now() + READY_MS;
  let owner = ownership.take();
  while (!owner && !(await answers(socket))) {
    if (Date.now() > deadline) throw new OwnRedisError(`no Redis answers at ${socket}`);
    await sleep(50);
    owner = ownership.take();
  }
  const adopted = await answers(socket);
  const program = owner && findRedisProgram(env);
  if (owner && !adopted) await start(program, folder, socket, ownership);
  const stopWatching = owner
    ? keepAlive(socket, async () => {
        onEvent("own Redis is gone, starting it again");
        await start(program, folder, socket, null);
      })
    : async () => {};
  return {
    url: `unix://${encodeURI(socket)}`,
    adopted,
    async stop() {
      await stopWatching();
      if (!owner) return;
      await end(folder, socket);
      ownership.release();
    },
  };
}

async function start(
  program: string | null | false,
  folder: string,
  socket: string,
  ownership: Ownership | null,
): Promise<void> {
  try {
    if (!program) {
      throw new OwnRedisError(
        "no redis-server or valkey-server on PATH: install one (Debian: apt-get install redis-server) or set REDIS_URL",
      );
    }
    await launch(program, folder, socket);
  } catch (error) {
    ownership?.release();
    throw error;
  }
}

async function launch(program: string, folder: string, socket: string): Promise<void> {
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

/** Starts Redis again as soon as nobody listens at its socket; one that is merely slow is left. */
function keepAlive(socket: string, restart: () => Promise<void>): () => Promise<void> {
  const stopping = new AbortController();
  const watch = async () => {
    while (!stopping.signal.aborted) {
      await sleep(WATCH_EVERY_MS, undefined, { signal: stopping.signal, ref: false });
      if (await answers(socket, "listening")) continue;
      if (!stopping.signal.aborted) await restart();
    }
  };
  const watching = (async () => {
    while (!stopping.signal.aborted) await watch().catch(() => {});
  })();
  return async () => {
    stopping.abort();
    await watching;
  };
}

function pidFileIn(folder: string): string {
  return path.join(folder, "redis.pid");
}

/** By its process id and not by SHUTDOWN, which clients send again when the connection ends. */
async function end(folder: string, socket: string): Promise<void> {
  await endProcess((await processIdOf(socket)) ?? strayProcess(folder, socket));
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
