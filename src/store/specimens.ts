import type { Redis } from "ioredis";
import type { Specimen } from "../records/specimen.js";
import type { Keys } from "./keys.js";

/** Specimens kept; of a new layout the first few hundred are as good as all. */
const MOST = 500;

/** Captures that no layout could read, each once, the newest kept. */
export class Specimens {
  constructor(
    private readonly redis: Redis,
    private readonly keys: Keys,
  ) {}

  async add(specimen: Specimen): Promise<void> {
    const { specimens, specimenTimes } = this.keys;
    await this.redis
      .multi()
      .hset(specimens, specimen.sha256, JSON.stringify(specimen))
      .zadd(specimenTimes, Date.parse(specimen.seenAt), specimen.sha256)
      .exec();
    const old = await this.redis.zrange(specimenTimes, "0", `${-MOST - 1}`);
    if (old.length === 0) return;
    await this.redis
      .multi()
      .hdel(specimens, ...old)
      .zrem(specimenTimes, ...old)
      .exec();
  }

  /** The newest first. */
  async list(limit: number): Promise<Specimen[]> {
    const ids = await this.redis.zrevrange(this.keys.specimenTimes, 0, limit - 1);
    if (ids.length === 0) return [];
    const kept = await this.redis.hmget(this.keys.specimens, ...ids);
    return kept.flatMap((json) => (json === null ? [] : [JSON.parse(json) as Specimen]));
  }
}
