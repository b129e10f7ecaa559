import type { Redis } from "ioredis";
import { runScript } from "../redis/script.js";
import type { Keys } from "./keys.js";
import { RECOUNT } from "./scripts.js";

/** Most quotes that an API key may have open, those of the new verification counted. */
export interface WorkBound {
  key: string;
  most: number;
}

/** An API key has `open` quotes open, and with those of its request more than `most`. */
export class TooMuchWorkError extends Error {
  override readonly name = "TooMuchWorkError";
  constructor(
    readonly open: number,
    readonly most: number,
  ) {
    super(`${open} quotes are open; at most ${most} may be`);
  }
}

/** Time between two counts for one API key: a count reads every verification it has open. */
const COUNT_EVERY_MS = 1_000;

/**
 * What each API key has open. Taking work in adds to it in the same step; finished work is taken
 * out only when the bound is reached, by looking at the verifications themselves. So nothing that
 * ends a quote has to know of it, and work that expired or was cancelled drops out by itself.
 */
export class OpenWork {
  constructor(
    private readonly redis: Redis,
    private readonly keys: Keys,
  ) {}

  /** Counts what is open in truth; false when that was done a moment ago. */
  async recount(key: string): Promise<boolean> {
    const work = this.keys.work(key);
    const lock = this.keys.counted(key);
    if ((await this.redis.set(lock, 1, "PX", COUNT_EVERY_MS, "NX")) === null) return false;
    const { sum: _, ...noted } = await this.redis.hgetall(work);
    const batch = this.redis.pipeline();
    for (const id of Object.keys(noted)) {
      batch.hmget(this.keys.verification(id), "status", "done", "total");
    }
    const found = (await batch.exec()) ?? [];
    const args = Object.entries(noted).flatMap(([id, before], place) => {
      const [error, fields] = found[place] ?? [null, []];
      if (error) throw error;
      return [id, before, openOf(fields as (string | null)[])];
    });
    if (args.length > 0) await runScript(this.redis, RECOUNT, [work], args);
    return true;
  }
}

function openOf([status, done, total]: readonly (string | null)[]): number {
  const running = status === "queued" || status === "running";
  return running ? Math.max(0, Number(total) - Number(done)) : 0;
}
