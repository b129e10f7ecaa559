import { z } from "zod";
import { EVENT_TYPES } from "../../records/webhook.js";
import type { Endpoint } from "../../store/endpoints.js";
import { newWebhookId } from "../../store/ids.js";
import { newWebhookSecret } from "../../webhooks/secret.js";
import { newKeyPair } from "../../webhooks/signature.js";
import { WEBHOOK_EXAMPLE } from "../openapi/examples.js";
import { Problem } from "../problem.js";
import { NO_PARAMETERS } from "../query.js";
import { route } from "../route.js";
import {
  checkAddress,
  NewWebhookSchema,
  ownEndpoint,
  secretOf,
  unused,
  viewEndpoint,
  WEBHOOK_PARAM,
  WebhookChangeSchema,
  WebhookSchema,
} from "../webhooks.js";

/** Endpoints one tenant may have. */
const MOST = 50;

export const webhookRoutes = [
  route({
    method: "post",
    path: "/v1/webhooks",
    operation: "createWebhook",
    tag: "Webhooks",
    summary: "Adds an endpoint that is told what happens",
    details:
      "Told by Standard Webhooks 1.0: at least once, under an id that stays the same. Without `events`, of everything. The secret is in this answer only.",
    scope: "webhooks",
    body: NewWebhookSchema,
    bodyExample: { url: "https://news.example/hooks/quotary", events: ["verdict.created"] },
    answers: {
      201: {
        describes: "The endpoint with its secret.",
        schema: WebhookSchema,
        headers: ["location"],
        example: { ...WEBHOOK_EXAMPLE, secret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD" },
      },
    },
    async handle(call, parts) {
      const { response, body, caller } = call;
      checkAddress(body.url, parts);
      const endpoint: Endpoint = {
        id: newWebhookId(),
        tenant: caller.tenant,
        url: body.url,
        description: body.description ?? "",
        events: body.events ?? EVENT_TYPES.filter((type) => type !== "webhook.test"),
        isOn: true,
        createdAt: new Date().toISOString(),
        secret: body.secret ?? newWebhookSecret(),
        ...{ oldSecret: null, oldSecretUntil: null },
        ...(body.ed25519 ? newKeyPair() : { privateKey: null, publicKey: null }),
        ...{ failingSince: null, disabledAt: null, because: null },
      };
      if (!(await parts.store.endpoints.create(endpoint, MOST))) {
        throw new Problem(422, { detail: `There are ${MOST} webhook endpoints already.` });
      }
      const view = { ...viewEndpoint(endpoint, "with-secret"), ...unused(call) };
      response.status(201).set("location", view.links.self).json(view);
    },
  }),
  route({
    method: "get",
    path: "/v1/webhooks",
    operation: "listWebhooks",
    tag: "Webhooks",
    summary: "All webhook endpoints, the newest first",
    scope: "webhooks",
    query: NO_PARAMETERS,
    answers: {
      200: {
        describes: "All there are.",
        schema: z.object({ webhooks: z.array(WebhookSchema) }),
        example: { webhooks: [WEBHOOK_EXAMPLE] },
      },
    },
    async handle({ response, caller }, { store }) {
      const all = await store.endpoints.list(caller.tenant);
      response.json({ webhooks: all.map((one) => viewEndpoint(one)) });
    },
  }),
  route({
    method: "get",
    path: "/v1/webhooks/{id}",
    operation: "getWebhook",
    tag: "Webhooks",
    summary: "One endpoint, and how it is doing",
    scope: "webhooks",
    params: WEBHOOK_PARAM,
    answers: {
      200: { describes: "The endpoint.", schema: WebhookSchema, example: WEBHOOK_EXAMPLE },
    },
    problems: [404],
    async handle(call, parts) {
      call.response.json(viewEndpoint(await ownEndpoint(call, parts)));
    },
  }),
  route({
    method: "patch",
    path: "/v1/webhooks/{id}",
    operation: "changeWebhook",
    tag: "Webhooks",
    summary: "Changes an endpoint, turns it on or off, or gives it a new secret",
    details:
      "After `rotateSecret` the new secret is in the answer, and messages are signed with both until `previousSecretValidUntil` (a day, unless set otherwise).",
    scope: "webhooks",
    params: WEBHOOK_PARAM,
    body: WebhookChangeSchema,
    bodyExample: { rotateSecret: true },
    answers: {
      200: { describes: "As it is now.", schema: WebhookSchema, example: WEBHOOK_EXAMPLE },
    },
    problems: [404],
    async handle(call, parts) {
      const endpoint = await ownEndpoint(call, parts);
      const { id } = endpoint;
      const { url, events, description, enabled, rotateSecret } = call.body;
      checkAddress(url, parts);
      const { endpoints } = parts.store;
      const secret = rotateSecret ? newWebhookSecret() : null;
      const oldSecret = secret === null ? null : await secretOf(endpoint, parts);
      const until = new Date(Date.now() + parts.webhookRotationSeconds * 1_000).toISOString();
      await endpoints.change(id, {
        ...(url !== undefined && { url }),
        ...(events && { events }),
        ...(description !== undefined && { description }),
        ...(secret !== null && { secret, oldSecret, oldSecretUntil: until }),
      });
      if (enabled !== undefined) {
        await endpoints.turn(enabled ? "on" : "off", id, "turned off by its owner", new Date());
      }
      const changed = await ownEndpoint(call, parts);
      const view =
        secret === null
          ? viewEndpoint(changed)
          : viewEndpoint({ ...changed, secret }, "with-secret");
      call.response.json({ ...view, ...unused(call) });
    },
  }),
  route({
    method: "delete",
    path: "/v1/webhooks/{id}",
    operation: "deleteWebhook",
    tag: "Webhooks",
    summary: "Removes an endpoint; what is on its way to it is given up",
    scope: "webhooks",
    params: WEBHOOK_PARAM,
    answers: { 204: { describes: "It is gone." } },
    problems: [404],
    async handle(call, parts) {
      const { id, tenant } = await ownEndpoint(call, parts);
      await parts.store.endpoints.remove(id, tenant);
      call.response.status(204).end();
    },
  }),
];
