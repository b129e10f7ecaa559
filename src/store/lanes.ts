import type { Redis } from "ioredis";
import { runScript, script } from "../redis/script.js";
import type { Keys } from "./keys.js";
import { TAKE_DUE } from "./scripts.js";

/** Parts of a millisecond that are told apart; more would not fit a score (53 bits). */
const PARTS = 4_096;

/**
 * Score of what is due at a time (ms): of the same millisecond, in the order of their places.
 */
export function dueAt(ms: number, place: number): number {
  return ms + (place % PARTS) / PARTS;
}

/** KEYS: lane. ARGV: up to (ms), from, most. Ids as one string: one value takes the client least. */
const DUE = script(`
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', ARGV[2], ARGV[3])
return table.concat(due, ' ')
`);

/** Forgets a lane that is empty. KEYS: lanes, lane. ARGV: lane's id. */
const FORGET = script(`
if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
return redis.call('ZREM', KEYS[1], ARGV[1])
`);

/**
 * Lanes: what is to be delivered to one receiver, in the order in which it is due. What stands in
 * one is not settled; a job only says that somebody should look.
 */
export class Lanes {
  constructor(
    private readonly redis: Redis,
    private readonly keys: Keys,
  ) {}

  /** Deliveries due now, some of them: those from a place on, in order. */
  async due(lane: string, now: number, from: number, most: number): Promise<string[]> {
    const args = [`(${now + 1}`, from, most];
    const ids = (await runScript(this.redis, DUE, [this.keys.lane(lane)], args)) as string;
    return ids === "" ? [] : ids.split(" ");
  }

  /** When the next one is due (ms); null: it is empty. */
  async next(lane: string): Promise<number | null> {
    const [, score] = await this.redis.zrange(this.keys.lane(lane), "0", "0", "WITHSCORES");
    return score === undefined ? null : Math.floor(Number(score));
  }

  /** Lanes to be looked at now; the next look is put off. */
  async takeDue(now: number, nextLook: number, most: number): Promise<string[]> {
    const args = [now, nextLook, most];
    return (await runScript(this.redis, TAKE_DUE, [this.keys.lanes], args)) as string[];
  }

  /** Nothing has to be looked after any more, unless something is in it again. */
  async forgetEmpty(lane: string): Promise<void> {
    await runScript(this.redis, FORGET, [this.keys.lanes, this.keys.lane(lane)], [lane]);
  }

  /** Deliveries that are not settled, of all lanes. */
  async waiting(): Promise<number> {
    const lanes = await this.redis.zrange(this.keys.lanes, "0", "-1");
    const batch = this.redis.pipeline();
    for (const lane of lanes) batch.zcard(this.keys.lane(lane));
    const counts = ((await batch.exec()) ?? []).map(([error, count]) => {
      if (error) throw error;
      return Number(count);
    });
    return counts.reduce((sum, count) => sum + count, 0);
  }
}
