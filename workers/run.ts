import { type Processor, Worker } from "bullmq";
import type { Config } from "../config/index.js";
import type { Engine } from "../src/engine/index.js";
import { EvidenceKeeper } from "../src/evidence/keeper.js";
import { type Logger, quietly } from "../src/log/logger.js";
import { createGuardedClient } from "../src/net/guarded-client.js";
import { QUOTES, WEBHOOKS } from "../src/queue/jobs.js";
import { createQueues } from "../src/queue/queues.js";
import { startRechecks } from "../src/queue/rechecks.js";
import { createSweep } from "../src/queue/sweep.js";
import type { Specimen } from "../src/records/specimen.js";
import { connectRedis, patient } from "../src/redis/connection.js";
import { createStore } from "../src/store/index.js";
import { createQuoteProcessor } from "./check-quote.js";
import { createWebhookProcessor, webhookBackoff } from "./deliver-webhook.js";

/** Deliveries one worker process has under way: receivers are slow, and cost it nothing. */
const WEBHOOK_CONCURRENCY = 16;
/** Times a job may be found without its worker before the queue gives it up. */
const MAX_STALLED = 5;
/** Longest time an event or a stray verification lies before somebody looks, ms. */
const LOOK_EVERY_MS = 5_000;
/** Evidence is kept for days: an hour more or less is none. */
const CLEAR_EVERY_MS = 3_600_000;

export interface RunningWorker {
  /** Keeps a capture that could not be read, beside the work: losing one loses no verdict. */
  keep(specimen: Specimen): void;
  /** Takes no new work and waits for what is under way; `seconds` at most. */
  close(seconds: number): Promise<void>;
}

/** Starts taking work from both queues; `check` answers one quote. */
export function runWorker(
  config: Config & { redisUrl: string },
  check: Engine["check"],
  log: Logger,
): RunningWorker {
  const connection = patient(config.redisUrl);
  const onError = quietly(log, "redis");
  const redis = connectRedis(connection, onError);
  const store = createStore(redis, config);
  const queues = createQueues(redis, config, onError);
  const sweep = createSweep(store, queues, config);
  const keeper = new EvidenceKeeper(config);
  const client = createGuardedClient({
    allow: config.allowHosts,
    userAgent: "Quotary-Webhooks/1.0",
    headersTimeoutMs: config.webhookTimeoutSeconds * 1_000,
    totalTimeoutMs: config.webhookTimeoutSeconds * 1_000,
  });

  const common = {
    connection,
    prefix: config.redisPrefix,
    lockDuration: config.lockSeconds * 1_000,
    stalledInterval: Math.ceil(config.lockSeconds * 750),
    maxStalledCount: MAX_STALLED,
  };
  const start = (name: string, process: Processor, options: object) => {
    const worker = new Worker(name, process, { ...common, ...options });
    worker.on("error", onError);
    worker.on("stalled", (job) => log.warn({ job }, "job was left by its worker, taken up again"));
    return worker;
  };

  const { quoteTimeoutSeconds: timeoutSeconds, archiveWaitSeconds } = config;
  const workers = [
    start(
      QUOTES,
      createQuoteProcessor({
        store,
        check,
        keep: async (verdict, account) => {
          await keeper.keep(verdict, account).catch((error: unknown) => {
            // The verdict stands without it; whoever asks for its evidence is told.
            log.error({ err: error, verdict: verdict.id }, "evidence is not kept");
          });
        },
        rechecks: config,
        relay: sweep.events,
        timeoutSeconds,
        archiveWaitSeconds,
        log,
      }),
      { concurrency: config.concurrency },
    ),
    start(WEBHOOKS, createWebhookProcessor({ store, client, log }), {
      concurrency: WEBHOOK_CONCURRENCY,
      settings: { backoffStrategy: webhookBackoff(config.webhookSchedule) },
    }),
  ];
  const looking = lookRegularly(
    async () => {
      await sweep.verifications();
      await sweep.events();
      await startRechecks(store, queues, config);
    },
    Math.min(LOOK_EVERY_MS, config.sweepSeconds * 1_000),
    log,
  );
  const clearing = lookRegularly(
    async () => {
      const removed = await keeper.removeOld(new Date());
      if (removed > 0) log.info({ removed }, "evidence past its time is removed");
    },
    CLEAR_EVERY_MS,
    log,
  );

  return {
    keep(specimen) {
      store.specimens.add(specimen).catch(onError);
    },
    async close(seconds) {
      looking.stop();
      clearing.stop();
      const closed = Promise.all(workers.map((worker) => worker.close()));
      // What is cut off here is found without its worker and taken up by another one.
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, seconds * 1_000))]);
      await Promise.race([queues.close(), new Promise((resolve) => setTimeout(resolve, 1_000))]);
      redis.disconnect();
      await client.close();
    },
  };
}

/** One after the other, never two at a time. */
function lookRegularly(look: () => Promise<void>, everyMs: number, log: Logger) {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const round = async () => {
    try {
      await look();
    } catch (error) {
      if (!stopped) log.warn({ err: error }, "sweep broke off");
    }
    if (!stopped) timer = setTimeout(round, everyMs);
  };
  void round();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
