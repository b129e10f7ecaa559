import type { Queue } from "bullmq";
import { quoteId } from "../store/ids.js";
import type { Store } from "../store/index.js";
import { receiversOf } from "../webhooks/receivers.js";
import { deliveryJobId, type Queues } from "./queues.js";

/** Most verifications, and most events, taken in one go. */
const BATCH = 200;

export interface Sweep {
  /** Queues quotes that are neither done nor queued. */
  verifications(): Promise<void>;
  /** Makes deliveries of the events in the outbox and queues them. */
  events(): Promise<void>;
  /** Queues deliveries that fell out of the queue. */
  deliveries(): Promise<void>;
}

/**
 * Finds work that is stored but not queued, and queues it: an API process may die between the two
 * steps, an event is only ever written to the outbox, and a queue gives a job up when the workers
 * that take it keep dying. Adding is idempotent, so any number of workers may sweep at any time.
 */
export function createSweep(
  store: Store,
  queues: Queues,
  settings: { sweepSeconds: number },
  now: () => number = Date.now,
): Sweep {
  const nextLook = () => now() + settings.sweepSeconds * 1_000;

  async function lookAfter(id: string): Promise<void> {
    const stored = await store.verifications.read(id);
    if (stored === null) return store.verifications.forget(id);
    const open = stored.quotes.flatMap(({ status }, index) =>
      status === "completed" || status === "failed" ? [] : [index],
    );
    const states = await Promise.all(
      open.map((index) => queues.quotes.getJobState(quoteId(id, index))),
    );
    const givenUp = open.filter((_, place) => states[place] === "failed");
    for (const index of givenUp) {
      const end = { because: "the workers that took it up died, time and again" };
      await store.verifications.finish(id, index, end, new Date(now()));
    }
    const lost = open.filter((_, place) => states[place] === "unknown");
    const { tenant, options } = stored;
    await queues.addQuotes(id, lost, { tenant, priority: options.priority ?? "normal" });
  }

  async function tell(ids: readonly string[]): Promise<void> {
    const found = await Promise.all(ids.map((id) => store.events.read(id)));
    const receivers = receiversOf(store);
    const made = await Promise.all(
      found.map(async (event, place) => {
        if (event === null) {
          await store.events.forget(ids[place] ?? "");
          return [];
        }
        const times = { now: now(), nextLook: nextLook() };
        return store.deliveries.fanOut(event, await receivers(event), times);
      }),
    );
    const deliveries = made.flat().map((delivery) => ({ delivery, round: 0 }));
    if (deliveries.length > 0) await queues.addDeliveries(deliveries);
  }

  async function bring(ids: readonly string[]): Promise<void> {
    const pending: { delivery: string; round: number }[] = [];
    for (const id of ids) {
      const delivery = await store.deliveries.read(id);
      if (delivery?.state !== "pending") {
        await store.deliveries.forget(id);
        continue;
      }
      const order = { delivery: id, round: delivery.round };
      if (!(await isGivenUp(queues.webhooks, deliveryJobId(order)))) pending.push(order);
      else await store.deliveries.settle(delivery, "abandoned", new Date(now()));
    }
    if (pending.length > 0) await queues.addDeliveries(pending);
  }

  /** Until nothing is due: what was taken is due again only later. */
  async function drain(
    from: { takeDue(now: number, nextLook: number, most: number): Promise<string[]> },
    handle: (ids: readonly string[]) => Promise<void>,
  ): Promise<void> {
    for (;;) {
      const due = await from.takeDue(now(), nextLook(), BATCH);
      if (due.length > 0) await handle(due);
      if (due.length < BATCH) return;
    }
  }

  return {
    verifications: () =>
      drain(store.verifications, async (ids) => {
        for (const id of ids) await lookAfter(id);
      }),
    events: () => drain(store.events, tell),
    deliveries: () => drain(store.deliveries, bring),
  };
}

/** True when the queue keeps the job as failed although the store still waits for its end. */
async function isGivenUp(queue: Queue, jobId: string): Promise<boolean> {
  return (await queue.getJobState(jobId)) === "failed";
}
