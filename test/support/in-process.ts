import type { Express } from "express";
import type { Redis } from "ioredis";
import { type Config, loadConfig } from "../../config/index.js";
import { extractArticle } from "../../src/articles/extract.js";
import type { Engine } from "../../src/engine/index.js";
import { EvidenceKeeper } from "../../src/evidence/keeper.js";
import { createApp } from "../../src/http/app.js";
import { Changes } from "../../src/http/changes.js";
import type { HttpParts } from "../../src/http/parts.js";
import { Streams } from "../../src/http/streams.js";
import { createLogger } from "../../src/log/logger.js";
import { createMetrics } from "../../src/metrics/registry.js";
import { createAllowList } from "../../src/net/allow-list.js";
import { createQueues, type Queues } from "../../src/queue/queues.js";
import { connectRedis, impatient, waitUntilReady } from "../../src/redis/connection.js";
import { createStore, type Store } from "../../src/store/index.js";
import { runWorker } from "../../workers/run.js";

const silent = createLogger("silent", "test");

/** Settings with short times. */
export function testConfig(
  redisUrl: string,
  env: NodeJS.ProcessEnv = {},
): Config & { redisUrl: string } {
  const config = loadConfig({
    QUOTARY_ALLOW_HOSTS: "127.0.0.1",
    QUOTARY_WEBHOOK_SCHEDULE: "0,0,0",
    QUOTARY_SWEEP_SECONDS: "1",
    QUOTARY_WEBHOOK_TIMEOUT: "1",
    QUOTARY_SHUTDOWN_SECONDS: "1",
    QUOTARY_EVIDENCE: "none",
    LOG_LEVEL: "silent",
    ...env,
  });
  return { ...config, redisUrl };
}

export interface TestApi {
  app: Express;
  redis: Redis;
  store: Store;
  queues: Queues;
  changes: Changes;
  close(): Promise<void>;
}

/** The HTTP API in this process, over a real Redis. */
export async function startTestApi(
  config: Config & { redisUrl: string },
  overrides: Partial<HttpParts> = {},
): Promise<TestApi> {
  const ignore = () => {};
  const options = impatient(config.redisUrl);
  const redis = connectRedis(options, ignore);
  const subscriber = connectRedis({ ...options, autoResubscribe: false }, ignore);
  await Promise.all([waitUntilReady(redis, 5_000), waitUntilReady(subscriber, 5_000)]);
  const store = createStore(redis, config);
  const queues = createQueues(redis, config, ignore);
  const changes = new Changes(subscriber, store.keys.changes);
  const app = createApp({
    ...config,
    store,
    queues,
    changes,
    archives: ["first", "second"],
    evidence: new EvidenceKeeper(config),
    sign: null,
    archiveHealth: async () => null,
    allow: createAllowList(config.allowHosts),
    extract: async (...given) => extractArticle(...given),
    metrics: createMetrics({ store, queues }),
    streams: new Streams(20, 5),
    log: silent,
    isDraining: () => false,
    ...overrides,
  });
  return {
    app,
    redis,
    store,
    queues,
    changes,
    async close() {
      changes.stop();
      await queues.close().catch(ignore);
      redis.disconnect();
      subscriber.disconnect();
    },
  };
}

/** A worker in this process. */
export function startTestWorker(config: Config & { redisUrl: string }, check: Engine["check"]) {
  return runWorker(config, check, silent);
}
