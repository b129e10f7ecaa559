import { DelayedError, type Job } from "bullmq";
import { readWebhookJob } from "../src/queue/jobs.js";
import type { Queues } from "../src/queue/queues.js";
import { Drain, type DrainParts } from "../src/webhooks/drain.js";
import { Places } from "../src/webhooks/places.js";
import { laneOf } from "../src/webhooks/receivers.js";
import { putBackLaterJobs, putOff } from "./put-off.js";

/** Longest time one job stays with a lane: then others, who wait for a turn, have theirs. */
const TURN_MS = 10_000;

export interface WebhookProcessorParts extends Omit<DrainParts, "places"> {
  queues: Queues;
  /** Aborted when the worker is to end. */
  ending: AbortSignal;
}

/** Delivers what is due in a lane. What is left is in the store; the job only says where to look. */
export function createWebhookProcessor(parts: WebhookProcessorParts) {
  const { store, queues, ending } = parts;
  const drainParts = { ...parts, places: new Places() };

  return async function deliverWebhooks(job: Job, token?: string): Promise<string> {
    const data = await putBackLaterJobs(job, token, readWebhookJob);
    // Queued before there were deliveries: they are made of the event, which is in the outbox.
    if (data.v === 0) return relayed(data.event);
    if (data.v === 1) return intoLane(data.delivery, data.round);
    const { lane } = data;
    const end = Date.now() + TURN_MS;
    const carefully = job.stalledCounter > 0;
    const isOver = () => ending.aborted || Date.now() > end;
    const rest = await new Drain(lane, { carefully, isOver }, drainParts).run();
    switch (rest.kind) {
      case "nothing":
        return "all told";
      case "more":
        await queues.addLanes([lane]);
        return "goes on";
      case "no place":
        return putOff(job, token, rest.waitMs);
      case "later":
        return sleepUntil(rest.at, lane, job, token);
    }
  };

  /** Puts the lane's job off. What came in just before, when it was still under way, wakes it. */
  async function sleepUntil(
    at: number,
    lane: string,
    job: Job,
    token: string | undefined,
  ): Promise<never> {
    await job.moveToDelayed(Math.max(at, Date.now() + 1), token);
    const next = await store.lanes.next(lane);
    if (next !== null && next < at) await queues.addLanes([lane]);
    throw new DelayedError();
  }

  async function relayed(event: string): Promise<string> {
    const [found] = await store.events.readAll([event]);
    if (!found) return "gone";
    await parts.relay();
    return "handed on";
  }

  /** Queued before there were lanes. */
  async function intoLane(id: string, round: number): Promise<string> {
    const delivery = await store.deliveries.read(id);
    if (delivery?.state !== "pending" || delivery.round !== round) return "settled since";
    const lane = await laneOf(delivery, store);
    if (lane === null) return "gone";
    await store.deliveries.again([id], lane, { now: Date.now(), nextLook: Date.now() });
    await queues.addLanes([lane]);
    return "handed on";
  }
}
