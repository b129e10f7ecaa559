import type { Queue } from "bullmq";
import { quoteId } from "../store/ids.js";
import type { Store } from "../store/index.js";
import type { Queues } from "./queues.js";

/** Most verifications, and most events, taken in one go. */
const BATCH = 200;

export interface Sweep {
  /** Queues quotes that are neither done nor queued. */
  verifications(): Promise<void>;
  /** Queues events of the outbox: those just written, and those that fell out of the queue. */
  events(): Promise<void>;
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
  async function lookAfter(id: string): Promise<void> {
    const stored = await store.verifications.read(id);
    if (stored === null) return store.verifications.forget(id);
    const open = stored.quotes.flatMap(({ status }, index) =>
      status === "completed" || status === "failed" ? [] : [index],
    );
    await Promise.all(
      open.map(async (index) => {
        if (!(await isGivenUp(queues.quotes, quoteId(id, index)))) return;
        const end = { because: "the workers that took it up died, time and again" };
        await store.verifications.finish(id, index, end, new Date(now()));
      }),
    );
    await queues.addQuotes(id, open, stored.options.priority ?? "normal");
  }

  async function relay(ids: readonly string[]): Promise<void> {
    const events = await Promise.all(ids.map((id) => store.events.read(id)));
    const pending: string[] = [];
    for (const [place, id] of ids.entries()) {
      const event = events[place];
      if (!event) await store.events.forget(id);
      else if (await isGivenUp(queues.webhooks, id)) await store.events.settle(event, "abandoned");
      else pending.push(id);
    }
    await queues.addEvents(pending);
  }

  /** Until nothing is due: what was taken is due again only later. */
  async function drain(
    from: { takeDue(now: number, nextLook: number, most: number): Promise<string[]> },
    handle: (ids: readonly string[]) => Promise<void>,
  ): Promise<void> {
    for (;;) {
      const due = await from.takeDue(now(), now() + settings.sweepSeconds * 1_000, BATCH);
      if (due.length > 0) await handle(due);
      if (due.length < BATCH) return;
    }
  }

  return {
    verifications: () =>
      drain(store.verifications, async (ids) => {
        for (const id of ids) await lookAfter(id);
      }),
    events: () => drain(store.events, relay),
  };
}

/** True when the queue keeps the job as failed although the store still waits for its end. */
async function isGivenUp(queue: Queue, jobId: string): Promise<boolean> {
  return (await queue.getJobState(jobId)) === "failed";
}
