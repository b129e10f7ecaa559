import type { Redis } from "ioredis";
import type { EventType } from "../records/webhook.js";
import { runScript } from "../redis/script.js";
import type { Keys } from "./keys.js";
import { TAKE_DUE } from "./scripts.js";

/** What happened to what; the words of it are written when they are sent. */
export interface StoredEvent {
  id: string;
  type: EventType;
  /** When it happened, ISO 8601 UTC. */
  timestamp: string;
  tenant: string;
  /** Null for events of the service itself: a test, an endpoint that was turned off. */
  verification: string | null;
  /** Id of the verdict, verification or endpoint it is about. */
  about: string;
  /** Place among the events of its verification, from 1; null where there is none. */
  sequence: number | null;
}

/** Webhook events in Redis, and the outbox of those that nobody was sent yet. */
export class Events {
  constructor(
    private readonly redis: Redis,
    private readonly keys: Keys,
    private readonly retentionSeconds: number,
  ) {}

  /** In the same order; null for what is gone. */
  async readAll(ids: readonly string[]): Promise<(StoredEvent | null)[]> {
    const batch = this.redis.pipeline();
    for (const id of ids) batch.hgetall(this.keys.event(id));
    return ((await batch.exec()) ?? []).map(([error, fields], place) => {
      if (error) throw error;
      return readEvent(ids[place] ?? "", fields as Record<string, string>);
    });
  }

  /** Keeps an event of the service itself; it goes to the endpoints that want its kind. */
  async add(event: Omit<StoredEvent, "verification" | "sequence">): Promise<void> {
    const { id, ...fields } = event;
    const key = this.keys.event(id);
    const batch = this.redis.multi().hset(key, fields).expire(key, this.retentionSeconds);
    batch.zadd(this.keys.outbox, Date.parse(event.timestamp), id);
    for (const [error] of (await batch.exec()) ?? []) if (error) throw error;
  }

  /** Events that deliveries should be made of now; the next look is put off. */
  async takeDue(now: number, nextLook: number, most: number): Promise<string[]> {
    const args = [now, nextLook, most];
    return (await runScript(this.redis, TAKE_DUE, [this.keys.outbox], args)) as string[];
  }

  /** Nothing is left to tell (expired). */
  async forget(id: string): Promise<void> {
    await this.redis.zrem(this.keys.outbox, id);
  }

  /** Events that wait to be told. */
  async waiting(): Promise<number> {
    return this.redis.zcard(this.keys.outbox);
  }
}

function readEvent(id: string, found: Record<string, string>): StoredEvent | null {
  const { type, timestamp, tenant, verification, about, sequence } = found;
  if (type === undefined) return null;
  return {
    id,
    type: type as EventType,
    timestamp: timestamp ?? "",
    tenant: tenant ?? "",
    verification: verification || null,
    about: about ?? "",
    sequence: sequence === undefined ? null : Number(sequence),
  };
}
