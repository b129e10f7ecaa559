import { z } from "zod";
import { boundedText } from "../records/text.js";
import { RemarkSchema } from "../records/verification.js";
import { EVENT_TYPES, WebhookSecretSchema } from "../records/webhook.js";
import type { Attempt, StoredDelivery } from "../store/deliveries.js";
import type { Endpoint, ListedEndpoint } from "../store/endpoints.js";
import { WEBHOOK_ID } from "../store/ids.js";
import type { Store } from "../store/index.js";
import { SealError } from "../store/seal.js";
import { whyNoWebhookAddress } from "../webhooks/address.js";
import type { HttpParts } from "./parts.js";
import { invalidRequest, Problem } from "./problem.js";
import type { Call } from "./route.js";

const EventsSchema = z
  .array(z.enum(EVENT_TYPES))
  .min(1)
  .max(EVENT_TYPES.length)
  .transform((events) => [...new Set(events)])
  .describe("What to tell; `webhook.test` is told when it is asked for, and need not be here.");

export const NewWebhookSchema = z.object({
  url: boundedText(2_000),
  events: EventsSchema.optional(),
  description: boundedText(500).optional(),
  secret: WebhookSecretSchema.optional().describe("One of your own; else one is made."),
  ed25519: z
    .boolean()
    .optional()
    .describe("Also sign with a key pair (`v1a`); its public half is `publicKey`."),
});

export const WebhookChangeSchema = z.object({
  url: boundedText(2_000).optional(),
  events: EventsSchema.optional(),
  description: boundedText(500).optional(),
  enabled: z.boolean().optional(),
  rotateSecret: z.boolean().optional(),
});

const text = z.string().nullable();

export const WebhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  description: z.string(),
  events: z.array(z.enum(EVENT_TYPES)),
  enabled: z.boolean(),
  disabled: z
    .object({ at: text, because: text })
    .nullable()
    .describe("When and why it was turned off; null while it is on."),
  failingSince: text.describe("Since when no attempt succeeded; null unless that is so."),
  createdAt: z.string(),
  previousSecretValidUntil: text.describe("Until then messages carry two signatures."),
  publicKey: text.describe("`whpk_…` for `v1a` signatures; null when there are none."),
  secret: z.string().optional().describe("Shown when it is made, and never again."),
  links: z.object({ self: z.string(), deliveries: z.string() }),
  warnings: z
    .array(RemarkSchema)
    .optional()
    .describe("Fields that were sent, are not known, and not used; left out where there are none."),
});

/** An endpoint as its owner sees it; the secret only where it was just made. */
export function viewEndpoint(
  endpoint: ListedEndpoint & Partial<Pick<Endpoint, "secret">>,
  show: "with-secret" | "plain" = "plain",
) {
  const { id, url, description, events, isOn, disabledAt, because } = endpoint;
  const { failingSince, createdAt, oldSecretUntil, publicKey, secret } = endpoint;
  const isOldGood = oldSecretUntil !== null && Date.parse(oldSecretUntil) > Date.now();
  const self = `/v1/webhooks/${id}`;
  return {
    ...{ id, url, description, events, enabled: isOn },
    disabled: isOn ? null : { at: disabledAt, because },
    ...{ failingSince, createdAt, publicKey },
    previousSecretValidUntil: isOldGood ? oldSecretUntil : null,
    ...(show === "with-secret" && { secret }),
    links: { self, deliveries: `${self}/deliveries` },
  };
}

const AttemptSchema = z.object({
  at: z.string(),
  attempt: z.number().int(),
  status: z.number().int().nullable(),
  ok: z.boolean(),
  because: text,
  milliseconds: z.number(),
  request: z.object({ url: z.string(), bytes: z.number().int() }),
  response: z
    .object({ headers: z.record(z.string(), z.string()), body: z.string() })
    .nullable()
    .describe("Some headers and the beginning of the body."),
});

export const DeliverySchema = z.object({
  id: z.string(),
  event: z.object({ id: z.string(), type: z.enum(EVENT_TYPES) }),
  state: z.enum(["pending", "delivered", "abandoned", "refused"]),
  createdAt: z.string(),
  settledAt: text,
  attempts: z.array(AttemptSchema).describe("The newest first."),
});

export function viewDelivery(delivery: StoredDelivery, attempts: readonly Attempt[]) {
  const { id, event, type, state, createdAt, settledAt } = delivery;
  return { id, event: { id: event, type }, state, createdAt, settledAt, attempts };
}

export async function readDelivery(delivery: StoredDelivery, store: Store) {
  return viewDelivery(delivery, await store.deliveries.attempts(delivery.id));
}

/** What of a body was not used, where there is something: a name spelled wrong changes nothing. */
export function unused({ warnings }: Call): Pick<z.infer<typeof WebhookSchema>, "warnings"> {
  return warnings.length > 0 ? { warnings } : {};
}

export const WEBHOOK_PARAM = { id: WEBHOOK_ID };

/** The endpoint in the path, where it is the caller's. Throws `Problem` 404. */
export async function ownEndpoint(
  { params, caller }: Call,
  { store }: HttpParts,
): Promise<ListedEndpoint> {
  const endpoint = await store.endpoints.look(params.id ?? "");
  if (endpoint?.tenant !== caller.tenant) {
    throw new Problem(404, { detail: "There is no such webhook endpoint." });
  }
  return endpoint;
}

/**
 * The secret in force of an endpoint that gets a new one. Throws `Problem` 422 where it cannot be
 * opened: a new secret would not help, for its other keys are sealed with the same one.
 */
export async function secretOf(
  { id }: ListedEndpoint,
  { store }: HttpParts,
): Promise<string | null> {
  try {
    return (await store.endpoints.read(id))?.secret ?? null;
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    const detail = "Its secrets are sealed with a key that the service does not have any more.";
    throw new Problem(422, { detail: `${detail} Delete it and add it again.` }, { cause: error });
  }
}

/** The delivery in the path, where it goes to the endpoint in the path. Throws `Problem` 404. */
export async function ownDelivery(
  { params }: Call,
  endpoint: ListedEndpoint,
  { store }: HttpParts,
): Promise<StoredDelivery> {
  const delivery = await store.deliveries.read(params.delivery ?? "");
  if (delivery?.endpoint !== endpoint.id) {
    throw new Problem(404, { detail: "There is no such delivery, or it is no longer kept." });
  }
  return delivery;
}

/** Throws `Problem` 422 when an address cannot be a webhook's. */
export function checkAddress(url: string | undefined, { allow }: HttpParts): void {
  const because = url === undefined ? null : whyNoWebhookAddress(url, allow);
  if (because !== null) throw invalidRequest([{ pointer: "/url", detail: because }]);
}
