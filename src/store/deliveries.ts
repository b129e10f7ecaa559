import type { Redis } from "ioredis";
import { runScript, script } from "../redis/script.js";
import type { StoredEvent } from "./events.js";
import { deliveryId } from "./ids.js";
import type { Keys } from "./keys.js";
import { TAKE_DUE } from "./scripts.js";

/**
 * `abandoned`: all attempts failed, or no attempt can help; `refused`: the receiver wants no more,
 * or its endpoint is off.
 */
export type DeliveryState = "pending" | "delivered" | "abandoned" | "refused";

/** One event on its way to one receiver. */
export interface StoredDelivery {
  id: string;
  event: string;
  type: StoredEvent["type"];
  /** Endpoint it goes to; null: the webhook named in the request. */
  endpoint: string | null;
  state: DeliveryState;
  createdAt: string;
  settledAt: string | null;
  /** Grows by one each time it is asked for again. */
  round: number;
}

/** One attempt to deliver. */
export interface Attempt {
  at: string;
  attempt: number;
  /** HTTP status of the answer; null when there was none. */
  status: number | null;
  ok: boolean;
  /** What went wrong; null when nothing did. */
  because: string | null;
  milliseconds: number;
  request: { url: string; bytes: number };
  /** Beginning of the answer; null when there was none. */
  response: { headers: Record<string, string>; body: string } | null;
}

const ATTEMPTS_KEPT = 20;
/** Deliveries of one endpoint that are listed; older ones are forgotten first. */
const LISTED = 10_000;

/**
 * Makes deliveries of an event, each once, and takes the event out of the outbox.
 * KEYS: outbox, undelivered, then a delivery and its endpoint's list for each receiver.
 * ARGV: event, type, now (ISO), now (ms), look at (ms), keep (s), then a delivery's id and its
 *       endpoint ('' = the request's own) for each. Returns the ids of those that are pending.
 */
const FAN_OUT = script(`
local made = {}
for i = 7, #ARGV, 2 do
  local key, list = KEYS[i - 4], KEYS[i - 3]
  if redis.call('HSETNX', key, 'event', ARGV[1]) == 1 then
    redis.call('HSET', key, 'type', ARGV[2], 'endpoint', ARGV[i + 1], 'createdAt', ARGV[3],
      'state', 'pending', 'round', 0)
    redis.call('EXPIRE', key, ARGV[6])
    redis.call('ZADD', KEYS[2], ARGV[5], ARGV[i])
    if ARGV[i + 1] ~= '' then
      redis.call('ZADD', list, ARGV[4], ARGV[i])
      redis.call('ZREMRANGEBYRANK', list, 0, -${LISTED + 1})
      redis.call('EXPIRE', list, ARGV[6])
    end
  end
  if redis.call('HGET', key, 'state') == 'pending' then table.insert(made, ARGV[i]) end
end
redis.call('ZREM', KEYS[1], ARGV[1])
return made
`);

/**
 * Asked for again meanwhile, it is in another round and stays pending: an attempt that was ending
 * just then must not swallow the one asked for.
 * KEYS: delivery, undelivered. ARGV: id, state, now (ISO), round.
 */
const SETTLE = script(`
if redis.call('EXISTS', KEYS[1]) == 1 then
  if redis.call('HGET', KEYS[1], 'round') ~= ARGV[4] then return 0 end
  redis.call('HSET', KEYS[1], 'state', ARGV[2], 'settledAt', ARGV[3])
end
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
`);

/** KEYS: delivery, undelivered. ARGV: id, look at (ms). Returns the new round; 0: there is none. */
const AGAIN = script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], 'state', 'pending')
redis.call('HDEL', KEYS[1], 'settledAt')
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
return redis.call('HINCRBY', KEYS[1], 'round', 1)
`);

/** Deliveries of webhook events, their attempts, and which of them are under way. */
export class Deliveries {
  constructor(
    private readonly redis: Redis,
    private readonly keys: Keys,
    private readonly retentionSeconds: number,
  ) {}

  /** Makes them where they do not exist, in one step; those not settled yet, by id. */
  async fanOut(
    event: StoredEvent,
    receivers: readonly (string | null)[],
    { now, nextLook }: { now: number; nextLook: number },
  ): Promise<string[]> {
    const all = receivers.map((endpoint) => ({ endpoint, id: deliveryId(event.id, endpoint) }));
    const keys = all.flatMap(({ id, endpoint }) => [
      this.keys.delivery(id),
      this.keys.endpointDeliveries(endpoint ?? ""),
    ]);
    return (await runScript(
      this.redis,
      FAN_OUT,
      [this.keys.outbox, this.keys.undelivered, ...keys],
      [
        ...[event.id, event.type, new Date(now).toISOString(), now, nextLook],
        this.retentionSeconds,
        ...all.flatMap(({ id, endpoint }) => [id, endpoint ?? ""]),
      ],
    )) as string[];
  }

  async read(id: string): Promise<StoredDelivery | null> {
    const found = await this.redis.hgetall(this.keys.delivery(id));
    if (found.event === undefined) return null;
    return {
      id,
      event: found.event,
      type: found.type as StoredDelivery["type"],
      endpoint: found.endpoint || null,
      state: found.state as DeliveryState,
      createdAt: found.createdAt ?? "",
      settledAt: found.settledAt ?? null,
      round: Number(found.round ?? 0),
    };
  }

  /** Ends a round of it, well or badly; nothing when it was asked for again since. */
  async settle(
    { id, round }: Pick<StoredDelivery, "id" | "round">,
    state: Exclude<DeliveryState, "pending">,
    now: Date,
  ): Promise<void> {
    const keys = [this.keys.delivery(id), this.keys.undelivered];
    await runScript(this.redis, SETTLE, keys, [id, state, now.toISOString(), round]);
  }

  /** Begins anew, whatever became of it before; its new round, or null when it is gone. */
  async again(id: string, nextLook: number): Promise<number | null> {
    const keys = [this.keys.delivery(id), this.keys.undelivered];
    return ((await runScript(this.redis, AGAIN, keys, [id, nextLook])) as number) || null;
  }

  /** Deliveries under way whose jobs should be looked for now; the next look is put off. */
  async takeDue(now: number, nextLook: number, most: number): Promise<string[]> {
    const args = [now, nextLook, most];
    return (await runScript(this.redis, TAKE_DUE, [this.keys.undelivered], args)) as string[];
  }

  /** Nothing is left to deliver (expired). */
  async forget(id: string): Promise<void> {
    await this.redis.zrem(this.keys.undelivered, id);
  }

  /** Deliveries under way. */
  async waiting(): Promise<number> {
    return this.redis.zcard(this.keys.undelivered);
  }

  async log(id: string, attempt: Attempt): Promise<void> {
    const key = this.keys.attempts(id);
    await this.redis
      .multi()
      .lpush(key, JSON.stringify(attempt))
      .ltrim(key, 0, ATTEMPTS_KEPT - 1)
      .expire(key, this.retentionSeconds)
      .exec();
  }

  /** Attempts so far, newest first. */
  async attempts(id: string): Promise<Attempt[]> {
    const found = await this.redis.lrange(this.keys.attempts(id), 0, -1);
    return found.map((json) => JSON.parse(json) as Attempt);
  }

  /** An endpoint's, the newest first, those older than `after` where that is given. */
  async list(endpoint: string, after: string | null, most: number): Promise<StoredDelivery[]> {
    const key = this.keys.endpointDeliveries(endpoint);
    const place = after === null ? -1 : await this.redis.zrevrank(key, after);
    if (place === null) return [];
    return this.readAll(await this.redis.zrevrange(key, place + 1, place + most));
  }

  /** An endpoint's of a stretch of time (ms), the oldest first. */
  async between(
    endpoint: string,
    from: number,
    to: number,
    most: number,
  ): Promise<StoredDelivery[]> {
    const key = this.keys.endpointDeliveries(endpoint);
    return this.readAll(await this.redis.zrangebyscore(key, from, to, "LIMIT", 0, most));
  }

  private async readAll(ids: readonly string[]): Promise<StoredDelivery[]> {
    const found = await Promise.all(ids.map((id) => this.read(id)));
    return found.flatMap((one) => one ?? []);
  }
}
