import { mkdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Ownership } from "./ownership.js";
import { answers } from "./raw-ping.js";
import {
  endRedis,
  endRedisUnwaited,
  findRedisProgram,
  launchRedis,
  OwnRedisError,
  READY_MS,
} from "./redis-process.js";
import { socketPathFor } from "./socket-path.js";

const WATCH_EVERY_MS = 500;

export interface OwnRedis {
  /** Address for `REDIS_URL`. */
  url: string;
  /** True when it was running already, left by a process that died or shared with a living one. */
  adopted: boolean;
  /** Ends it with its data on disk, if this process is its owner; else leaves it running. */
  stop(): Promise<void>;
}

/**
 * Runs a Redis of our own below `dataFolder`, or takes over the one that runs there. It writes each
 * change to disk before it answers (everysec lost acknowledged jobs, facts: stack 0.2), never
 * evicts, listens on a socket file only, and is started again when it dies. Several processes may
 * call this for one folder: the first owns it, and only the owner stops it; another one that is
 * still there then starts it again and owns it. It ends with its owner also where that ends
 * without `stop`, unless it is killed.
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
  if (owner && !adopted) await start(findRedisProgram(env), folder, socket, ownership);
  const stopWatching = keepAlive(socket, async () => {
    // Whoever shares it takes it over when its owner ends.
    owner ||= ownership.take();
    if (!owner) return;
    onEvent("own Redis is gone, starting it again");
    await start(findRedisProgram(env), folder, socket, null);
  });
  const endWithProcess = () => {
    if (owner) endRedisUnwaited(folder, socket);
  };
  process.once("exit", endWithProcess);
  return {
    url: `unix://${encodeURI(socket)}`,
    adopted,
    async stop() {
      await stopWatching();
      process.off("exit", endWithProcess);
      if (!owner) return;
      await endRedis(folder, socket);
      ownership.release();
    },
  };
}

async function start(
  program: string | null,
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
    await launchRedis(program, folder, socket);
  } catch (error) {
    ownership?.release();
    throw error;
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
