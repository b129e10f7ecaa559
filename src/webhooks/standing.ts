import { newEventId } from "../store/ids.js";
import type { Store } from "../store/index.js";
import type { AttemptResult } from "./deliver.js";

/**
 * Notes how an attempt went for the receiver. An endpoint that answered 410, or to which nothing
 * came through for `disableAfterSeconds`, is turned off, and its tenant's other endpoints are told.
 */
export async function noteStanding(
  { verification, endpoint }: { verification: string | null; endpoint: string | null },
  result: AttemptResult,
  { store, disableAfterSeconds }: { store: Store; disableAfterSeconds: number },
  now: Date,
): Promise<"turned-off" | "unchanged"> {
  if (endpoint === null) {
    if (result.kind === "refused" && verification) await store.verifications.refuse(verification);
    return "unchanged";
  }
  if (result.kind === "delivered") {
    await store.endpoints.succeeded(endpoint);
    return "unchanged";
  }
  const because = await whyOff(endpoint, result, store, disableAfterSeconds, now);
  if (because === null || !(await store.endpoints.turn("off", endpoint, because, now))) {
    return "unchanged";
  }
  const tenant = (await store.endpoints.read(endpoint))?.tenant ?? "";
  const id = newEventId("disabled");
  const timestamp = now.toISOString();
  await store.events.add({ id, type: "webhook.disabled", timestamp, tenant, about: endpoint });
  return "turned-off";
}

async function whyOff(
  endpoint: string,
  result: AttemptResult,
  store: Store,
  disableAfterSeconds: number,
  now: Date,
): Promise<string | null> {
  if (result.kind === "refused") return "the receiver answered 410: it wants no more";
  const since = await store.endpoints.failed(endpoint, now);
  if (since === null || now.getTime() - Date.parse(since) < disableAfterSeconds * 1_000)
    return null;
  return `nothing could be delivered since ${since}`;
}
