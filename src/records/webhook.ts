import { z } from "zod";

/** What a webhook may tell (contract, section 4), and that it is itself no longer told anything. */
export const EVENT_TYPES = [
  "verdict.created",
  "verification.completed",
  "verdict.changed",
  "webhook.test",
  "webhook.disabled",
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** Standard Webhooks secret: `whsec_` and 24–64 bytes in base64. */
export const WebhookSecretSchema = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/, { error: "must be whsec_ followed by base64" })
  .refine(
    (secret) => {
      const bytes = Buffer.from(secret.slice("whsec_".length), "base64").length;
      return bytes >= 24 && bytes <= 64;
    },
    { error: "must hold 24 to 64 bytes" },
  );
