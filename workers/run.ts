import { type Processor, Worker } from "bullmq";
import type { Config } from "../config/index.js";
import type { Engine } from "../src/engine/index.js";
import { EvidenceKeeper } from "../src/evidence/keeper.js";
import { type Logger, quietly } from "../src/log/logger.js";
import { Tally } from "../src/metrics/tally.js";
import { createGuardedClient } from "../src/net/guarded-client.js";
import { PLANS, QUOTES, WEBHOOKS } from "../src/queue/jobs.js";
import { createQueues } from "../src/queue/queues.js";
import { startRechecks } from "../src/queue/rechecks.js";
import { createSweep } from "../src/queue/sweep.js";
import type { Specimen } from "../src/records/specimen.js";
import { connectRedis, patient } from "../src/redis/connection.js";
import { isRedisAway } from "../src/redis/errors.js";
import { createStore } from "../src/store/index.js";
import { announceWorker } from "./announce.js";
import { Cancellations } from "./cancellations.js";
import { createQuoteProcessor } from "./check-quote.js";
import { createWebhookProcessor } from "./deliver-webhooks.js";
import { createPlanProcessor } from "./plan-quotes.js";
import { regularly } from "./regularly.js";

/** Verifications one worker process queues the quotes of at a time: all they wait for is Redis. */
const PLAN_CONCURRENCY = 4;
/** Receivers one worker process delivers to at a time: they are slow, and cost it nothing. */
const WEBHOOK_CONCURRENCY = 256;
/** Times a job may be found without its worker before the queue gives it up. */
const MAX_STALLED = 5;
/** Longest time an event or a stray verification lies before somebody looks, ms. */
const LOOK_EVERY_MS = 5_000;
/** Evidence is kept for days: an hour more or less is none. */
const CLEAR_EVERY_MS = 3_600_000;
const FLUSH_EVERY_MS = 1_000;

export interface RunningWorker {
  /** Keeps a capture that could not be read, beside the work: losing one loses no verdict. */
  keep(specimen: Specimen): void;
  /** What it counts, for others to add to. */
  tally: Tally;
  /** Takes no new work and waits for what is under way; `seconds` at most. */
  close(seconds: number): Promise<void>;
}

/** Starts taking work from all queues; `check` answers one quote. */
export function runWorker(
  config: Config & { redisUrl: string },
  check: Engine["check"],
  log: Logger,
): RunningWorker {
  const connection = patient(config.redisUrl);
  const onError = quietly(log, "redis");
  // Many quotes at a time: what they ask for in one turn goes out in one piece.
  const redis = connectRedis({ ...connection, enableAutoPipelining: true }, onError);
  const subscriber = connectRedis(connection, onError);
  const store = createStore(redis, config);
  const queues = createQueues(redis, config, onError);
  const sweep = createSweep(store, queues, config);
  const keeper = new EvidenceKeeper(config);
  const tally = new Tally(store.counts);
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
    // Why a lane stands still, or a plan is not made, nobody else would tell.
    worker.on("failed", (job, error) => {
      if (isRedisAway(error)) return onError(error);
      log.error({ err: error, queue: name, job: job?.id, attempt: job?.attemptsMade }, "job broke");
    });
    worker.on("stalled", (job) => {
      tally.add("quotary_jobs_stalled_total", [name]);
      log.warn({ job }, "job was left by its worker, taken up again");
    });
    return worker;
  };

  const ending = new AbortController();
  const parts = { store, relay: sweep.events, tally, log };
  const { sweepSeconds } = config;
  const workers = [
    start(PLANS, createPlanProcessor({ store, queues, sweepSeconds }), {
      concurrency: PLAN_CONCURRENCY,
    }),
    start(
      QUOTES,
      createQuoteProcessor({
        ...parts,
        queues,
        check,
        keep: async (verdict, account) => {
          await keeper.keep(verdict, account).catch((error: unknown) => {
            // The verdict stands without it; whoever asks for its evidence is told.
            log.error({ err: error, verdict: verdict.id }, "evidence is not kept");
          });
        },
        rechecks: config,
        cancellations: new Cancellations(subscriber, store.keys.cancels),
        timeoutSeconds: config.quoteTimeoutSeconds,
        archiveWaitSeconds: config.archiveWaitSeconds,
      }),
      { concurrency: config.concurrency },
    ),
    start(
      WEBHOOKS,
      createWebhookProcessor({ ...parts, ...config, queues, client, ending: ending.signal }),
      { concurrency: WEBHOOK_CONCURRENCY },
    ),
  ];
  const looks = {
    verifications: sweep.verifications,
    events: sweep.events,
    deliveries: sweep.deliveries,
    rechecks: () => startRechecks(store, queues, config),
  };
  // Each by itself: what one of them cannot read keeps the others from nothing.
  const looking = Object.entries(looks).map(([of, look]) =>
    regularly(look, Math.min(LOOK_EVERY_MS, config.sweepSeconds * 1_000), (error) =>
      log.warn({ err: error, of }, "sweep broke off"),
    ),
  );
  const clearing = regularly(
    async () => {
      const removed = await keeper.removeOld(new Date());
      if (removed > 0) log.info({ removed }, "evidence past its time is removed");
    },
    CLEAR_EVERY_MS,
    (error) => log.warn({ err: error }, "evidence is not cleared"),
  );
  const counting = regularly(() => tally.flush(), FLUSH_EVERY_MS, onError);
  const announcing = announceWorker(store.workers, config.concurrency, onError);

  return {
    tally,
    keep(specimen) {
      store.specimens.add(specimen).catch(onError);
    },
    async close(seconds) {
      for (const look of looking) look.stop();
      clearing.stop();
      ending.abort();
      const closed = Promise.all(workers.map((worker) => worker.close()));
      // What is cut off here is found without its worker and taken up by another one.
      await Promise.race([closed, after(seconds * 1_000)]);
      counting.stop();
      const last = [queues.close(), tally.flush(), announcing.leave()];
      await Promise.race([Promise.allSettled(last), after(1_000)]);
      redis.disconnect();
      subscriber.disconnect();
      await client.close();
    },
  };
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
