import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import type { EventType } from "../records/webhook.js";
import { readHashes, runScript, script } from "../redis/script.js";
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

const FIELDS = ["type", "timestamp", "tenant", "verification", "about", "sequence"] as const;

/** Longest time that whoever makes deliveries of events keeps others from it; then it died, perhaps. */
const TURN_MS = 5_000;

/** KEYS: turn, outbox. ARGV: whose turn it was, now (ms). Returns how many events are due. */
const END_TURN = script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return redis.call('ZCOUNT', KEYS[2], '-inf', ARGV[2])
`);

/** Webhook events in Redis, and the outbox of those that nobody was sent yet. */
export class Events {
  constructor(
    private readonly redis: Redis,
    private readonly keys: Keys,
    private readonly retentionSeconds: number,
  ) {}

  /** In the same order; null for what is gone. */
  async readAll(ids: readonly string[]): Promise<(StoredEvent | null)[]> {
    const found = await readHashes(this.redis, this.keys.event(""), ids, FIELDS);
    return found.map((values, place) => readEvent(ids[place] ?? "", values));
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

  /**
   * Runs `tell` unless somebody does so already, in whichever process, and again until nothing is due
   * at the end of it: two at a time would put a later event before an earlier one. Whoever finds
   * another at it may go, for that one looks once more after its turn.
   */
  async inTurn(now: () => number, tell: () => Promise<void>): Promise<void> {
    const { outbox, outboxTurn } = this.keys;
    const mine = randomUUID();
    for (let due = 1; due > 0; ) {
      if ((await this.redis.set(outboxTurn, mine, "PX", TURN_MS, "NX")) === null) return;
      const end = () => runScript(this.redis, END_TURN, [outboxTurn, outbox], [mine, now()]);
      await tell().catch(async (error: unknown) => {
        await end();
        throw error;
      });
      due = Number(await end());
    }
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

/** Of the values of `FIELDS`, in their order. */
function readEvent(
  id: string,
  [type, timestamp, tenant, verification, about, sequence]: readonly (string | null)[],
): StoredEvent | null {
  if (!type) return null;
  return {
    id,
    type: type as EventType,
    timestamp: timestamp ?? "",
    tenant: tenant ?? "",
    verification: verification || null,
    about: about ?? "",
    sequence: sequence ? Number(sequence) : null,
  };
}
