import type { Redis } from "ioredis";
import { runScript } from "../redis/script.js";
import type { Keys } from "./keys.js";
import { TAKE_DUE } from "./scripts.js";

/**
 * Verdicts by when they are to be asked again. A sorted set of our own and not the queue's job
 * schedulers: the time is written, and a superseded verdict taken out, in the very step that ends a
 * quote (`FINISH`), so that no worker that dies in between leaves a verdict that is never asked
 * again, or asked twice. A scheduler can be set only after that step, and knows no growing gaps.
 */
export class Rechecks {
  constructor(
    private readonly redis: Redis,
    private readonly keys: Keys,
  ) {}

  /** Ids of verdicts to be asked again now; the next look at them is put off. Times in ms. */
  async takeDue(now: number, nextLook: number, most: number): Promise<string[]> {
    const args = [now, nextLook, most];
    return (await runScript(this.redis, TAKE_DUE, [this.keys.rechecks], args)) as string[];
  }

  /** When each of these verdicts is asked again by itself (ISO); null for those that are not. */
  async times(verdicts: readonly string[]): Promise<(string | null)[]> {
    if (verdicts.length === 0) return [];
    const times = await this.redis.zmscore(this.keys.rechecks, ...verdicts);
    return times.map((time) => (time === null ? null : new Date(Number(time)).toISOString()));
  }

  /** These verdicts are not to be asked again by themselves any more. */
  async forget(verdicts: readonly string[]): Promise<void> {
    if (verdicts.length > 0) await this.redis.zrem(this.keys.rechecks, ...verdicts);
  }
}
