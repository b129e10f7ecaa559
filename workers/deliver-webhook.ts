import type { Job } from "bullmq";
import type { Logger } from "../src/log/logger.js";
import type { WebhookJob } from "../src/queue/jobs.js";
import {
  type AttemptResult,
  attemptDelivery,
  type DeliveryParts,
} from "../src/webhooks/deliver.js";
import { waitBeforeRetry } from "../src/webhooks/schedule.js";

/** The attempt failed and is to be made again. */
class DeliveryFailedError extends Error {
  override readonly name = "DeliveryFailedError";
  constructor(
    because: string,
    /** What the receiver asked for; null when it did not. */
    readonly retryAfterSeconds: number | null,
  ) {
    super(because);
  }
}

const SETTLED = { delivered: "delivered", refused: "refused", pointless: "abandoned" } as const;

/** Makes one attempt to deliver an event; the queue makes the next one when it throws. */
export function createWebhookProcessor(parts: DeliveryParts & { log: Logger }) {
  const { events } = parts.store;

  return async function deliverWebhook(job: Job<WebhookJob>): Promise<string> {
    const event = await events.read(job.data.event);
    if (event === null) return "gone";
    if (event.state !== "pending") return event.state;
    const attempt = job.attemptsMade + 1;
    const result: AttemptResult = await attemptDelivery(event, attempt, parts);
    parts.log.info({ event: event.id, attempt, result }, "webhook attempted");
    if (result.kind !== "failed") {
      await events.settle(event, SETTLED[result.kind]);
      return result.kind;
    }
    if (attempt < (job.opts.attempts ?? 1)) {
      throw new DeliveryFailedError(result.because, result.retryAfterSeconds);
    }
    await events.settle(event, "abandoned");
    return "abandoned";
  };
}

/** Wait before the next attempt, ms, in the form the queue asks for it. */
export function webhookBackoff(schedule: readonly number[]) {
  return (attemptsMade: number, _type?: string, error?: Error): number =>
    waitBeforeRetry(
      schedule,
      attemptsMade,
      error instanceof DeliveryFailedError ? error.retryAfterSeconds : null,
    );
}
