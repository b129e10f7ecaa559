import type { Redis } from "ioredis";
import { readHashes, runScript, runScripts, script } from "../redis/script.js";
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

const FIELDS = [
  ...["event", "type", "endpoint", "state", "createdAt"],
  ...["settledAt", "round", "made"],
] as const;

const ATTEMPTS_KEPT = 20;
/** Deliveries of one endpoint that are listed; older ones are forgotten first. */
const LISTED = 10_000;

/**
 * Makes deliveries of events, each once, puts them into their receivers' lanes, and takes the events
 * out of the outbox.
 * As lines of one argument, for thousands take the client longer to write than Redis to read; so the
 * keys of deliveries and lanes and the lists of endpoints, all in one slot, are put together here.
 * KEYS: outbox, lanes. ARGV: what keys of deliveries, of lanes and of endpoints' lists begin and end
 *       with, now (ISO), now (ms), look at (ms), keep (s); a line of each delivery: its id, event, type,
 *       due (ms), lane's id and endpoint ('' = the request's own); the events, a space between.
 */
const FAN_OUT = script(`
local delivery, lanes, before, after, now, ms, look, keep, lines, events = unpack(ARGV)
for id, event, kind, due, lane, endpoint in
    string.gmatch(lines, '(%S+) (%S+) (%S+) (%S+) (%S+) (%S*)\\n') do
  local key = delivery .. id
  if redis.call('HSETNX', key, 'event', event) == 1 then
    redis.call('HSET', key, 'type', kind, 'endpoint', endpoint, 'createdAt', now,
      'state', 'pending', 'round', 0)
    redis.call('EXPIRE', key, keep)
    redis.call('ZADD', lanes .. lane, due, id)
    redis.call('ZADD', KEYS[2], 'NX', look, lane)
    if endpoint ~= '' then
      local list = before .. endpoint .. after
      redis.call('ZADD', list, ms, id)
      redis.call('ZREMRANGEBYRANK', list, 0, -${LISTED + 1})
      redis.call('EXPIRE', list, keep)
    end
  end
end
for event in string.gmatch(events, '%S+') do redis.call('ZREM', KEYS[1], event) end
return 1
`);

/**
 * Notes attempts and what comes of them. Where a delivery was asked for again meanwhile, it is in
 * another round and stays as it is: an attempt that was ending just then must not swallow the one
 * asked for.
 * One argument for all of them, for hundreds take the client longer to write than Redis to read; so
 * their keys, which lie in the lane's slot, are put together here.
 * KEYS: lane. ARGV: what the keys of deliveries begin and those of attempts end with, keep (s), now
 *       (ISO), and a line of each: its id, round, state ('pending' = tried again), due (ms; 0 = it is
 *       not), attempts that failed, and the attempt (JSON; '' = none was made).
 */
const END = script(`
local before, after, keep, now, ends = unpack(ARGV)
for id, round, state, due, made, attempt in
    string.gmatch(ends, '(%S+) (%d+) (%l+) (%S+) (%d+) ([^\\n]*)\\n') do
  local key = before .. id
  local current = redis.call('HGET', key, 'round')
  if not current then
    redis.call('ZREM', KEYS[1], id)
  else
    if attempt ~= '' then
      redis.call('LPUSH', key .. after, attempt)
      redis.call('LTRIM', key .. after, 0, ${ATTEMPTS_KEPT - 1})
      redis.call('EXPIRE', key .. after, keep)
    end
    if current == round and state == 'pending' then
      redis.call('HSET', key, 'made', made)
      redis.call('HDEL', key, 'taken')
      redis.call('ZADD', KEYS[1], 'XX', due, id)
    elseif current == round then
      redis.call('HSET', key, 'state', state, 'settledAt', now)
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

  /** Makes the deliveries of some events where they do not exist, in one step. */
  async fanOut(
    events: readonly { event: StoredEvent; receivers: readonly Addressee[] }[],
    { now, due = now, nextLook }: { now: number; due?: number; nextLook: number },
  ): Promise<void> {
    const { keys } = this;
    const lines = events.flatMap(({ event, receivers }) => {
      // No later than the event itself on this machine's clock, in the order of their numbers.
      const at = Math.min(due, Date.parse(event.timestamp) + (due - now));
      const dueNow = dueAt(at, event.sequence ?? 0);
      return receivers.map(({ endpoint, lane }) => {
        const id = deliveryId(event.id, endpoint);
        return `${id} ${event.id} ${event.type} ${dueNow} ${lane} ${endpoint ?? ""}\n`;
      });
    });
    const [before, list] = [keys.endpoint(""), keys.endpointDeliveries("")];
    const ids = events.map(({ event }) => event.id);
    const args = [
      ...[keys.delivery(""), keys.lane(""), before, list.slice(before.length)],
      ...[new Date(now).toISOString(), now, nextLook, this.retentionSeconds],
      ...[lines.join(""), ids.join(" ")],
    ];
    await runScript(this.redis, FAN_OUT, [keys.outbox, keys.lanes], args);
  }

  async read(id: string): Promise<StoredDelivery | null> {
    const [delivery] = await this.readAll([id]);
    return delivery ?? null;
  }

  /** In the same order; null for what is gone. */
  async readAll(ids: readonly string[]): Promise<(StoredDelivery | null)[]> {
    const found = await readHashes(this.redis, this.keys.delivery(""), ids, FIELDS);
    return found.map((values, place) => readDelivery(ids[place] ?? "", values));
  }

  /** Writes how some of one lane ended, in one step. */
  async end(lane: string, ends: readonly DeliveryEnd[], now: Date): Promise<void> {
    // JSON holds no line feed.
    const all = ends.map(({ delivery: { id, round, made }, attempt, then }) => {
      const state = typeof then === "string" ? `${then} 0` : `pending ${then.againAt}`;
      return `${id} ${round} ${state} ${made + 1} ${attempt ? JSON.stringify(attempt) : ""}\n`;
    });
    const [before, whole] = [this.keys.delivery(""), this.keys.attempts("")];
    const after = whole.slice(before.length);
    const args = [before, after, this.retentionSeconds, now.toISOString(), all.join("")];
    await runScript(this.redis, END, [this.keys.lane(lane)], args);
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

/** Of the values of `FIELDS`, in their order. */
function readDelivery(
  id: string,
  [event, type, endpoint, state, createdAt, settledAt, round, made]: readonly (string | null)[],
): StoredDelivery | null {
  if (!event) return null;
  return {
    id,
    event,
    type: type as StoredDelivery["type"],
    endpoint: endpoint || null,
    state: state as DeliveryState,
    createdAt: createdAt ?? "",
    settledAt: settledAt ?? null,
    round: Number(round ?? 0),
    made: Number(made ?? 0),
  };
}
