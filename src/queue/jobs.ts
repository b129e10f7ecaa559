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

/** One event to bring to one receiver. Never the secret: jobs are shown in dashboards. */
export interface DeliveryJob {
  v: typeof JOB_VERSION;
  delivery: string;
  /** Which asking for it this job is; a later one takes its place. */
  round: number;
}

/** Before there was a version: the event, whose receivers are found when it is taken up. */
export interface EventJob {
  v: 0;
  event: string;
}

/** Job data written by a later version: for a worker of that version. */
export class LaterJobError extends Error {
  override readonly name = "LaterJobError";
}

/** Throws `LaterJobError`. */
export function readPlanJob(data: unknown): PlanJob {
  return { v: JOB_VERSION, verification: String(known(data).verification) };
}

/** Throws `LaterJobError`. */
export function readQuoteJob(data: unknown): QuoteJob {
  const { verification, index } = known(data);
  return { v: JOB_VERSION, verification: String(verification), index: Number(index) };
}

/** Throws `LaterJobError`. */
export function readWebhookJob(data: unknown): DeliveryJob | EventJob {
  const { v, event, delivery, round } = known(data);
  if (v === undefined) return { v: 0, event: String(event) };
  return { v: JOB_VERSION, delivery: String(delivery), round: Number(round) };
}

function known(data: unknown): Record<string, unknown> {
  const job = data as Record<string, unknown>;
  if (job.v === undefined || Number(job.v) <= JOB_VERSION) return job;
  throw new LaterJobError(`job data of version ${String(job.v)}; ${JOB_VERSION} is known here`);
}
