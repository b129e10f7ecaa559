import type { StoredEvent } from "../store/events.js";
import { quoteId } from "../store/ids.js";
import type { Store } from "../store/index.js";
import { receiversOf } from "../webhooks/receivers.js";
import type { Queues } from "./queues.js";
import { failQuote, type RecheckSettings } from "./rechecks.js";

/** Most verifications, and most events, taken in one go. */
const BATCH = 200;

export interface Sweep {
  /** Queues quotes that are neither done nor queued. */
  verifications(): Promise<void>;
  /** Makes deliveries of the events in the outbox and queues them. */
  events(): Promise<void>;
  /** Has lanes looked into in which something is due. */
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
  settings: RecheckSettings & { sweepSeconds: number; webhookSchedule: readonly number[] },
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
      const because = "the workers that took it up died, time and again";
      const at = new Date(now());
      await failQuote(store, { verification: id, index }, because, settings, at);
    }
    const lost = open.filter((_, place) => states[place] === "unknown");
    const { tenant, options } = stored;
    await queues.addQuotes(id, lost, { tenant, priority: options.priority ?? "normal" });
  }

  async function tell(ids: readonly string[]): Promise<void> {
    const found = await store.events.readAll(ids);
    await Promise.all(ids.filter((_, place) => !found[place]).map((id) => store.events.forget(id)));
    // In the order of their numbers: a lane is read while it is being filled.
    const known = found.flatMap((event) => event ?? []).sort(byNumber);
    const told = await receiversOf(known, store);
    const due = now() + (settings.webhookSchedule[0] ?? 0) * 1_000;
    await store.deliveries.fanOut(told, { now: now(), due, nextLook: nextLook() });
    const lanes = told.flatMap(({ receivers }) => receivers.map(({ lane }) => lane));
    if (lanes.length > 0) await queues.addLanes(lanes);
  }

  async function lookInto(lanes: readonly string[]): Promise<void> {
    const firsts = await Promise.all(lanes.map((lane) => store.lanes.next(lane)));
    const due = lanes.filter((_, place) => (firsts[place] ?? Number.POSITIVE_INFINITY) <= now());
    if (due.length > 0) await queues.addLanes(due);
    const empty = lanes.filter((_, place) => firsts[place] === null);
    await Promise.all(empty.map((lane) => store.lanes.forgetEmpty(lane)));
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
        const failures: unknown[] = [];
        for (const id of ids) await lookAfter(id).catch((error) => failures.push(error));
        // One that cannot be looked after holds up no other.
        if (failures.length > 0) throw failures[0];
      }),
    events: () => store.events.inTurn(now, () => drain(store.events, tell)),
    deliveries: () => drain(store.lanes, lookInto),
  };
}

function byNumber(a: StoredEvent, b: StoredEvent): number {
  return a.timestamp.localeCompare(b.timestamp) || (a.sequence ?? 0) - (b.sequence ?? 0);
}
