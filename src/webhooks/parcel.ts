import { ForbiddenAddressError } from "../net/errors.js";
import { type Target, targetOf } from "../net/guarded-client.js";
import type { DeliveryEnd, StoredDelivery } from "../store/deliveries.js";
import type { EventAddress } from "../store/event-address.js";
import type { StoredEvent } from "../store/events.js";
import { eventOfDelivery, isAddressLane, verificationOfDelivery } from "../store/ids.js";
import type { Store } from "../store/index.js";
import { DamagedError } from "../store/packed.js";
import { SealError } from "../store/seal.js";
import { writeBodies } from "./message.js";
import { addressesOf } from "./receivers.js";
import { createSigner, type Sign, type SigningKeys } from "./signature.js";

/** An event made ready for sending to one receiver. */
export interface Parcel {
  delivery: StoredDelivery;
  verification: string | null;
  /** Of the request that the event goes back to; null when there is none. */
  traceparent: string | null;
  /** Where it goes, as its owner wrote it, and as that is read. */
  url: string;
  target: Target;
  sign: Sign;
  body: Buffer;
}

/** Why there is nothing to send: for good, or this time; noted as an attempt where it has an address. */
type NoParcel =
  | { kind: "refused" }
  | { kind: "pointless"; because: string; url?: string }
  | { kind: "failed"; because: string; url: string };

const GONE: NoParcel = { kind: "pointless", because: "what it is about is gone" };
const DELETED: NoParcel = { kind: "pointless", because: "the endpoint was deleted" };

type Receiver = Pick<Parcel, "url" | "target" | "sign">;

/** Where what lies in one lane goes. */
export interface LaneReceiver {
  /** Null where each delivery has to be looked at: those to requests' own webhooks. */
  url: string | null;
  of(event: StoredEvent, address: EventAddress | null): Receiver | NoParcel;
}

/** An endpoint as it is now, or the webhooks of requests. */
export async function laneReceiver(lane: string, store: Store, now: Date): Promise<LaneReceiver> {
  if (isAddressLane(lane)) return ownReceivers(store);
  const endpoint = await store.endpoints.read(lane).catch(sealedFailure);
  if (endpoint === null) return { url: "", of: () => DELETED };
  if ("kind" in endpoint) return { url: "", of: () => endpoint };
  const { url, secret, oldSecret, oldSecretUntil, privateKey, isOn } = endpoint;
  const isOldGood = oldSecret !== null && Date.parse(oldSecretUntil ?? "") > now.getTime();
  const secrets = isOldGood ? [secret, oldSecret] : [secret];
  const receiver = receiverAt(url, { secrets, privateKey });
  // Whether a receiver is well again is tried out before it is turned on.
  const of = ({ type }: StoredEvent): Receiver | NoParcel =>
    isOn || type === "webhook.test" ? receiver : { kind: "refused" };
  return { url, of };
}

/**
 * Writes what is sent of some deliveries of one lane, all of them in two round trips, in the order
 * given.
 */
export async function pack(
  ids: readonly string[],
  receiver: LaneReceiver,
  store: Store,
): Promise<Packed[]> {
  const [deliveries, events, addresses] = await Promise.all([
    store.deliveries.readAll(ids),
    store.events.readAll(ids.map(eventOfDelivery)),
    addressesOf(ids.map(verificationOfDelivery), store),
  ]);
  const known = events.flatMap((event) => event ?? []);
  const bodies = await writeBodies(known, store);
  const bodyOf = new Map(known.map(({ id }, place) => [id, bodies[place] ?? null]));
  return deliveries.map((delivery, place) => {
    const event = events[place];
    const body = bodyOf.get(event?.id ?? "");
    if (!delivery) return { delivery: { id: ids[place] ?? "", round: 0, made: 0 }, parcel: GONE };
    if (!event || !body) return { delivery, parcel: GONE };
    const { verification } = event;
    const address = addresses.get(verification ?? "") ?? null;
    const to = receiver.of(event, address);
    if ("kind" in to) return { delivery, parcel: to };
    if (body instanceof DamagedError) {
      return { delivery, parcel: { kind: "failed", because: body.message, url: to.url } };
    }
    const traceparent = address?.traceparent ?? null;
    return { delivery, parcel: { delivery, verification, traceparent, ...to, body } };
  });
}

export interface Packed {
  delivery: DeliveryEnd["delivery"];
  parcel: Parcel | NoParcel;
}

/** A verification's events share its address, whose secret takes longer to open than to sign with. */
function ownReceivers(store: Store): LaneReceiver {
  const known = new Map<EventAddress | null, Receiver | NoParcel>();
  const of = (_: StoredEvent, address: EventAddress | null) => {
    const receiver = known.get(address) ?? ownReceiver(address, store);
    known.set(address, receiver);
    return receiver;
  };
  return { url: null, of };
}

function ownReceiver(address: EventAddress | null, { seal }: Store): Receiver | NoParcel {
  if (!address?.webhook) return GONE;
  const { url, secret, tenant, isRefused } = address.webhook;
  if (isRefused) return { kind: "refused" };
  try {
    return receiverAt(url, { secrets: [seal.open(secret, tenant)], privateKey: null });
  } catch (error) {
    return { ...sealedFailure(error), url };
  }
}

/** No receiver where the address is none that anything is sent to. */
function receiverAt(url: string, keys: SigningKeys): Receiver | NoParcel {
  try {
    return { url, target: targetOf(url), sign: createSigner(keys) };
  } catch (error) {
    if (!(error instanceof ForbiddenAddressError)) throw error;
    return { kind: "pointless", because: error.message, url };
  }
}

/** Sealed with a key that is not configured (any more): whoever runs the service can mend that. */
function sealedFailure(error: unknown): NoParcel & { kind: "failed" } {
  if (!(error instanceof SealError)) throw error;
  return { kind: "failed", because: error.message, url: "" };
}
