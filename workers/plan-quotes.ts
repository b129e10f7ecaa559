import type { Job } from "bullmq";
import { readPlanJob } from "../src/queue/jobs.js";
import type { Queues } from "../src/queue/queues.js";
import type { Store } from "../src/store/index.js";
import { putBackLaterJobs } from "./put-off.js";

export interface PlanProcessorParts {
  store: Store;
  queues: Queues;
  sweepSeconds: number;
}

/**
 * Queues the quotes of a verification, each at its turn. May run twice for the same job: quotes that
 * are queued stay as they are, and one that has ended is only looked at again.
 */
export function createPlanProcessor({ store, queues, sweepSeconds }: PlanProcessorParts) {
  return async function planQuotes(job: Job, token?: string): Promise<string> {
    const { verification } = await putBackLaterJobs(job, token, readPlanJob);
    const plan = await store.verifications.plan(verification);
    if (plan === null) return "gone";
    await queues.addQuotes(verification, [...Array(plan.total).keys()], plan);
    await store.verifications.queued(verification, Date.now() + sweepSeconds * 1_000);
    return "queued";
  };
}
