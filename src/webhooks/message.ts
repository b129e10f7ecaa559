import { Webhook as Signer } from "standardwebhooks";
import type { StoredEvent } from "../store/events.js";
import type { Store } from "../store/index.js";
import type { StoredVerification, Webhook } from "../store/stored-verification.js";
import { viewVerification } from "../store/view.js";

/** An event made ready for sending. */
export interface Message {
  webhook: Webhook;
  body: string;
}

type DataOf = (
  event: StoredEvent,
  verification: StoredVerification,
  store: Store,
) => Promise<unknown>;

/** What `data` holds, by type of event (contract, section 4); null when it is gone. */
const DATA: Record<StoredEvent["type"], DataOf> = {
  "verdict.created": (event, _, store) => store.verifications.verdict(event.about),
  "verdict.changed": async (event, _, store) => {
    const verdict = await store.verifications.verdict(event.about);
    const before = verdict?.recheckOf && (await store.verifications.verdict(verdict.recheckOf));
    if (!verdict) return null;
    return { ...verdict, previous: before ? { id: before.id, outcome: before.outcome } : null };
  },
  "verification.completed": async (_, verification) => viewVerification(verification),
};

/** The event's address and body; null when what it is about is no longer kept. */
export async function writeMessage(event: StoredEvent, store: Store): Promise<Message | null> {
  const verification = await store.verifications.read(event.verification);
  if (!verification?.webhook) return null;
  const data = await DATA[event.type](event, verification, store);
  if (data === null) return null;
  const { type, timestamp } = event;
  return { webhook: verification.webhook, body: JSON.stringify({ type, timestamp, data }) };
}

/** Headers of Standard Webhooks 1.0; the timestamp is the attempt's, the id is the event's. */
export function signedHeaders(
  id: string,
  secret: string,
  body: string,
  at: Date,
): Record<string, string> {
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": new Signer(secret).sign(id, at, body),
  };
}
