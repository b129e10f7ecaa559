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
    ownAddresses(events, store),
  ]);
  return events.map((event) => {
    const { type, tenant, about, verification } = event;
    if (type === "webhook.test") return { event, receivers: [toEndpoint(about)] };
    const webhook = OWN_EVENTS.has(type) ? own.get(verification ?? "")?.webhook : null;
    const wanted = (lists[tenants.indexOf(tenant)] ?? []).filter(
      ({ isOn, events }) => isOn && events.includes(type),
    );
    return {
      event,
      receivers: [
        ...(webhook ? [{ endpoint: null, lane: addressLane(webhook.tenant, webhook.url) }] : []),
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
  const addresses = await ownAddresses(event ? [event] : [], store);
  const address = addresses.get(event?.verification ?? "");
  return address?.webhook ? addressLane(address.webhook.tenant, address.webhook.url) : null;
}

/** Of the verifications that events are of, each once. */
async function ownAddresses(
  events: readonly StoredEvent[],
  store: Store,
): Promise<Map<string, EventAddress>> {
  return addressesOf(
    events.flatMap(({ verification }) => verification ?? []),
    store,
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
