import { createHash, randomUUID } from "node:crypto";

/**
 * Ids are made from the verification's, so that work done twice writes the same ones. None holds
 * `:` or digits only (job ids must not), nor `.` (webhook ids must not).
 */
export const VERIFICATION_ID = {
  describes: "id of a verification",
  pattern: /^ver_[0-9a-f]{32}$/,
  example: "ver_0b8f3c1e5d7a4f6c9e2b1a0d3c5f7e9b",
};

export const VERDICT_ID = {
  describes: "id of a verdict",
  pattern: /^vd_[0-9a-f]{32}_\d{1,3}$/,
  example: "vd_0b8f3c1e5d7a4f6c9e2b1a0d3c5f7e9b_0",
};

export const WEBHOOK_ID = {
  describes: "id of a webhook endpoint",
  pattern: /^we_[0-9a-f]{32}$/,
  example: "we_4d1a9c0e7b2f4c6fa1e8d3b5907c2a61",
};

export const DELIVERY_ID = {
  describes: "id of a delivery",
  pattern: /^dl_[0-9a-z_]{34,110}$/,
  example: "dl_0b8f3c1e5d7a4f6c9e2b1a0d3c5f7e9b_0_4d1a9c0e7b2f4c6fa1e8d3b5907c2a61",
};

const ADDRESS = "own_";

export function newWebhookId(): string {
  return `we_${randomUUID().replaceAll("-", "")}`;
}

/** Of an event that stands for itself: a test, an endpoint that was turned off. */
export function newEventId(about: "test" | "disabled"): string {
  return `evt_${randomUUID().replaceAll("-", "")}_${about}`;
}

/** Of an event on its way to an endpoint, or to the request's own webhook (null). */
export function deliveryId(event: string, endpoint: string | null): string {
  return `dl_${event.slice("evt_".length)}_${endpoint?.slice("we_".length) ?? "own"}`;
}

/** The event that a delivery is of. */
export function eventOfDelivery(delivery: string): string {
  return `evt_${delivery.slice("dl_".length, delivery.lastIndexOf("_"))}`;
}

/**
 * The lane of what is sent to an address that came with requests of a tenant: a hash, for ids stand
 * in jobs and logs, and an address may hold a token. An endpoint's lane has the endpoint's id.
 */
export function addressLane(tenant: string, url: string): string {
  return `${ADDRESS}${createHash("sha256").update(`${tenant}\n${url}`).digest("hex").slice(0, 32)}`;
}

export function isAddressLane(lane: string): boolean {
  return lane.startsWith(ADDRESS);
}

/** What deliveries of events of one verification have in common; others have it for themselves. */
export function strandOf(delivery: string): string {
  const start = "dl_".length;
  return delivery.slice(start, delivery.indexOf("_", start));
}

/** The verification that a delivery to its own webhook is of. */
export function verificationOfDelivery(delivery: string): string {
  return `ver_${strandOf(delivery)}`;
}

export function newVerificationId(): string {
  return `ver_${randomUUID().replaceAll("-", "")}`;
}

/** The verification that a verdict belongs to. */
export function verificationOfVerdict(verdict: string): string {
  return `ver_${verdict.split("_")[1] ?? ""}`;
}

/** Id of the job that queues a verification's quotes. */
export function planId(verification: string): string {
  return `pl_${core(verification)}`;
}

/** Id of a quote of a verification, which is also the id of its job. */
export function quoteId(verification: string, index: number): string {
  return `qt_${core(verification)}_${index}`;
}

export function verdictId(verification: string, index: number): string {
  return `vd_${core(verification)}_${index}`;
}

export function verdictEventId(verification: string, index: number): string {
  return `evt_${core(verification)}_${index}`;
}

export function changeEventId(verification: string, index: number): string {
  return `evt_${core(verification)}_${index}_changed`;
}

/** The place of a verdict's quote in its verification. */
export function indexOfVerdict(verdict: string): number {
  return Number(verdict.split("_")[2] ?? 0);
}

export function completionEventId(verification: string): string {
  return `evt_${core(verification)}_completed`;
}

function core(verification: string): string {
  return verification.slice("ver_".length);
}
