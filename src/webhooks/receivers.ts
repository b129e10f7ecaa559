import type { Addressee, StoredDelivery } from "../store/deliveries.js";
import type { EventAddress } from "../store/event-address.js";
import type { StoredEvent } from "../store/events.js";
import { addressLane } from "../store/ids.js";
import type { Store } from "../store/index.js";

/** What a verification's own webhook is told. */
const OWN_EVENTS = new Set(["verdict.created", "verification.completed", "verdict.changed"]);

/**
 * Who is to be told of each of some events: endpoints of its tenant that want its kind, and the
 * webhook that came with the request.
 */
export async function receiversOf(
  events: readonly StoredEvent[],
  store: Store,
): Promise<{ event: StoredEvent; receivers: Addressee[] }[]> {
  const tenants = [...new Set(events.map(({ tenant }) => tenant))];
  const [lists, own] = await Promise.all([
    Promise.all(tenants.map((tenant) => store.endpoints.list(tenant))),
    ownLanes(events, store),
  ]);
  return events.map((event) => {
    const { type, tenant, about, verification } = event;
    if (type === "webhook.test") return { event, receivers: [toEndpoint(about)] };
    const lane = OWN_EVENTS.has(type) ? own.get(verification ?? "") : undefined;
    const wanted = (lists[tenants.indexOf(tenant)] ?? []).filter(
      ({ isOn, events }) => isOn && events.includes(type),
    );
    return {
      event,
      receivers: [
        ...(lane === undefined ? [] : [{ endpoint: null, lane }]),
        ...wanted.map(({ id }) => toEndpoint(id)),
      ],
    };
  });
}

/** An endpoint's lane has its id. */
export function toEndpoint(id: string): Addressee & { endpoint: string } {
  return { endpoint: id, lane: id };
}

/** The lane that a delivery belongs into; null when what it is about is gone. */
export async function laneOf(delivery: StoredDelivery, store: Store): Promise<string | null> {
  if (delivery.endpoint !== null) return delivery.endpoint;
  const [event] = await store.events.readAll([delivery.event]);
  const lanes = await ownLanes(event ? [event] : [], store);
  return lanes.get(event?.verification ?? "") ?? null;
}

/** By verification: the lane of the webhook that its request named, where it named one. */
async function ownLanes(
  events: readonly StoredEvent[],
  store: Store,
): Promise<Map<string, string>> {
  const verifications = events.flatMap(({ verification }) => verification ?? []);
  const addresses = await addressesOf(verifications, store);
  return new Map(
    [...addresses].flatMap(([id, { webhook }]) =>
      webhook ? [[id, addressLane(webhook.tenant, webhook.url)] as const] : [],
    ),
  );
}

/** By verification. */
export async function addressesOf(
  verifications: readonly string[],
  store: Store,
): Promise<Map<string, EventAddress>> {
  const ids = [...new Set(verifications)];
  const found = await store.verifications.addresses(ids);
  return new Map(ids.flatMap((id, place) => [[id, found[place]] as [string, EventAddress]]));
}
