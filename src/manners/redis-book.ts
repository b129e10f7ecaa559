import type { Redis } from "ioredis";
import { runScript, script } from "../redis/script.js";
import type { Book } from "./gate.js";
import { freshHost, type HostState } from "./rules.js";

/** KEYS: state. Returns the state ('' when there is none) and the time, ms: Redis has one clock for all. */
const READ = script(`
local time = redis.call('TIME')
return { redis.call('GET', KEYS[1]) or '', time[1] * 1000 + math.floor(time[2] / 1000) }
`);

/** KEYS: state. ARGV: state as it was read, new state, ms to keep it. Returns 1 when nobody was faster. */
const REPLACE = script(`
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
`);

/** Longer than any rest: what is forgotten after that is of no consequence. */
const KEEP_MS = 30 * 3_600_000;

/**
 * A book that all workers and processes on one Redis share: a state is read, changed here and
 * written back only if nobody else wrote in between.
 */
export function createRedisBook(redis: Redis, keyOf: (host: string) => string): Book {
  return {
    async update(host, change) {
      const keys = [keyOf(host)];
      for (;;) {
        const [stored, now] = (await runScript(redis, READ, keys, [])) as [string, number];
        const before = stored === "" ? freshHost() : (JSON.parse(stored) as HostState);
        const [state, value] = change(before, now);
        if (state === before) return value;
        const args = [stored, JSON.stringify(state), KEEP_MS];
        if ((await runScript(redis, REPLACE, keys, args)) === 1) return value;
      }
    },
  };
}
