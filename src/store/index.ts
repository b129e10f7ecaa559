import type { Redis } from "ioredis";
import { Keyring } from "../keys/keyring.js";
import { Audit } from "./audit.js";
import { Counts } from "./counts.js";
import { Deliveries } from "./deliveries.js";
import { Endpoints } from "./endpoints.js";
import { Events } from "./events.js";
import { History } from "./history.js";
import { createKeys, type Keys } from "./keys.js";
import { Lanes } from "./lanes.js";
import { OpenWork } from "./open-work.js";
import { Rechecks } from "./rechecks.js";
import { createSeal, type Seal } from "./seal.js";
import { Specimens } from "./specimens.js";
import { Verifications } from "./verifications.js";
import { Words } from "./words.js";
import { WorkerList } from "./workers.js";

/** All that is kept, over one connection. */
export interface Store {
  keys: Keys;
  verifications: Verifications;
  history: History;
  rechecks: Rechecks;
  events: Events;
  deliveries: Deliveries;
  lanes: Lanes;
  endpoints: Endpoints;
  workers: WorkerList;
  counts: Counts;
  specimens: Specimens;
  work: OpenWork;
  audit: Audit;
  /** For secrets that must be read again, such as those of webhooks. */
  seal: Seal;
  keyring: Keyring;
  /** Writes and reads back; throws when Redis cannot (away, read-only, out of memory). */
  probe(): Promise<void>;
  /** Bytes that Redis uses and may use (0: no limit). */
  memory(): Promise<{ used: number; limit: number }>;
}

export interface StoreSettings {
  redisPrefix: string;
  retentionSeconds: number;
  /** `hashes`: no words are kept, of verdicts and records either. */
  evidence?: "full" | "hashes" | "none";
  /** 32 bytes each, in base64; the first seals, all open. */
  secretKeys?: readonly string[];
}

export function createStore(redis: Redis, settings: StoreSettings): Store {
  const keys = createKeys(settings.redisPrefix);
  const rechecks = new Rechecks(redis, keys);
  const seal = createSeal(settings.secretKeys ?? []);
  const words = new Words(seal, settings.evidence !== "hashes");
  return {
    keys,
    verifications: new Verifications(redis, keys, rechecks, words, settings.retentionSeconds),
    history: new History(redis, keys),
    rechecks,
    events: new Events(redis, keys, settings.retentionSeconds),
    deliveries: new Deliveries(redis, keys, settings.retentionSeconds),
    lanes: new Lanes(redis, keys),
    endpoints: new Endpoints(redis, keys, seal),
    workers: new WorkerList(redis, keys),
    counts: new Counts(redis, keys),
    specimens: new Specimens(redis, keys),
    work: new OpenWork(redis, keys),
    audit: new Audit(redis, keys),
    seal,
    keyring: new Keyring(redis, keys),
    async probe() {
      await redis.set(keys.probe, Date.now(), "EX", 60);
    },
    async memory() {
      const info = await redis.info("memory");
      const figure = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, "m").exec(info)?.[1]);
      return { used: figure("used_memory") || 0, limit: figure("maxmemory") || 0 };
    },
  };
}
