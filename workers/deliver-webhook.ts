import type { Job } from "bullmq";
import type { Logger } from "../src/log/logger.js";
import type { Tally } from "../src/metrics/tally.js";
import type { GuardedClient } from "../src/net/guarded-client.js";
import { readWebhookJob } from "../src/queue/jobs.js";
import type { StoredDelivery } from "../src/store/deliveries.js";
import type { Store } from "../src/store/index.js";
import { type AttemptResult, sendParcel } from "../src/webhooks/deliver.js";
import { type NoParcel, type Parcel, pack } from "../src/webhooks/parcel.js";
import { Lanes, Places } from "../src/webhooks/places.js";
import { waitBeforeRetry } from "../src/webhooks/schedule.js";
import { noteStanding } from "../src/webhooks/standing.js";
import { putBackLaterJobs, putOff } from "./put-off.js";

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

export interface WebhookProcessorParts {
  store: Store;
  /** Guarded, with the webhooks' time limits. */
  client: GuardedClient;
  /** An endpoint to which nothing came through for so long is turned off. */
  disableAfterSeconds: number;
  /** Sends events that were just written on their way. */
  relay: () => Promise<void>;
  tally: Tally;
  log: Logger;
}

/** Makes one attempt to bring an event to one receiver; the queue makes the next one when it throws. */
export function createWebhookProcessor(parts: WebhookProcessorParts) {
  const { store, tally } = parts;
  const places = new Places();
  const lanes = new Lanes();

  return async function deliverWebhook(job: Job, token?: string): Promise<string> {
    const data = await putBackLaterJobs(job, token, readWebhookJob);
    // Queued before there were deliveries: they are made of the event, which is in the outbox.
    if (data.v === 0) return relayed(data.event);
    const delivery = await store.deliveries.read(data.delivery);
    if (delivery === null) return "gone";
    if (delivery.round !== data.round) return "asked for again since";
    if (delivery.state !== "pending") return delivery.state;
    const parcel = await pack(delivery, store, new Date());
    if ("kind" in parcel) return settle(delivery, parcel);
    const place = places.take(new URL(parcel.url).origin, delivery.id);
    if ("waitMs" in place) return putOff(job, token, place.waitMs);
    const lane = parcel.verification && `${parcel.url} ${parcel.verification}`;
    const result = await lanes.run(lane, async () => {
      const began = performance.now();
      let ok = false;
      try {
        const result = await attempt(parcel, job.attemptsMade + 1);
        ok = result.kind === "delivered";
        return result;
      } finally {
        place.leave(performance.now() - began, ok);
      }
    });
    return conclude(job, parcel, result);
  };

  async function relayed(event: string): Promise<string> {
    if ((await store.events.read(event)) === null) return "gone";
    await parts.relay();
    return "handed on";
  }

  async function attempt(parcel: Parcel, number: number): Promise<AttemptResult> {
    const { result, log } = await sendParcel(parcel, number, parts.client);
    const { id, event, endpoint } = parcel.delivery;
    await store.deliveries.log(id, log);
    const { verification } = parcel;
    parts.log.info(
      { delivery: id, event, verification, endpoint, attempt: number, result },
      "webhook attempted",
    );
    tally.add("quotary_webhook_attempts_total", [result.kind]);
    tally.add("quotary_webhook_seconds_total", [result.kind], log.milliseconds / 1_000);
    return result;
  }

  async function conclude(job: Job, parcel: Parcel, result: AttemptResult): Promise<string> {
    const { delivery, verification } = parcel;
    const receiver = { verification, endpoint: delivery.endpoint };
    const standing = await noteStanding(receiver, result, parts, new Date());
    if (standing === "turned-off") {
      parts.log.warn({ endpoint: delivery.endpoint, result }, "webhook endpoint turned off");
      await parts.relay();
    }
    if (result.kind !== "failed") return settle(delivery, result);
    if (job.attemptsMade + 1 < (job.opts.attempts ?? 1)) {
      throw new DeliveryFailedError(result.because, result.retryAfterSeconds);
    }
    return settle(delivery, { kind: "pointless", because: "all attempts failed" });
  }

  async function settle(
    delivery: StoredDelivery,
    { kind }: { kind: "delivered" } | NoParcel,
  ): Promise<string> {
    await store.deliveries.settle(delivery, SETTLED[kind], new Date());
    return SETTLED[kind];
  }
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
