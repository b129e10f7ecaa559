import type { Redis } from "ioredis";
import type { Keys } from "./keys.js";

/** A count that all processes add to: `quotary_…` and the values of its labels, in their order. */
export interface Count {
  name: string;
  labels: string[];
  value: number;
}

/**
 * Counts of all processes together: what a worker does is told by the API, whichever of several is
 * asked, and a restart loses nothing.
 */
export class Counts {
  constructor(
    private readonly redis: Redis,
    private readonly keys: Keys,
  ) {}

  async add(counts: readonly Count[]): Promise<void> {
    if (counts.length === 0) return;
    const batch = this.redis.pipeline();
    for (const { name, labels, value } of counts) {
      batch.hincrbyfloat(this.keys.counts, JSON.stringify([name, ...labels]), value);
    }
    await batch.exec();
  }

  async all(): Promise<Count[]> {
    const found = await this.redis.hgetall(this.keys.counts);
    return Object.entries(found).map(([field, value]) => {
      const [name = "", ...labels] = JSON.parse(field) as string[];
      return { name, labels, value: Number(value) };
    });
  }
}
