/** Names of the queues; the library keeps them below `<prefix>:<name>`. */
export const PLANS = "plans";
export const QUOTES = "quotes";
export const WEBHOOKS = "webhooks";

export const QUEUE_NAMES = [PLANS, QUOTES, WEBHOOKS] as const;

/**
 * Form of job data. While a new version is rolled out, old and new processes share the queues: new
 * ones read all earlier forms, and leave later ones to those who know them.
 */
export const JOB_VERSION = 1;
export const WEBHOOK_JOB_VERSION = 2;

/** One verification whose quotes are to be queued. */
export interface PlanJob {
  v: typeof JOB_VERSION;
  verification: string;
}

/** One quote to check. Ids only: records and verdicts live in the store. */
export interface QuoteJob {
  v: typeof JOB_VERSION;
  verification: string;
  index: number;
}

/** A lane to be looked into. Never an address or a secret: jobs are shown in dashboards. */
export interface LaneJob {
  v: typeof WEBHOOK_JOB_VERSION;
  lane: string;
}

/** Before there were lanes: one event to bring to one receiver. */
interface DeliveryJob {
  v: 1;
  delivery: string;
  /** Which asking for it this job is. */
  round: number;
}

/** Before there was a version: the event, whose receivers are found when it is taken up. */
interface EventJob {
  v: 0;
  event: string;
}

/** Job data written by a later version: for a worker of that version. */
export class LaterJobError extends Error {
  override readonly name = "LaterJobError";
}

/** Throws `LaterJobError`. */
export function readPlanJob(data: unknown): PlanJob {
  return { v: JOB_VERSION, verification: String(known(data, JOB_VERSION).verification) };
}

/** Throws `LaterJobError`. */
export function readQuoteJob(data: unknown): QuoteJob {
  const { verification, index } = known(data, JOB_VERSION);
  return { v: JOB_VERSION, verification: String(verification), index: Number(index) };
}

/** Throws `LaterJobError`. */
export function readWebhookJob(data: unknown): LaneJob | DeliveryJob | EventJob {
  const { v, event, delivery, round, lane } = known(data, WEBHOOK_JOB_VERSION);
  if (v === undefined) return { v: 0, event: String(event) };
  if (Number(v) === 1) return { v: 1, delivery: String(delivery), round: Number(round) };
  return { v: WEBHOOK_JOB_VERSION, lane: String(lane) };
}

function known(data: unknown, version: number): Record<string, unknown> {
  const job = data as Record<string, unknown>;
  if (job.v === undefined || Number(job.v) <= version) return job;
  throw new LaterJobError(`job data of version ${String(job.v)}; ${version} is known here`);
}
