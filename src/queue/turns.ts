import type { Redis } from "ioredis";
import { runScript, script } from "../redis/script.js";

export type Priority = "breaking" | "normal";

/**
 * How far a lane moves on with each quote. A tenant's lane of breaking news passes eight quotes of
 * others while one of its normal lane goes: first, but never for ever.
 */
const STEPS: Readonly<Record<Priority, number>> = { breaking: 1, normal: 8 };

/** The largest priority that the queue library knows; who would come after it comes there, in the order of arrival. */
const LAST_TURN = 2 ** 21;
/** Past this turn all that wait, and all lanes, are moved to the beginning as they stand. */
const LATE_TURN = LAST_TURN / 2;
/** The queue library's score of a waiting job: its priority so many times, and its place among equals. */
const PRIORITY_SCORE = 2 ** 32;

/**
 * KEYS: turns, waiting jobs by priority, jobs that were put off. ARGV: lane, step, count, what the keys
 * of jobs begin with. Returns the turn before the first.
 *
 * Fair queueing: the clock is a step before the turn of the job that is next (and never goes back for
 * one that was put off and comes again), a lane's first quote comes a step after it, each further one
 * a step later. So a thousand quotes of one tenant do not stand before the ten of another, and what
 * was put in long ago is overtaken by no late-comer of its own lane. Where nothing waits, put off or
 * not, all begin anew; where something always does, turns would run out after some hundred thousand
 * quotes, and breaking news with them, so all are moved then.
 */
const TAKE = script(`
local head = redis.call('ZRANGE', KEYS[2], 0, 0, 'WITHSCORES')
if not head[2] and redis.call('EXISTS', KEYS[3]) == 0 then redis.call('DEL', KEYS[1]) end
local clock = tonumber(redis.call('HGET', KEYS[1], 'clock') or '0')
if head[2] then
  clock = math.max(clock, math.floor(tonumber(head[2]) / ${PRIORITY_SCORE}) - ${STEPS.normal})
end
if clock > ${LATE_TURN} then
  local jobs = redis.call('ZRANGE', KEYS[2], 0, -1, 'WITHSCORES')
  for i = 1, #jobs, 2 do
    local score = tonumber(jobs[i + 1])
    local turn = math.max(1, math.floor(score / ${PRIORITY_SCORE}) - clock)
    score = turn * ${PRIORITY_SCORE} + score % ${PRIORITY_SCORE}
    redis.call('ZADD', KEYS[2], string.format('%.0f', score), jobs[i])
  end
  for _, id in ipairs(redis.call('ZRANGE', KEYS[3], 0, -1)) do
    local turn = redis.call('HGET', ARGV[4] .. id, 'priority')
    if turn then
      redis.call('HSET', ARGV[4] .. id, 'priority', string.format('%d', math.max(1, turn - clock)))
    end
  end
  local lanes = redis.call('HGETALL', KEYS[1])
  for i = 1, #lanes, 2 do
    redis.call('HSET', KEYS[1], lanes[i], string.format('%d', math.max(0, lanes[i + 1] - clock)))
  end
  clock = 0
end
redis.call('HSET', KEYS[1], 'clock', string.format('%d', clock))
local last = math.max(clock, tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or '0'))
redis.call('HSET', KEYS[1], ARGV[1],
  string.format('%d', math.min(last + ARGV[2] * ARGV[3], ${LAST_TURN})))
redis.call('EXPIRE', KEYS[1], 604800)
return last
`);

/** The queue's keys that turns are told by. */
export interface TurnKeys {
  turns: string;
  /** Jobs by priority. */
  waiting: string;
  /** Jobs that were put off. */
  delayed: string;
  /** What the keys of jobs begin with. */
  jobs: string;
}

/** Turns (job priorities, lower ones first) for quotes of a tenant, in one round trip. */
export async function takeTurns(
  redis: Redis,
  { turns, waiting, delayed, jobs }: TurnKeys,
  { tenant, priority }: { tenant: string; priority: Priority },
  count: number,
): Promise<number[]> {
  const step = STEPS[priority];
  const args = [`${tenant} ${priority}`, step, count, jobs];
  const last = (await runScript(redis, TAKE, [turns, waiting, delayed], args)) as number;
  return Array.from({ length: count }, (_, place) =>
    Math.min(last + step * (place + 1), LAST_TURN),
  );
}
