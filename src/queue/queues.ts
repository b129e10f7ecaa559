import { type JobsOptions, Queue } from "bullmq";
import type { Redis } from "ioredis";
import { quoteId } from "../store/ids.js";
import { QUOTES, type QuoteJob, WEBHOOKS, type WebhookJob } from "./jobs.js";

/** Waiting jobs of other priorities go first where the number is lower. */
const PRIORITY = { breaking: 1, normal: 10 } as const;

type Priority = keyof typeof PRIORITY;

/**
 * Finished jobs are dropped at once, for the store knows how they ended; failed ones are kept long
 * enough for the sweep to see them.
 */
const KEEP = { removeOnComplete: true, removeOnFail: { age: 7 * 86_400, count: 10_000 } } as const;

export interface QueueSettings {
  redisPrefix: string;
  quoteAttempts: number;
  webhookSchedule: readonly number[];
}

/** Both queues, as seen by those who put work in. */
export interface Queues {
  quotes: Queue<QuoteJob>;
  webhooks: Queue<WebhookJob>;
  /** Queues quotes of a verification; those queued already stay as they are. */
  addQuotes(verification: string, indexes: readonly number[], priority: Priority): Promise<void>;
  /** Queues events for delivery; those queued already stay as they are. */
  addEvents(events: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param connection a client, which stays the caller's to close: one that the queue library makes
 * for itself outlives `close` when that comes early. An impatient one makes `add…` fail at once
 * while Redis is away.
 */
export function createQueues(
  connection: Redis,
  settings: QueueSettings,
  onError: (error: Error) => void,
): Queues {
  // No waiting, or adding hangs while Redis is away; and no look at its version on connecting,
  // which would fail once then and be remembered for ever. Workers look at it.
  const impatience = { skipWaitingForReady: true, skipVersionCheck: true };
  const options = { connection, prefix: settings.redisPrefix, ...impatience };
  const quotes = new Queue<QuoteJob>(QUOTES, options);
  const webhooks = new Queue<WebhookJob>(WEBHOOKS, options);
  for (const queue of [quotes, webhooks]) queue.on("error", onError);
  return {
    quotes,
    webhooks,
    async addQuotes(verification, indexes, priority) {
      const opts: JobsOptions = {
        ...KEEP,
        priority: PRIORITY[priority],
        attempts: settings.quoteAttempts,
        backoff: { type: "exponential", delay: 1_000, jitter: 0.5 },
      };
      await quotes.addBulk(
        indexes.map((index) => ({
          name: "check",
          data: { verification, index },
          // The same id each time: adding twice makes no second job.
          opts: { ...opts, jobId: quoteId(verification, index) },
        })),
      );
    },
    async addEvents(events) {
      const opts: JobsOptions = {
        ...KEEP,
        attempts: settings.webhookSchedule.length,
        delay: (settings.webhookSchedule[0] ?? 0) * 1_000,
        backoff: { type: "custom" },
      };
      await webhooks.addBulk(
        events.map((event) => ({
          name: "deliver",
          data: { event },
          opts: { ...opts, jobId: event },
        })),
      );
    },
    async close() {
      await Promise.all([quotes.close(), webhooks.close()]);
    },
  };
}
