import type { Endpoint } from "../store/endpoints.js";
import type { StoredEvent } from "../store/events.js";
import type { Store } from "../store/index.js";

/** What a verification's own webhook is told. */
const OWN_EVENTS = new Set(["verdict.created", "verification.completed", "verdict.changed"]);

/**
 * Who is to be told of an event: endpoints of its tenant that want its kind, and the webhook that
 * came with the request (null). Endpoints are read once for as long as the answer is kept.
 */
export function receiversOf(store: Store): (event: StoredEvent) => Promise<(string | null)[]> {
  const known = new Map<string, Promise<Endpoint[]>>();
  return async ({ type, tenant, about, verification }) => {
    if (type === "webhook.test") return [about];
    const endpoints = known.get(tenant) ?? store.endpoints.list(tenant);
    known.set(tenant, endpoints);
    const own =
      verification !== null &&
      OWN_EVENTS.has(type) &&
      (await store.verifications.hasWebhook(verification));
    const wanted = (await endpoints).filter(({ isOn, events }) => isOn && events.includes(type));
    return [...(own ? [null] : []), ...wanted.map(({ id }) => id)];
  };
}
