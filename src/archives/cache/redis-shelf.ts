import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import { runScript, script } from "../../redis/script.js";
import type { Kept, Shelf } from "./shelf.js";

/**
 * KEYS: entry, times (sorted set: when each entry ends), sizes (hash), total (bytes). ARGV: value,
 * ms fresh, ms kept, most bytes, entry's name. Entries that ended, then those that end soonest,
 * make room. Redis has one clock for all.
 */
const PUT = script(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function drop(name)
  local size = redis.call('HGET', KEYS[3], name)
  redis.call('ZREM', KEYS[2], name)
  redis.call('HDEL', KEYS[3], name)
  if size then redis.call('DECRBY', KEYS[4], size) end
end
local value, name, most = ARGV[1], KEYS[1], tonumber(ARGV[4])
drop(name)
redis.call('DEL', name)
if #value > most then return 0 end
local dead = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now, 'LIMIT', 0, 100)
for _, one in ipairs(dead) do drop(one) end
while tonumber(redis.call('GET', KEYS[4]) or '0') + #value > most do
  local first = redis.call('ZRANGE', KEYS[2], 0, 0)[1]
  if not first then break end
  redis.call('DEL', first)
  drop(first)
end
redis.call('HSET', name, 'value', value, 'fresh', string.format('%.0f', now + tonumber(ARGV[2])))
redis.call('PEXPIRE', name, ARGV[3])
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[3]), name)
redis.call('HSET', KEYS[3], name, #value)
redis.call('INCRBY', KEYS[4], #value)
return 1
`);

/** KEYS: errand. ARGV: whose, ms. Extends it only for whoever has it. */
const EXTEND = script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
`);

/** KEYS: errand. ARGV: whose. */
const END = script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`);

/** A shelf that all workers and processes on one Redis share; `keyOf` makes its keys. */
export function createRedisShelf(
  redis: Redis,
  keyOf: (part: string) => string,
  maxBytes: number,
): Shelf {
  const accounts = ["times", "sizes", "total"].map((part) => keyOf(part));
  const quietly = async <T>(work: Promise<T>, otherwise: T): Promise<T> =>
    await work.catch(() => otherwise);
  return {
    async get(key) {
      const read = redis.hmgetBuffer(keyOf(`entry:${key}`), "value", "fresh");
      const [value, fresh] = await quietly(read, []);
      if (!value || !fresh) return null;
      return { value, freshUntil: Number(fresh.toString()) } satisfies Kept;
    },
    async put(key, value, { freshMs, keepMs }) {
      const keys = [keyOf(`entry:${key}`), ...accounts];
      const times = [freshMs, keepMs, maxBytes];
      await quietly(runScript(redis, PUT, keys, [value, ...times]), null);
    },
    async errand(key, ms) {
      const name = keyOf(`errand:${key}`);
      const mine = randomUUID();
      const taken = await quietly<string | null>(redis.set(name, mine, "PX", ms, "NX"), "OK");
      if (taken === null) return null;
      return {
        extend: async () => void (await quietly(runScript(redis, EXTEND, [name], [mine, ms]), 0)),
        end: async () => void (await quietly(runScript(redis, END, [name], [mine]), 0)),
      };
    },
  };
}
