import type { Redis } from "ioredis";
import { runScript, script } from "../redis/script.js";
import type { Keys } from "../store/keys.js";
import { type KeyMode, newKey, type ParsedKey, parseKey } from "./key.js";
import { isScope, type Scope } from "./scopes.js";

/** What is kept of an API key, its hash apart. Times are ISO 8601 UTC. */
export interface KeyRecord {
  id: string;
  name: string;
  tenant: string;
  mode: KeyMode;
  scopes: Scope[];
  createdAt: string;
  /** Null: never. */
  expiresAt: string | null;
  revokedAt: string | null;
  /** To the minute; null: never. */
  lastUsedAt: string | null;
}

export type NewKey = Pick<KeyRecord, "name" | "tenant" | "mode" | "scopes" | "expiresAt">;

/** Requests of one minute. */
export interface Usage {
  limit: number;
  used: number;
  /** Seconds until the count begins anew. */
  resetSeconds: number;
}

/** Who asks, from where, and how many requests a minute each may make; a limit of 0 is none. */
export interface Visitor {
  key: ParsedKey | null;
  address: string;
  limits: { key: number; address: number };
}

export interface Admission {
  /** False while no key was ever made. */
  isGuarded: boolean;
  /** Null when none was given, or none such is known. */
  record: KeyRecord | null;
  key: Usage | null;
  address: Usage | null;
}

const WINDOW_MS = 60_000;

/**
 * Looks a key up and counts the request, in one step and one round trip. Only who holds the secret
 * counts against a key's limit. Where nothing can be written (memory is full), nothing is counted,
 * and reading goes on.
 * KEYS: key, keys, rate of the key, rate of the address.
 * ARGV: hash ('' = no key), limit of the key, limit of the address, window (ms), now (ISO).
 * Returns is guarded, used and ms left of the key, of the address, and the key's hash.
 */
const ADMIT = script(`
local function count(key, limit)
  if limit == '0' then return 0, 0 end
  local used = redis.pcall('INCR', key)
  if type(used) ~= 'number' then return 0, 0 end
  if used == 1 then redis.call('PEXPIRE', key, ARGV[4]) end
  return used, redis.call('PTTL', key)
end
local record, key, left = {}, 0, 0
if ARGV[1] ~= '' and redis.call('HGET', KEYS[1], 'hash') == ARGV[1] then
  record = redis.call('HGETALL', KEYS[1])
  key, left = count(KEYS[3], ARGV[2])
  if string.sub(redis.call('HGET', KEYS[1], 'lastUsedAt') or '', 1, 16) ~= string.sub(ARGV[5], 1, 16) then
    redis.pcall('HSET', KEYS[1], 'lastUsedAt', ARGV[5])
  end
end
local address, addressLeft = count(KEYS[4], ARGV[3])
return {redis.call('EXISTS', KEYS[2]), key, left, address, addressLeft, record}
`);

/** API keys: made, listed, revoked, and looked up for every request. */
export class Keyring {
  constructor(
    private readonly redis: Redis,
    private readonly keys: Keys,
  ) {}

  /** The key itself is in this answer and nowhere else. */
  async create(wanted: NewKey, now = new Date()): Promise<{ key: string; record: KeyRecord }> {
    const key = newKey(wanted.mode);
    const { id, hash } = parseKey(key) as ParsedKey;
    const dates = { createdAt: now.toISOString(), revokedAt: null, lastUsedAt: null };
    const record: KeyRecord = { id, ...wanted, ...dates };
    const { expiresAt } = wanted;
    const fields = {
      ...{ id, hash, name: wanted.name, tenant: wanted.tenant, mode: wanted.mode },
      ...{ scopes: wanted.scopes.join(" "), createdAt: record.createdAt },
      ...(expiresAt !== null && { expiresAt }),
    };
    const batch = this.redis.multi().hset(this.keys.key(id), fields).sadd(this.keys.keys, id);
    for (const [error] of (await batch.exec()) ?? []) if (error) throw error;
    return { key, record };
  }

  /** All there ever were, the newest first. */
  async list(): Promise<KeyRecord[]> {
    const ids = await this.redis.smembers(this.keys.keys);
    const found = await Promise.all(ids.map((id) => this.look(id)));
    return found
      .flatMap((record) => record ?? [])
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  /** Null when there is no such key. */
  async look(id: string): Promise<KeyRecord | null> {
    const found = await this.redis.hgetall(this.keys.key(id));
    return found.id === undefined ? null : readRecord(found);
  }

  /** False when there is no such key. One that was revoked before stays as it is. */
  async revoke(id: string, now = new Date()): Promise<boolean> {
    if ((await this.redis.sismember(this.keys.keys, id)) === 0) return false;
    await this.redis.hsetnx(this.keys.key(id), "revokedAt", now.toISOString());
    return true;
  }

  /** True once a key was made; it stays true when all are revoked, for nothing opens by itself. */
  async isGuarded(): Promise<boolean> {
    return (await this.redis.exists(this.keys.keys)) === 1;
  }

  async admit({ key, address, limits }: Visitor, now = new Date()): Promise<Admission> {
    const { keys } = this;
    const id = key?.id ?? "";
    const names = [keys.key(id), keys.keys, keys.rate("key", id), keys.rate("address", address)];
    const args = [key?.hash ?? "", limits.key, limits.address, WINDOW_MS, now.toISOString()];
    const [guarded, used, left, addressUsed, addressLeft, fields] = (await runScript(
      this.redis,
      ADMIT,
      names,
      args,
    )) as [number, number, number, number, number, string[]];
    return {
      isGuarded: guarded === 1,
      record: fields.length === 0 ? null : readRecord(pairs(fields)),
      key: usage(limits.key, used, left),
      address: usage(limits.address, addressUsed, addressLeft),
    };
  }
}

function usage(limit: number, used: number, leftMs: number): Usage | null {
  return used === 0 ? null : { limit, used, resetSeconds: Math.ceil(Math.max(0, leftMs) / 1_000) };
}

function pairs(flat: readonly string[]): Record<string, string> {
  return Object.fromEntries(flat.flatMap((one, i) => (i % 2 ? [] : [[one, flat[i + 1] ?? ""]])));
}

function readRecord(fields: Record<string, string>): KeyRecord {
  return {
    id: fields.id ?? "",
    name: fields.name ?? "",
    tenant: fields.tenant ?? "",
    mode: fields.mode === "test" ? "test" : "live",
    scopes: (fields.scopes ?? "").split(" ").filter(isScope),
    createdAt: fields.createdAt ?? "",
    expiresAt: fields.expiresAt ?? null,
    revokedAt: fields.revokedAt ?? null,
    lastUsedAt: fields.lastUsedAt ?? null,
  };
}
