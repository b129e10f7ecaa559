import type { Redis } from "ioredis";
import { runScript } from "../redis/script.js";
import type { Keys } from "./keys.js";
import { SETTLE_EVENT, TAKE_DUE } from "./scripts.js";

type EventType = "verdict.created" | "verdict.changed" | "verification.completed";

/** `abandoned`: all attempts failed; `refused`: the receiver wants no more (410). */
export type EventState = "pending" | "delivered" | "abandoned" | "refused";

/** A webhook event: what happened to what; its body is written when it is sent. */
export interface StoredEvent {
  id: string;
  type: EventType;
  /** When it happened, ISO 8601 UTC. */
  timestamp: string;
  verification: string;
  /** Id of the verdict or verification it is about. */
  about: string;
  state: EventState;
}

/** One attempt to deliver an event. */
export interface Delivery {
  at: string;
  attempt: number;
  /** HTTP status of the answer; null when there was none. */
  status: number | null;
  ok: boolean;
  /** What went wrong; null when nothing did. */
  because: string | null;
  milliseconds: number;
}

const DELIVERIES_KEPT = 50;

/** Webhook events in Redis, and the outbox of those that are not delivered yet. */
export class Events {
  constructor(
    private readonly redis: Redis,
    private readonly keys: Keys,
    private readonly retentionSeconds: number,
  ) {}

  async read(id: string): Promise<StoredEvent | null> {
    const found = await this.redis.hgetall(this.keys.event(id));
    return found.type === undefined ? null : ({ id, ...found } as unknown as StoredEvent);
  }

  /** Undelivered events whose jobs should be looked for now; the next look is put off. */
  async takeDue(now: number, nextLook: number, most: number): Promise<string[]> {
    return (await runScript(
      this.redis,
      TAKE_DUE,
      [this.keys.outbox],
      [now, nextLook, most],
    )) as string[];
  }

  /** Ends the delivery of an event, well or badly: it leaves the outbox. */
  async settle(event: StoredEvent, state: Exclude<EventState, "pending">): Promise<void> {
    const keys = [
      this.keys.event(event.id),
      this.keys.outbox,
      this.keys.verification(event.verification),
    ];
    await runScript(this.redis, SETTLE_EVENT, keys, [event.id, state]);
  }

  /** Nothing is left to deliver (expired). */
  async forget(id: string): Promise<void> {
    await this.redis.zrem(this.keys.outbox, id);
  }

  async log(id: string, delivery: Delivery): Promise<void> {
    const key = this.keys.deliveries(id);
    await this.redis
      .multi()
      .lpush(key, JSON.stringify(delivery))
      .ltrim(key, 0, DELIVERIES_KEPT - 1)
      .expire(key, this.retentionSeconds)
      .exec();
  }

  /** Attempts so far, newest first. */
  async deliveries(id: string): Promise<Delivery[]> {
    const found = await this.redis.lrange(this.keys.deliveries(id), 0, -1);
    return found.map((json) => JSON.parse(json) as Delivery);
  }

  /** True once a receiver of this verification's events answered that it wants no more (410). */
  async isRefused(verification: string): Promise<boolean> {
    return (await this.redis.hexists(this.keys.verification(verification), "webhookRefused")) === 1;
  }
}
