import { z } from "zod";
import { OutcomeSchema, VerdictSchema } from "./verdict.js";
import { VerificationSchema } from "./verification.js";
import type { EventType } from "./webhook.js";

const ThinSchema = z
  .literal(true)
  .describe("What made the message longer than 20 KB is left out; `links.self` leads to it.");

/** A verdict that would be too long for a message. */
export const ThinVerdictSchema = VerdictSchema.pick({
  ...{ id: true, ref: true, outcome: true, summary: true, confidence: true },
  ...{ checkedAt: true, engine: true },
}).extend({
  post: z
    .object({ platform: z.string(), id: z.string().nullable(), url: z.string().nullable() })
    .nullable()
    .describe(
      "Of the post found; an `id` or a `url` longer than 500 characters is left out (null).",
    ),
  thin: ThinSchema,
  links: z.object({ self: z.string() }),
});

const previous = z
  .object({ id: z.string(), outcome: OutcomeSchema })
  .nullable()
  .describe("The older verdict; null where it is no longer kept.");

const timestamp = z.string().describe("When it happened, ISO 8601 UTC.");

/** A message about a verification: numbered, so that what arrives out of order can be put in it. */
const numbered = {
  timestamp,
  verification: z.string().describe("Id of the verification."),
  sequence: z.number().int().describe("Place among the events of that verification, from 1."),
};

/** Bodies of webhooks (contract, section 4; Standard Webhooks 1.0) by their type. */
export const EVENT_SCHEMAS = {
  "verdict.created": z.object({
    type: z.literal("verdict.created"),
    ...numbered,
    data: z.union([VerdictSchema, ThinVerdictSchema]),
  }),
  "verification.completed": z.object({
    type: z.literal("verification.completed"),
    ...numbered,
    data: VerificationSchema.extend({ thin: ThinSchema.optional() }),
  }),
  "verdict.changed": z.object({
    type: z.literal("verdict.changed"),
    ...numbered,
    data: z.union([VerdictSchema.extend({ previous }), ThinVerdictSchema.extend({ previous })]),
  }),
  "webhook.test": z.object({
    type: z.literal("webhook.test"),
    timestamp,
    data: z.object({ webhook: z.string(), text: z.string() }),
  }),
  "webhook.disabled": z.object({
    type: z.literal("webhook.disabled"),
    timestamp,
    data: z.object({
      webhook: z.string(),
      url: z.string(),
      disabledAt: z.string().nullable(),
      because: z.string().nullable(),
      links: z.object({ self: z.string() }),
    }),
  }),
} as const satisfies Record<EventType, z.ZodObject>;
