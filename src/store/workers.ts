import type { Redis } from "ioredis";
import type { Keys } from "./keys.js";

/** What a worker process says of itself. */
export interface WorkerRecord {
  id: string;
  host: string;
  pid: number;
  /** Name and version, as verdicts carry it. */
  engine: string;
  queues: string[];
  /** Quotes it checks at the same time. */
  concurrency: number;
  /** ISO times. */
  since: string;
  seenAt: string;
  /** Longest that its event loop stood still since it last spoke, ms. */
  eventLoopMs: number;
}

/** A worker speaks this often, ms. */
export const ANNOUNCE_EVERY_MS = 5_000;
/** One that was not heard for so long is gone. */
const GONE_MS = 6 * ANNOUNCE_EVERY_MS;

/** The workers there are, as they announce themselves. */
export class WorkerList {
  constructor(
    private readonly redis: Redis,
    private readonly keys: Keys,
  ) {}

  async announce(worker: WorkerRecord): Promise<void> {
    await this.redis.hset(this.keys.workers, worker.id, JSON.stringify(worker));
  }

  async leave(id: string): Promise<void> {
    await this.redis.hdel(this.keys.workers, id);
  }

  /** Those heard of lately, the longest-serving first; the others are forgotten. */
  async list(now = Date.now()): Promise<WorkerRecord[]> {
    const found = await this.redis.hvals(this.keys.workers);
    const all = found.map((json) => JSON.parse(json) as WorkerRecord);
    const isGone = ({ seenAt }: WorkerRecord) => now - Date.parse(seenAt) > GONE_MS;
    const gone = all.filter(isGone).map(({ id }) => id);
    if (gone.length > 0) await this.redis.hdel(this.keys.workers, ...gone);
    return all
      .filter((worker) => !isGone(worker))
      .sort((a, b) => a.since.localeCompare(b.since) || a.id.localeCompare(b.id));
  }
}
