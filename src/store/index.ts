import type { Redis } from "ioredis";
import { Keyring } from "../keys/keyring.js";
import { Events } from "./events.js";
import { createKeys, type Keys } from "./keys.js";
import { OpenWork } from "./open-work.js";
import { Specimens } from "./specimens.js";
import { Verifications } from "./verifications.js";

/** All that is kept, over one connection. */
export interface Store {
  keys: Keys;
  verifications: Verifications;
  events: Events;
  specimens: Specimens;
  work: OpenWork;
  keyring: Keyring;
  /** Writes and reads back; throws when Redis cannot (away, read-only, out of memory). */
  probe(): Promise<void>;
}

export interface StoreSettings {
  redisPrefix: string;
  retentionSeconds: number;
}

export function createStore(redis: Redis, settings: StoreSettings): Store {
  const keys = createKeys(settings.redisPrefix);
  return {
    keys,
    verifications: new Verifications(redis, keys, settings.retentionSeconds),
    events: new Events(redis, keys, settings.retentionSeconds),
    specimens: new Specimens(redis, keys),
    work: new OpenWork(redis, keys),
    keyring: new Keyring(redis, keys),
    async probe() {
      await redis.set(keys.probe, Date.now(), "EX", 60);
    },
  };
}
