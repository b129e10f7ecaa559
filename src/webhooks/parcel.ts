import type { StoredDelivery } from "../store/deliveries.js";
import type { Store } from "../store/index.js";
import { writeBody } from "./message.js";
import type { SigningKeys } from "./signature.js";

/** An event made ready for sending to one receiver. */
export interface Parcel {
  delivery: StoredDelivery;
  verification: string | null;
  /** Of the request that the event goes back to; null when there is none. */
  traceparent: string | null;
  url: string;
  keys: SigningKeys;
  body: string;
}

/** Why there is nothing to send. */
export type NoParcel = { kind: "refused" } | { kind: "pointless"; because: string };

const GONE: NoParcel = { kind: "pointless", because: "what it is about is gone" };

/** Looks up where a delivery goes, and writes what is sent. */
export async function pack(
  delivery: StoredDelivery,
  store: Store,
  now: Date,
): Promise<Parcel | NoParcel> {
  const event = await store.events.read(delivery.event);
  if (event === null) return GONE;
  const { verification } = event;
  const receiver =
    delivery.endpoint === null
      ? await ownReceiver(verification ?? "", store)
      : await endpointReceiver(delivery.endpoint, event.type === "webhook.test", store, now);
  if ("kind" in receiver) return receiver;
  const body = await writeBody(event, store);
  if (body === null) return GONE;
  const traceparent = verification && (await store.verifications.traceparent(verification));
  return { delivery, verification, traceparent, ...receiver, body };
}

type Receiver = Pick<Parcel, "url" | "keys">;

async function endpointReceiver(
  id: string,
  isTest: boolean,
  store: Store,
  now: Date,
): Promise<Receiver | NoParcel> {
  const endpoint = await store.endpoints.read(id);
  if (endpoint === null) return { kind: "pointless", because: "the endpoint was deleted" };
  // Whether a receiver is well again is tried out before it is turned on.
  if (!endpoint.isOn && !isTest) return { kind: "refused" };
  const { url, secret, oldSecret, oldSecretUntil, privateKey } = endpoint;
  const isOldGood = oldSecret !== null && Date.parse(oldSecretUntil ?? "") > now.getTime();
  return { url, keys: { secrets: isOldGood ? [secret, oldSecret] : [secret], privateKey } };
}

async function ownReceiver(verification: string, store: Store): Promise<Receiver | NoParcel> {
  if (await store.verifications.isRefused(verification)) return { kind: "refused" };
  const webhook = await store.verifications.webhook(verification);
  if (webhook === null) return GONE;
  const secret = store.seal.open(webhook.secret, webhook.tenant);
  return { url: webhook.url, keys: { secrets: [secret], privateKey: null } };
}
