import type { Redis } from "ioredis";
import { runScript, script } from "../redis/script.js";

export type Priority = "breaking" | "normal";

/**
 * How far a lane moves on with each quote. A tenant's lane of breaking news passes eight quotes of
 * others while one of its normal lane goes: first, but never for ever.
 */
const STEPS: Readonly<Record<Priority, number>> = { breaking: 1, normal: 8 };

/** The largest priority that the queue library knows. Beyond it (a backlog of 262,144 quotes of one
 * tenant) turns are taken in the order of arrival. */
const LAST_TURN = 2 ** 21;

/**
 * KEYS: turns, waiting jobs by priority. ARGV: lane, step, count. Returns the turn before the first.
 *
 * Fair queueing: the clock is a step before the turn of the job that is next, a lane's first quote
 * comes a step after it, each further one a step later. So a thousand quotes of one tenant do
 * not stand before the ten of another, and what was put in long ago is overtaken by no late-comer
 * of its own lane. Where nothing waits, all begin anew.
 */
const TAKE = script(`
local head = redis.call('ZRANGE', KEYS[2], 0, 0, 'WITHSCORES')
local clock = 0
if head[2] then clock = math.max(0, math.floor(tonumber(head[2]) / 4294967296) - ${STEPS.normal})
else redis.call('DEL', KEYS[1]) end
local last = math.max(clock, tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or '0'))
redis.call('HSET', KEYS[1], ARGV[1],
  string.format('%d', math.min(last + ARGV[2] * ARGV[3], ${LAST_TURN})))
redis.call('EXPIRE', KEYS[1], 604800)
return last
`);

/** Turns (job priorities, lower ones first) for quotes of a tenant; all but one round trip. */
export async function takeTurns(
  redis: Redis,
  keys: { turns: string; waiting: string },
  { tenant, priority }: { tenant: string; priority: Priority },
  count: number,
): Promise<number[]> {
  const step = STEPS[priority];
  const args = [`${tenant} ${priority}`, step, count];
  const last = (await runScript(redis, TAKE, [keys.turns, keys.waiting], args)) as number;
  return Array.from({ length: count }, (_, place) =>
    Math.min(last + step * (place + 1), LAST_TURN),
  );
}
