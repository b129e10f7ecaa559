import { z } from "zod";
import type { StoredDelivery } from "../../store/deliveries.js";
import type { ListedEndpoint } from "../../store/endpoints.js";
import type { StoredEvent } from "../../store/events.js";
import { DELIVERY_ID, deliveryId, newEventId } from "../../store/ids.js";
import { toEndpoint } from "../../webhooks/receivers.js";
import { DELIVERY_EXAMPLE } from "../openapi/examples.js";
import type { HttpParts } from "../parts.js";
import { invalidRequest } from "../problem.js";
import { numberParameter, TimeText } from "../query.js";
import { route } from "../route.js";
import {
  DeliverySchema,
  ownDelivery,
  ownEndpoint,
  readDelivery,
  unused,
  viewDelivery,
  WEBHOOK_PARAM,
  WebhookSchema,
} from "../webhooks.js";

const MOST_A_PAGE = 100;
/** Deliveries begun anew in one go. */
const MOST_AGAIN = 1_000;
/** Time the API has to queue a delivery, before a worker does it in its place, ms. */
const QUEUE_GRACE_MS = 10_000;

const TAKEN = { describes: "Queued.", schema: DeliverySchema, example: DELIVERY_EXAMPLE };

const AgainSchema = z.object({
  since: TimeText.describe("Deliveries made from then on."),
  until: TimeText.optional(),
  delivered: z.boolean().optional().describe("Those that arrived, too."),
});

export const deliveryRoutes = [
  route({
    method: "post",
    path: "/v1/webhooks/{id}/test",
    operation: "testWebhook",
    tag: "Webhooks",
    summary: "Sends a `webhook.test` event",
    details: "Also to an endpoint that is off. How it went is seen among its deliveries.",
    scope: "webhooks",
    params: WEBHOOK_PARAM,
    answers: { 202: TAKEN },
    problems: [404],
    async handle(call, parts) {
      const endpoint = await ownEndpoint(call, parts);
      call.response.status(202).json(viewDelivery(await sendTest(endpoint, parts), []));
    },
  }),
  route({
    method: "get",
    path: "/v1/webhooks/{id}/deliveries",
    operation: "listDeliveries",
    tag: "Webhooks",
    summary: "What was sent to an endpoint, the newest first",
    details: "With every attempt: when, how long it took, what was answered.",
    scope: "webhooks",
    params: WEBHOOK_PARAM,
    query: z.object({
      limit: numberParameter(z.number().int().min(1))
        .transform((limit) => Math.min(limit, MOST_A_PAGE))
        .optional()
        .describe(`20 unless given; more than ${MOST_A_PAGE} count as ${MOST_A_PAGE}.`),
      cursor: z.string().regex(DELIVERY_ID.pattern, { error: "is none of ours" }).optional(),
    }),
    answers: {
      200: {
        describes: "One page; `next` is the address of the next one, null after the last.",
        schema: z.object({ deliveries: z.array(DeliverySchema), next: z.string().nullable() }),
        example: { deliveries: [DELIVERY_EXAMPLE], next: null },
      },
    },
    problems: [404],
    async handle(call, parts) {
      const { id } = await ownEndpoint(call, parts);
      const { limit = 20, cursor = null } = call.query;
      const found = await parts.store.deliveries.list(id, cursor, limit);
      const deliveries = await Promise.all(found.map((one) => readDelivery(one, parts.store)));
      const last = found.length === limit ? found.at(-1)?.id : undefined;
      const next = last && `/v1/webhooks/${id}/deliveries?limit=${limit}&cursor=${last}`;
      call.response.json({ deliveries, next: next ?? null });
    },
  }),
  route({
    method: "get",
    path: "/v1/webhooks/{id}/deliveries/{delivery}",
    operation: "getDelivery",
    tag: "Webhooks",
    summary: "One delivery with its attempts",
    scope: "webhooks",
    params: { ...WEBHOOK_PARAM, delivery: DELIVERY_ID },
    answers: { 200: { ...TAKEN, describes: "The delivery." } },
    problems: [404],
    async handle(call, parts) {
      const delivery = await ownDelivery(call, await ownEndpoint(call, parts), parts);
      call.response.json(await readDelivery(delivery, parts.store));
    },
  }),
  route({
    method: "post",
    path: "/v1/webhooks/{id}/deliveries/{delivery}/redeliver",
    operation: "redeliver",
    tag: "Webhooks",
    summary: "Sends one delivery again, at once, whatever became of it",
    details: "Under the same `webhook-id`, by which a receiver sees that it has it already.",
    scope: "webhooks",
    params: { ...WEBHOOK_PARAM, delivery: DELIVERY_ID },
    answers: { 202: TAKEN },
    problems: [404, 422],
    async handle(call, parts) {
      const endpoint = await ownEndpoint(call, parts);
      const delivery = await ownDelivery(call, endpoint, parts);
      mustBeOn(endpoint);
      await again([delivery], endpoint, parts);
      const now = (await parts.store.deliveries.read(delivery.id)) ?? delivery;
      call.response.status(202).json(await readDelivery(now, parts.store));
    },
  }),
  route({
    method: "post",
    path: "/v1/webhooks/{id}/redeliver",
    operation: "redeliverSince",
    tag: "Webhooks",
    summary: "Sends again what did not arrive since some time",
    details: `The oldest ${MOST_AGAIN} at a time; \`next\` is the \`since\` to go on with, null when that was all.`,
    scope: "webhooks",
    params: WEBHOOK_PARAM,
    body: AgainSchema,
    bodyExample: { since: "2026-11-24T08:00:00Z" },
    answers: {
      202: {
        describes: "How many were queued.",
        schema: z.object({
          queued: z.number().int(),
          next: z.string().nullable(),
          warnings: WebhookSchema.shape.warnings,
        }),
        example: { queued: 12, next: null },
      },
    },
    problems: [404],
    async handle(call, parts) {
      const endpoint = await ownEndpoint(call, parts);
      mustBeOn(endpoint);
      const { since, until, delivered = false } = call.body;
      const [from, to] = [Date.parse(since), until ? Date.parse(until) : Date.now()];
      const found = await parts.store.deliveries.between(endpoint.id, from, to, MOST_AGAIN);
      const wanted = found.filter(({ state }) => delivered || state !== "delivered");
      await again(wanted, endpoint, parts);
      const next = found.length === MOST_AGAIN ? (found.at(-1)?.createdAt ?? null) : null;
      call.response.status(202).json({ queued: wanted.length, next, ...unused(call) });
    },
  }),
];

function mustBeOn({ isOn }: ListedEndpoint): void {
  if (isOn) return;
  const detail = 'the endpoint is off; PATCH it with {"enabled": true} first';
  throw invalidRequest([{ pointer: "", detail }]);
}

async function again(
  deliveries: readonly StoredDelivery[],
  { id: endpoint }: ListedEndpoint,
  { store, queues }: HttpParts,
): Promise<void> {
  if (deliveries.length === 0) return;
  const { lane } = toEndpoint(endpoint);
  const ids = deliveries.map(({ id }) => id);
  await store.deliveries.again(ids, lane, times());
  await queues.addLanes([lane]);
}

async function sendTest(
  { id: about, tenant }: ListedEndpoint,
  { store, queues }: HttpParts,
): Promise<StoredDelivery> {
  const { now, nextLook } = times();
  const timestamp = new Date(now).toISOString();
  const fields = {
    id: newEventId("test"),
    type: "webhook.test",
    timestamp,
    tenant,
    about,
  } as const;
  await store.events.add(fields);
  const event: StoredEvent = { ...fields, verification: null, sequence: null };
  const receiver = toEndpoint(about);
  await store.deliveries.fanOut([{ event, receivers: [receiver] }], { now, nextLook });
  await queues.addLanes([receiver.lane]);
  const id = deliveryId(event.id, about);
  const state = { state: "pending", createdAt: timestamp, settledAt: null } as const;
  return { id, event: event.id, type: event.type, endpoint: about, ...state, round: 0, made: 0 };
}

function times(): { now: number; nextLook: number } {
  const now = Date.now();
  return { now, nextLook: now + QUEUE_GRACE_MS };
}
