import { DelayedError, type Job } from "bullmq";
import { LaterJobError } from "../src/queue/jobs.js";

/** Time a job of a later version waits for a worker that knows it. */
const LATER_MS = 2_000;

/**
 * Gives a job back for a while; no attempt is counted. One that waits by turns keeps the one it has:
 * whoever would have it stand behind others changes that before. Always throws.
 */
export async function putOff(job: Job, token: string | undefined, ms: number): Promise<never> {
  await job.moveToDelayed(Date.now() + ms, token);
  // Tells the queue that the job is none of this worker's any more.
  throw new DelayedError();
}

/** The job's data; a job that only a later version can read is left to a worker of that version. */
export async function putBackLaterJobs<T>(
  job: Job,
  token: string | undefined,
  read: (data: unknown) => T,
): Promise<T> {
  try {
    return read(job.data);
  } catch (error) {
    if (!(error instanceof LaterJobError)) throw error;
    return putOff(job, token, LATER_MS);
  }
}
