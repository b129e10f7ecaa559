import type { Redis } from "ioredis";
import { runScript, runScripts, script } from "../redis/script.js";
import type { StoredEvent } from "./events.js";
import { deliveryId } from "./ids.js";
import type { Keys } from "./keys.js";
import { dueAt } from "./lanes.js";

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
  /** Attempts that failed in this round. */
  made: number;
}

/** A receiver of an event: an endpoint or, null, the request's own webhook; and its lane. */
export interface Addressee {
  endpoint: string | null;
  lane: string;
}

/** How an attempt ended, or why none was made. */
export interface DeliveryEnd {
  delivery: Pick<StoredDelivery, "id" | "round" | "made">;
  /** Null where nothing was sent. */
  attempt: Attempt | null;
  /** What it is from now on; or when it is tried again (ms). */
  then: Exclude<DeliveryState, "pending"> | { againAt: number };
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
 * Makes deliveries of an event, each once, puts them into their receivers' lanes, and takes the
 * event out of the outbox.
 * KEYS: outbox, lanes, then a delivery, its lane and its endpoint's list for each receiver.
 * ARGV: event, type, now (ISO), now (ms), look at (ms), keep (s), due (ms), then a delivery's id, its
 *       endpoint ('' = the request's own) and its lane's id for each.
 */
const FAN_OUT = script(`
for i = 8, #ARGV, 3 do
  local key, lane, list = KEYS[i - 5], KEYS[i - 4], KEYS[i - 3]
  if redis.call('HSETNX', key, 'event', ARGV[1]) == 1 then
    redis.call('HSET', key, 'type', ARGV[2], 'endpoint', ARGV[i + 1], 'createdAt', ARGV[3],
      'state', 'pending', 'round', 0)
    redis.call('EXPIRE', key, ARGV[6])
    redis.call('ZADD', lane, ARGV[7], ARGV[i])
    redis.call('ZADD', KEYS[2], 'NX', ARGV[5], ARGV[i + 2])
    if ARGV[i + 1] ~= '' then
      redis.call('ZADD', list, ARGV[4], ARGV[i])
      redis.call('ZREMRANGEBYRANK', list, 0, -${LISTED + 1})
      redis.call('EXPIRE', list, ARGV[6])
    end
  end
end
redis.call('ZREM', KEYS[1], ARGV[1])
return 1
`);

/**
 * Notes attempts and what comes of them. Where a delivery was asked for again meanwhile, it is in
 * another round and stays as it is: an attempt that was ending just then must not swallow the one
 * asked for.
 * KEYS: lane, then a delivery and its attempts for each. ARGV: keep (s), now (ISO), then for each its
 *       id, round, attempt (JSON; '' = none was made), state ('pending' = tried again), due (ms), and
 *       attempts that failed.
 */
const END = script(`
for i = 3, #ARGV, 6 do
  local key = KEYS[(i + 3) / 3]
  local attempts = KEYS[(i + 6) / 3]
  local id, round, attempt, state, due, made = unpack(ARGV, i, i + 5)
  local current = redis.call('HGET', key, 'round')
  if not current then
    redis.call('ZREM', KEYS[1], id)
  else
    if attempt ~= '' then
      redis.call('LPUSH', attempts, attempt)
      redis.call('LTRIM', attempts, 0, ${ATTEMPTS_KEPT - 1})
      redis.call('EXPIRE', attempts, ARGV[1])
    end
    if current == round and state == 'pending' then
      redis.call('HSET', key, 'made', made)
      redis.call('HDEL', key, 'taken')
      redis.call('ZADD', KEYS[1], 'XX', due, id)
    elseif current == round then
      redis.call('HSET', key, 'state', state, 'settledAt', ARGV[2])
      redis.call('ZREM', KEYS[1], id)
    end
  end
end
return 1
`);

/**
 * Begins a delivery anew. KEYS: delivery, lane, lanes. ARGV: id, due (ms), lane's id, look at (ms).
 * Returns 0 when there is none.
 */
const AGAIN = script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], 'state', 'pending')
redis.call('HDEL', KEYS[1], 'settledAt', 'made', 'taken')
redis.call('HINCRBY', KEYS[1], 'round', 1)
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
redis.call('ZADD', KEYS[3], 'NX', ARGV[4], ARGV[3])
return 1
`);

/** KEYS: delivery. Returns how often it was taken up; 0 when it is gone, of which nothing is to stay. */
const TAKEN = script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
return redis.call('HINCRBY', KEYS[1], 'taken', 1)
`);

/** Deliveries of webhook events, their attempts, and which of them are under way. */
export class Deliveries {
  constructor(
    private readonly redis: Redis,
    private readonly keys: Keys,
    private readonly retentionSeconds: number,
  ) {}

  /** Makes the deliveries of some events where they do not exist; of each event in one step. */
  async fanOut(
    events: readonly { event: StoredEvent; receivers: readonly Addressee[] }[],
    { now, due = now, nextLook }: { now: number; due?: number; nextLook: number },
  ): Promise<void> {
    const calls = events.map(({ event, receivers }) => {
      const all = receivers.map((to) => ({ ...to, id: deliveryId(event.id, to.endpoint) }));
      // No later than the event itself on this machine's clock, in the order of their numbers.
      const at = Math.min(due, Date.parse(event.timestamp) + (due - now));
      return {
        keys: [
          ...[this.keys.outbox, this.keys.lanes],
          ...all.flatMap(({ id, endpoint, lane }) => [
            this.keys.delivery(id),
            this.keys.lane(lane),
            this.keys.endpointDeliveries(endpoint ?? ""),
          ]),
        ],
        args: [
          ...[event.id, event.type, new Date(now).toISOString(), now, nextLook],
          ...[this.retentionSeconds, dueAt(at, event.sequence ?? 0)],
          ...all.flatMap(({ id, endpoint, lane }) => [id, endpoint ?? "", lane]),
        ],
      };
    });
    await runScripts(this.redis, FAN_OUT, calls);
  }

  async read(id: string): Promise<StoredDelivery | null> {
    const [delivery] = await this.readAll([id]);
    return delivery ?? null;
  }

  /** In the same order; null for what is gone. */
  async readAll(ids: readonly string[]): Promise<(StoredDelivery | null)[]> {
    const batch = this.redis.pipeline();
    for (const id of ids) batch.hgetall(this.keys.delivery(id));
    return ((await batch.exec()) ?? []).map(([error, fields], place) => {
      if (error) throw error;
      return readDelivery(ids[place] ?? "", fields as Record<string, string>);
    });
  }

  /** Writes how some of one lane ended, in one step. */
  async end(lane: string, ends: readonly DeliveryEnd[], now: Date): Promise<void> {
    const keys = ends.flatMap(({ delivery: { id } }) => [
      this.keys.delivery(id),
      this.keys.attempts(id),
    ]);
    const args = ends.flatMap(({ delivery: { id, round, made }, attempt, then }) => [
      ...[id, round, attempt === null ? "" : JSON.stringify(attempt)],
      ...(typeof then === "string" ? [then, ""] : ["pending", then.againAt]),
      made + 1,
    ]);
    await runScript(
      this.redis,
      END,
      [this.keys.lane(lane), ...keys],
      [this.retentionSeconds, now.toISOString(), ...args],
    );
  }

  /**
   * Begins some of one lane anew, whatever became of them before; they are due at once, in this
   * order. False for those that are gone.
   */
  async again(
    ids: readonly string[],
    lane: string,
    { now, nextLook }: { now: number; nextLook: number },
  ): Promise<boolean[]> {
    const calls = ids.map((id, place) => ({
      keys: [this.keys.delivery(id), this.keys.lane(lane), this.keys.lanes],
      args: [id, dueAt(now, place), lane, nextLook],
    }));
    return (await runScripts(this.redis, AGAIN, calls)).map((found) => found === 1);
  }

  /** Notes that it is taken up from a worker that died with it, perhaps; how often that was. */
  async taken(id: string): Promise<number> {
    return (await runScript(this.redis, TAKEN, [this.keys.delivery(id)], [])) as number;
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
    return this.present(await this.redis.zrevrange(key, place + 1, place + most));
  }

  /** An endpoint's of a stretch of time (ms), the oldest first. */
  async between(
    endpoint: string,
    from: number,
    to: number,
    most: number,
  ): Promise<StoredDelivery[]> {
    const key = this.keys.endpointDeliveries(endpoint);
    return this.present(await this.redis.zrangebyscore(key, from, to, "LIMIT", 0, most));
  }

  private async present(ids: readonly string[]): Promise<StoredDelivery[]> {
    return (await this.readAll(ids)).flatMap((one) => one ?? []);
  }
}

function readDelivery(id: string, found: Record<string, string>): StoredDelivery | null {
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
    made: Number(found.made ?? 0),
  };
}
