import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "ioredis";
import { connectRedis, patient } from "../../src/redis/connection.js";
import { createStore } from "../../src/store/index.js";
import { exitOf, runProgram, startService } from "../../test/support/service.js";
import { type Bed, cpuSeconds, postMany } from "./load.js";

const ARCHIVE = path.resolve(import.meta.dirname, "../../examples/archive");
const PER_VERIFICATION = 100;
/** How often is looked whether all is checked: one count, which costs next to nothing. */
const LOOK_EVERY_MS = 20;

/** What checking so many quotes took; CPU in seconds, of the system for them included. */
export interface Effort {
  quotes: number;
  /** From the first POST to the last verdict. */
  seconds: number;
  /** CPU of each worker process, of Redis, of the API process. */
  workers: readonly number[];
  redis: number;
  api: number;
  /** CPU of this process, which posts, and looks whether all is done. */
  asker: number;
  /** Commands that Redis ran, those of scripts included. */
  commands: number;
}

/** CPU by whom, seconds. */
export function costsOf({ workers, redis, api, asker }: Effort) {
  const together = workers.reduce((sum, one) => sum + one, 0);
  return { workers: together, redis, api, asker, all: together + redis + api + asker };
}

export const rateOf = ({ quotes, seconds }: Effort): number => quotes / seconds;

/** Figures of Redis that only grow. */
async function figuresOf(redis: Redis): Promise<{ cpu: number; commands: number }> {
  const info = `${await redis.info("cpu")}\n${await redis.info("commandstats")}`;
  const sum = (pattern: RegExp) =>
    [...info.matchAll(pattern)].reduce((total, [, figure]) => total + Number(figure), 0);
  return {
    cpu: sum(/^used_cpu_(?:user|sys):([\d.]+)/gm),
    commands: sum(/^cmdstat_[^:]+:calls=(\d+)/gm),
  };
}

/** A service as it runs everywhere. */
export interface Crew {
  /** Process ids of its workers. */
  workers: readonly number[];
  /** Has so many quotes (a multiple of 100) checked, and tells what that took. */
  check(quotes: number): Promise<Effort>;
  close(): Promise<void>;
}

/** Starts a service: an API process and worker processes; this one only posts and waits. */
export async function startCrew(
  bed: Bed,
  name: string,
  count: number,
  env: NodeJS.ProcessEnv = { QUOTARY_EVIDENCE: "none" },
): Promise<Crew> {
  const { redisUrl, config } = bed;
  const redisPrefix = `{bench-${name}}`;
  const redis = connectRedis(patient(redisUrl), () => {});
  const store = createStore(redis, { ...config, redisPrefix });
  const settings = {
    ...{ REDIS_URL: redisUrl, QUOTARY_REDIS_PREFIX: redisPrefix, QUOTARY_CONCURRENCY: "50" },
    ...{ QUOTARY_RATE_KEY: "0", QUOTARY_RATE_ADDRESS: "0", ...env },
  };
  const data = config.dataFolder;
  const api = await startService({ archives: [ARCHIVE], env: settings, data }, ["--no-workers"]);
  const children = Array.from({ length: count }, () => {
    const places = { QUOTARY_DATA: data, QUOTARY_ARCHIVES: ARCHIVE };
    const child = runProgram("workers/main.ts", [], { ...settings, ...places });
    child.stderr.resume();
    return child;
  });
  const workers = children.map(({ pid = 0 }) => pid);

  const spent = async () => {
    const { user, system } = process.cpuUsage();
    const { cpu, commands } = await figuresOf(redis);
    const [ofApi = 0, ...ofWorkers] = [api.process.pid ?? 0, ...workers].map(cpuSeconds);
    return { workers: ofWorkers, api: ofApi, redis: cpu, commands, asker: (user + system) / 1e6 };
  };
  return {
    workers,
    async check(quotes) {
      const before = await spent();
      const began = performance.now();
      await postMany(api.url, quotes / PER_VERIFICATION, PER_VERIFICATION);
      while ((await store.verifications.open()) > 0) await sleep(LOOK_EVERY_MS);
      const seconds = (performance.now() - began) / 1_000;
      const after = await spent();
      return {
        quotes,
        seconds,
        workers: after.workers.map((cpu, place) => cpu - (before.workers[place] ?? 0)),
        redis: after.redis - before.redis,
        api: after.api - before.api,
        asker: after.asker - before.asker,
        commands: after.commands - before.commands,
      };
    },
    async close() {
      for (const child of children) child.kill("SIGTERM");
      await Promise.all(children.map(exitOf));
      await api.stop();
      redis.disconnect();
    },
  };
}
