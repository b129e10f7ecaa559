import { EVENT_SCHEMAS } from "../../records/event.js";
import type { EventType } from "../../records/webhook.js";
import type { Operation } from "./document.js";
import { VERDICT_EXAMPLE, VERIFICATION_EXAMPLE, WEBHOOK_EXAMPLE } from "./examples.js";
import type { Schemas } from "./schemas.js";

interface Told {
  operation: string;
  summary: string;
  /** Of `data`. */
  example: object;
}

/** The verdict that was asked again. */
const OLDER = "vd_1b8f3c1e5d7a4f6c9e2b1a0d3c5f7e9b_0";

/** What each type of event tells, in the words of the reference. */
const TOLD: Readonly<Record<EventType, Told>> = {
  "verdict.created": {
    operation: "onVerdictCreated",
    summary: "A verdict has fallen",
    example: VERDICT_EXAMPLE,
  },
  "verification.completed": {
    operation: "onVerificationCompleted",
    summary: "All quotes of a verification are done, or it was cancelled; without verdict bodies",
    example: {
      ...VERIFICATION_EXAMPLE,
      quotes: VERIFICATION_EXAMPLE.quotes.map((quote) => ({ ...quote, verdict: null })),
    },
  },
  "verdict.changed": {
    operation: "onVerdictChanged",
    summary: "A verdict that was asked again has another outcome",
    example: {
      ...VERDICT_EXAMPLE,
      recheckOf: OLDER,
      previous: { id: OLDER, outcome: "inconclusive" },
    },
  },
  "webhook.test": {
    operation: "onWebhookTest",
    summary: "Asked for by `POST /v1/webhooks/{id}/test`",
    example: { webhook: WEBHOOK_EXAMPLE.id, text: "This is a test." },
  },
  "webhook.disabled": {
    operation: "onWebhookDisabled",
    summary: "Another endpoint was turned off, for it failed for five days or answered 410",
    example: {
      webhook: WEBHOOK_EXAMPLE.id,
      url: WEBHOOK_EXAMPLE.url,
      disabledAt: "2026-11-24T09:00:00.000Z",
      because: "answered 410: it is gone",
      links: { self: WEBHOOK_EXAMPLE.links.self },
    },
  },
};

const header = (name: string, description: string) => ({
  name,
  in: "header" as const,
  required: true,
  description,
  schema: { type: "string" },
});

const HEADERS = [
  header("webhook-id", "Stays the same over all attempts: what was seen can be left alone."),
  header("webhook-timestamp", "When this attempt was made, in seconds since 1970."),
  header(
    "webhook-signature",
    "`v1,` and HMAC-SHA256 of `id.timestamp.body` in base64; several with a blank between while a secret changes, `v1a,` for Ed25519.",
  ),
];

/** What is sent to webhook endpoints, as OpenAPI describes requests that go the other way. */
export function webhookOperations(schemas: Schemas): Record<string, { post: Operation }> {
  return Object.fromEntries(
    Object.entries(TOLD).map(([type, { operation, summary, example }]) => {
      const body = {
        type,
        timestamp: "2026-11-24T09:00:04.000Z",
        ...(type.startsWith("webhook.")
          ? {}
          : { verification: VERIFICATION_EXAMPLE.id, sequence: 1 }),
        data: example,
      };
      const schema = schemas.refer(EVENT_SCHEMAS[type as EventType]);
      const post: Operation = {
        operationId: operation,
        tags: ["Webhooks"],
        summary,
        security: [],
        parameters: HEADERS,
        requestBody: { required: true, content: { "application/json": { schema, example: body } } },
        responses: {
          "2XX": { description: "Taken, within 15 seconds. Anything else is tried again." },
          "410": { description: "The endpoint is gone: it is turned off." },
        },
      };
      return [type, { post }];
    }),
  );
}
