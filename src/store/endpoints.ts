import type { Redis } from "ioredis";
import type { EventType } from "../records/webhook.js";
import { runScript, script } from "../redis/script.js";
import type { Keys } from "./keys.js";
import { type Seal, SealError } from "./seal.js";

/** Where a tenant wants to be told what happens. Times are ISO 8601 UTC. */
export interface Endpoint {
  id: string;
  tenant: string;
  url: string;
  description: string;
  events: EventType[];
  isOn: boolean;
  createdAt: string;
  secret: string;
  /** The secret before, good until then. */
  oldSecret: string | null;
  oldSecretUntil: string | null;
  /** Ed25519 key (JWK, JSON) that `v1a` signatures are made with; null: none are made. */
  privateKey: string | null;
  /** `whpk_…`: what they are checked with. */
  publicKey: string | null;
  /** Since when nothing was delivered although it was tried; null: the last attempt succeeded. */
  failingSince: string | null;
  /** When and why it was turned off; null while it is on. */
  disabledAt: string | null;
  because: string | null;
}

/** An endpoint as lists show it. */
export type ListedEndpoint = Omit<Endpoint, (typeof SECRETS)[number]>;

export type EndpointChange = Partial<
  Pick<Endpoint, "url" | "description" | "events" | "secret" | "oldSecret" | "oldSecretUntil">
>;

/**
 * KEYS: endpoints, endpoint, listeners. ARGV: id, tenant, now (ms), most, field, value …
 * Returns 1, or 0 when there are too many.
 */
const CREATE = script(`
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[4]) then return 0 end
for i = 5, #ARGV, 2 do redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1]) end
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
redis.call('HINCRBY', KEYS[3], ARGV[2], 1)
return 1
`);

/** Lua: one endpoint of a tenant more or less is on. */
const COUNT = `
local function count(listeners, tenant, by)
  if redis.call('HINCRBY', listeners, tenant, by) <= 0 then redis.call('HDEL', listeners, tenant) end
end
`;

/** KEYS: endpoint, listeners. ARGV: 'on' or 'off', now (ISO), why. Returns 1 when that changed it. */
const SWITCH = script(`${COUNT}
local before, tenant = unpack(redis.call('HMGET', KEYS[1], 'state', 'tenant'))
if not before or before == ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'state', ARGV[1])
if ARGV[1] == 'on' then
  redis.call('HDEL', KEYS[1], 'disabledAt', 'because', 'failingSince')
  count(KEYS[2], tenant, 1)
else
  redis.call('HSET', KEYS[1], 'disabledAt', ARGV[2], 'because', ARGV[3])
  count(KEYS[2], tenant, -1)
end
return 1
`);

/** KEYS: endpoints, endpoint, listeners, its deliveries. ARGV: id. Returns 1 when it was there. */
const REMOVE = script(`${COUNT}
local state, tenant = unpack(redis.call('HMGET', KEYS[2], 'state', 'tenant'))
if not state then return 0 end
if state == 'on' then count(KEYS[3], tenant, -1) end
redis.call('DEL', KEYS[2], KEYS[4])
redis.call('ZREM', KEYS[1], ARGV[1])
return 1
`);

/** KEYS: endpoint. ARGV: field, value … ('' deletes). Returns 0 when there is none. */
const CHANGE = script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
for i = 1, #ARGV, 2 do
  if ARGV[i + 1] == '' then redis.call('HDEL', KEYS[1], ARGV[i])
  else redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
end
return 1
`);

/** KEYS: endpoint. ARGV: now (ISO). Returns since when it fails; '' when it is gone. */
const FAILED = script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return '' end
redis.call('HSETNX', KEYS[1], 'failingSince', ARGV[1])
return redis.call('HGET', KEYS[1], 'failingSince')
`);

/** KEYS: endpoint. ARGV: field, before, after. Nothing where it was changed meanwhile. */
const RESEAL = script(`
if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then redis.call('HSET', KEYS[1], ARGV[1], ARGV[3]) end
`);

/** Webhook endpoints, kept until they are deleted. */
export class Endpoints {
  constructor(
    private readonly redis: Redis,
    private readonly keys: Keys,
    private readonly seal: Seal,
  ) {}

  /** False, with nothing kept, when its tenant has `most` already. */
  async create(endpoint: Endpoint, most: number): Promise<boolean> {
    const { id, tenant, createdAt } = endpoint;
    const keys = [this.keys.endpoints(tenant), this.keys.endpoint(id), this.keys.listeners];
    const args = [
      id,
      tenant,
      Date.parse(createdAt),
      most,
      ...write(sealed(endpoint, id, this.seal)),
    ];
    return (await runScript(this.redis, CREATE, keys, args)) === 1;
  }

  /** With its secrets. Throws `SealError` where they cannot be opened. */
  async read(id: string): Promise<Endpoint | null> {
    const found = await this.redis.hgetall(this.keys.endpoint(id));
    return found.id === undefined ? null : opened(readEndpoint(found), this.seal);
  }

  /** Without its secrets, for whoever shows, changes or removes it: those may be beyond opening. */
  async look(id: string): Promise<ListedEndpoint | null> {
    const found = await this.redis.hgetall(this.keys.endpoint(id));
    return found.id === undefined ? null : withoutSecrets(readEndpoint(found));
  }

  /**
   * All of a tenant, the newest first, without their secrets: one sealed with a key that is not
   * configured any more hides no endpoint, and holds up nobody else's events.
   */
  async list(tenant: string): Promise<ListedEndpoint[]> {
    const ids = await this.redis.zrevrange(this.keys.endpoints(tenant), 0, -1);
    const found = await Promise.all(ids.map((id) => this.redis.hgetall(this.keys.endpoint(id))));
    return found.flatMap((one) => (one.id === undefined ? [] : withoutSecrets(readEndpoint(one))));
  }

  async change(id: string, change: EndpointChange): Promise<void> {
    const { events, ...rest } = sealed(change, id, this.seal);
    const fields = { ...rest, ...(events && { events: JSON.stringify(events) }) };
    const args = Object.entries(fields).flatMap(([name, value]) => [name, value ?? ""]);
    if (args.length > 0) await runScript(this.redis, CHANGE, [this.keys.endpoint(id)], args);
  }

  /**
   * Seals secrets of all tenants' endpoints anew, where that was done with another key than the first
   * or there was none then, so that earlier keys can be taken away. While it runs, all must know both.
   *
   * @returns ids of endpoints by what became of them: `lost` are those whose key is not configured
   */
  async reseal(): Promise<{ sealed: string[]; lost: string[] }> {
    const of = { sealed: new Set<string>(), lost: new Set<string>() };
    const match = this.keys.endpoints("*");
    for await (const found of this.redis.scanStream({ match, count: 1_000 })) {
      for (const list of found as string[]) {
        for (const id of await this.redis.zrange(list, "0", "-1")) {
          const end = await this.#resealOne(id);
          if (end !== null) of[end].add(id);
        }
      }
    }
    return { sealed: [...of.sealed], lost: [...of.lost] };
  }

  /** Null where there was nothing to do. */
  async #resealOne(id: string): Promise<"sealed" | "lost" | null> {
    const key = this.keys.endpoint(id);
    const stored = await this.redis.hmget(key, ...SECRETS);
    const older = SECRETS.flatMap((name, place) => {
      const secret = stored[place] ?? null;
      return secret === null || this.seal.isCurrent(secret) ? [] : [{ name, secret }];
    });
    try {
      for (const { name, secret } of older) {
        const anew = this.seal.seal(this.seal.open(secret, id), id);
        await runScript(this.redis, RESEAL, [key], [name, secret, anew]);
      }
    } catch (error) {
      if (error instanceof SealError) return "lost";
      throw error;
    }
    return older.length > 0 ? "sealed" : null;
  }

  /** Turns it on or off; false when it was so before, or is gone. */
  async turn(to: "on" | "off", id: string, because: string, now: Date): Promise<boolean> {
    const keys = [this.keys.endpoint(id), this.keys.listeners];
    return (await runScript(this.redis, SWITCH, keys, [to, now.toISOString(), because])) === 1;
  }

  async remove(id: string, tenant: string): Promise<void> {
    const { endpoints, endpoint, listeners, endpointDeliveries } = this.keys;
    const keys = [endpoints(tenant), endpoint(id), listeners, endpointDeliveries(id)];
    await runScript(this.redis, REMOVE, keys, [id]);
  }

  /** Notes that an attempt failed; since when all of them did, or null when it is gone. */
  async failed(id: string, now: Date): Promise<string | null> {
    const args = [now.toISOString()];
    return (
      ((await runScript(this.redis, FAILED, [this.keys.endpoint(id)], args)) as string) || null
    );
  }

  /** Notes that an attempt succeeded. */
  async succeeded(id: string): Promise<void> {
    await this.redis.hdel(this.keys.endpoint(id), "failingSince");
  }
}

/** The fields that are secrets, which are sealed for their endpoint at rest. */
const SECRETS = ["secret", "oldSecret", "privateKey"] as const;

function withoutSecrets(endpoint: Endpoint): ListedEndpoint {
  const { secret: _secret, oldSecret: _oldSecret, privateKey: _privateKey, ...listed } = endpoint;
  return listed;
}

function sealed<T extends Partial<Endpoint>>(fields: T, id: string, { seal }: Seal): T {
  const secrets = SECRETS.flatMap((name) => {
    const value = fields[name];
    return value === undefined || value === null ? [] : [[name, seal(value, id)] as const];
  });
  return { ...fields, ...Object.fromEntries(secrets) };
}

function opened(endpoint: Endpoint, { open }: Seal): Endpoint {
  const { id, secret, oldSecret, privateKey } = endpoint;
  return {
    ...endpoint,
    secret: open(secret, id),
    oldSecret: oldSecret === null ? null : open(oldSecret, id),
    privateKey: privateKey === null ? null : open(privateKey, id),
  };
}

function write({ isOn, events, ...rest }: Endpoint): string[] {
  const fields = { ...rest, state: isOn ? "on" : "off", events: JSON.stringify(events) };
  return Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [name, value]));
}

function readEndpoint(found: Record<string, string>): Endpoint {
  return {
    id: found.id ?? "",
    tenant: found.tenant ?? "",
    url: found.url ?? "",
    description: found.description ?? "",
    events: JSON.parse(found.events ?? "[]") as EventType[],
    isOn: found.state === "on",
    createdAt: found.createdAt ?? "",
    secret: found.secret ?? "",
    oldSecret: found.oldSecret ?? null,
    oldSecretUntil: found.oldSecretUntil ?? null,
    privateKey: found.privateKey ?? null,
    publicKey: found.publicKey ?? null,
    failingSince: found.failingSince ?? null,
    disabledAt: found.disabledAt ?? null,
    because: found.because ?? null,
  };
}
