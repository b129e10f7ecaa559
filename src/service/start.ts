import type { Redis } from "ioredis";
import type { Config } from "../../config/index.js";
import { countedAt } from "../archives/known.js";
import { openForChecks } from "../archives/open.js";
import { EvidenceKeeper } from "../evidence/keeper.js";
import { openSigner } from "../evidence/sign.js";
import { createApp } from "../http/app.js";
import { Changes } from "../http/changes.js";
import { Streams } from "../http/streams.js";
import { createLogger, type Logger, quietly } from "../log/logger.js";
import { readHealth } from "../manners/gate.js";
import { createRedisBook } from "../manners/redis-book.js";
import { createMetrics } from "../metrics/registry.js";
import { createAllowList } from "../net/allow-list.js";
import { createQueues } from "../queue/queues.js";
import { connectRedis, impatient, waitUntilReady } from "../redis/connection.js";
import { type OwnRedis, startOwnRedis } from "../redis/own-redis.js";
import { unsafeSettings } from "../redis/safety.js";
import { createStore } from "../store/index.js";
import { openExtraction } from "./extraction.js";
import { listenSafely } from "./listen.js";
import { startWorkers } from "./workers.js";

/** Event streams one API process keeps open, and of these for one tenant. */
const MOST_STREAMS = 2_000;
const MOST_STREAMS_OF_ONE = 500;

/** Time a Redis elsewhere gets to answer before the API starts without it (and says 503). */
const CONNECT_MS = 10_000;

export interface Service {
  url: string;
  /** Rejects when the service cannot go on. */
  failed: Promise<never>;
  /** Ends in order: no new work, workers, answers under way, connections, own Redis. */
  stop(): Promise<void>;
}

export interface ServiceOptions {
  withWorkers: boolean;
  /** Passed on to workers and to the own Redis. */
  env: NodeJS.ProcessEnv;
}

/** Starts all that `quotary serve` runs, and ends what it started when one part cannot start. */
export async function startService(config: Config, options: ServiceOptions): Promise<Service> {
  const log = createLogger(config.logLevel, "api");
  const started: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of started.splice(0).reverse()) await end();
  };
  try {
    const archives = await describeArchives(config);
    const names = archives.map(({ name }) => name);
    const ownRedis = config.redisUrl === null ? await runOwnRedis(config, options, log) : null;
    if (ownRedis) started.push(() => ownRedis.stop());
    const redisUrl = ownRedis?.url ?? config.redisUrl ?? "";
    const api = await startApi({ ...config, redisUrl }, archives, log);
    started.push(api.disconnect, api.close);
    const workers = options.withWorkers
      ? startWorkers(config, { ...options.env, REDIS_URL: redisUrl }, log)
      : null;
    if (workers) started.push(workers.stop);
    started.push(api.drain);
    if (config.secretKeys.length === 0) {
      log.warn("QUOTARY_SECRET_KEYS is not set: webhook secrets are stored as they are");
    }
    log.info({ url: api.url, archives: names, ownRedis: ownRedis !== null }, "listening");
    return { url: api.url, failed: workers?.failed ?? new Promise<never>(() => {}), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface ArchiveAddress {
  name: string;
  /** Null for an archive at hand. */
  host: string | null;
}

async function describeArchives(config: Config): Promise<ArchiveAddress[]> {
  const archives = await openForChecks(config.archives, config);
  const described = archives.map(({ name, host }) => ({ name, host: host ?? null }));
  await Promise.all(archives.map((archive) => archive.close()));
  return described;
}

async function runOwnRedis(
  { dataFolder }: Config,
  { env }: ServiceOptions,
  log: Logger,
): Promise<OwnRedis> {
  const redis = await startOwnRedis(dataFolder, { env, onEvent: (what) => log.warn(what) });
  log.info({ adopted: redis.adopted }, "own Redis runs");
  return redis;
}

async function warnOfLosses(redis: Redis, log: Logger): Promise<void> {
  const settings = await unsafeSettings(redis);
  if (Object.keys(settings).length === 0) return;
  log.warn({ settings }, "this Redis may lose work that was acknowledged (docs/operations.md)");
}

async function startApi(
  config: Config & { redisUrl: string },
  described: readonly ArchiveAddress[],
  log: Logger,
) {
  const onError = quietly(log, "redis");
  const options = impatient(config.redisUrl);
  const redis = connectRedis(options, onError);
  const subscriber = connectRedis({ ...options, autoResubscribe: false }, onError);
  const store = createStore(redis, config);
  const queues = createQueues(redis, config, onError);
  const changes = new Changes(subscriber, store.keys.changes);
  const book = createRedisBook(redis, store.keys.host);
  const archives = described.map(({ name }) => name);
  const archiveHealth = async (name: string) => {
    const host = described.find((one) => one.name === name)?.host ?? null;
    return host === null ? null : await readHealth(book, countedAt(new URL(host)));
  };
  const extraction = openExtraction();
  let draining = false;
  const disconnect = async () => {
    await extraction.close();
    await queues.close().catch(() => {});
    redis.disconnect();
    subscriber.disconnect();
  };
  try {
    const allow = createAllowList(config.allowHosts);
    const isDraining = () => draining;
    const metrics = createMetrics({ store, queues });
    const streams = new Streams(MOST_STREAMS, MOST_STREAMS_OF_ONE);
    const evidence = new EvidenceKeeper(config);
    const sign = config.evidenceKey === null ? null : await openSigner(config.evidenceKey);
    const kept = { store, queues, evidence, sign };
    const told = { changes, streams, metrics, log, isDraining };
    const { extract } = extraction;
    const parts = { ...kept, ...told, archives, archiveHealth, allow, extract };
    const app = createApp({ ...config, ...parts });
    if (await waitUntilReady(redis, CONNECT_MS)) await warnOfLosses(redis, log);
    else log.error("Redis does not answer; going on");
    const isGuarded = () => store.keyring.isGuarded();
    const server = await listenSafely(app, config, isGuarded, log);
    return {
      url: server.url,
      disconnect,
      /** From now on nothing new is taken in, and whoever waits is answered. */
      async drain() {
        draining = true;
        changes.stop();
      },
      close: () => server.close(config.shutdownSeconds),
    };
  } catch (error) {
    await disconnect();
    throw error;
  }
}
