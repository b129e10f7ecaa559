import { type JobsOptions, Queue } from "bullmq";
import type { Redis } from "ioredis";
import { planId, quoteId } from "../store/ids.js";
import { createKeys } from "../store/keys.js";
import {
  JOB_VERSION,
  type LaneJob,
  PLANS,
  type PlanJob,
  QUOTES,
  type QuoteJob,
  WEBHOOK_JOB_VERSION,
  WEBHOOKS,
} from "./jobs.js";
import { type Priority, takeTurns } from "./turns.js";

/**
 * Finished jobs are dropped at once, for the store knows how they ended; failed ones are kept long
 * enough for the sweep to see them.
 */
const KEEP = { removeOnComplete: true, removeOnFail: { age: 7 * 86_400, count: 10_000 } } as const;

/** Looking into a lane fails only where the store does; what is due is found by the sweep, too. */
const LANE_ATTEMPTS = 3;
const LANE_BACKOFF = { type: "exponential", delay: 1_000, jitter: 0.5 } as const;

export interface QueueSettings {
  redisPrefix: string;
  quoteAttempts: number;
}

/** Whose quotes are queued, and how soon they are wanted. */
interface Whose {
  tenant: string;
  priority: Priority;
}

/** The queues, as seen by those who put work in. */
export interface Queues {
  plans: Queue<PlanJob>;
  quotes: Queue<QuoteJob>;
  webhooks: Queue<LaneJob>;
  /** All of them, in the order of the work. */
  all: readonly Queue[];
  /** Queues a verification whose quotes a worker then queues: one job, however many they are. */
  addPlan(verification: string, priority: Priority): Promise<void>;
  /** Queues quotes of a verification; those queued already stay as they are. */
  addQuotes(verification: string, indexes: readonly number[], whose: Whose): Promise<void>;
  /** The turn (a job's priority) after all that its tenant has waiting: for a quote that is put off. */
  lastTurn(whose: Whose): Promise<number>;
  /**
   * Has lanes looked into at once. There is one job a lane at any time: one that is put off gives
   * way, one that is under way is followed by another.
   */
  addLanes(lanes: readonly string[]): Promise<void>;
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
  const plans = new Queue<PlanJob>(PLANS, options);
  const quotes = new Queue<QuoteJob>(QUOTES, options);
  const webhooks = new Queue<LaneJob>(WEBHOOKS, options);
  const all: Queue[] = [plans, quotes, webhooks];
  for (const queue of all) queue.on("error", onError);
  const { prefix, turns } = createKeys(settings.redisPrefix);
  const jobs = `${prefix}:${QUOTES}:`;
  const lanes = { turns, waiting: `${jobs}prioritized`, delayed: `${jobs}delayed`, jobs };
  return {
    plans,
    quotes,
    webhooks,
    all,
    async addPlan(verification, priority) {
      const data: PlanJob = { v: JOB_VERSION, verification };
      // Breaking news goes to the head: a plan takes a moment, so nobody is starved by that.
      const opts = { ...KEEP, lifo: priority === "breaking", jobId: planId(verification) };
      await plans.add("plan", data, opts);
    },
    async addQuotes(verification, indexes, whose) {
      if (indexes.length === 0) return;
      const opts: JobsOptions = {
        ...KEEP,
        attempts: settings.quoteAttempts,
        backoff: { type: "exponential", delay: 1_000, jitter: 0.5 },
      };
      const priorities = await takeTurns(connection, lanes, whose, indexes.length);
      await quotes.addBulk(
        indexes.map((index, place) => ({
          name: "check",
          data: { v: JOB_VERSION, verification, index },
          // The same id each time: adding twice makes no second job.
          opts: { ...opts, priority: priorities[place] ?? 1, jobId: quoteId(verification, index) },
        })),
      );
    },
    async lastTurn(whose) {
      const [turn = 1] = await takeTurns(connection, lanes, whose, 1);
      return turn;
    },
    async addLanes(lanes) {
      const opts: JobsOptions = { ...KEEP, attempts: LANE_ATTEMPTS, backoff: LANE_BACKOFF };
      await webhooks.addBulk(
        [...new Set(lanes)].map((lane) => ({
          name: "deliver",
          data: { v: WEBHOOK_JOB_VERSION, lane },
          opts: { ...opts, deduplication: { id: lane, keepLastIfActive: true, replace: true } },
        })),
      );
    },
    async close() {
      await Promise.all(all.map((queue) => queue.close()));
    },
  };
}
