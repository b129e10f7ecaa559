import { WebhookVerificationError } from "./errors.js";
import type {
  VerdictChanged,
  VerdictCreated,
  VerificationCompleted,
  WebhookDisabled,
  WebhookTest,
} from "./types.js";

/** What a webhook tells; `data.thin` marks what was too long to be sent whole. */
type Message =
  | VerdictCreated
  | VerdictChanged
  | VerificationCompleted
  | WebhookTest
  | WebhookDisabled;

/** A verified event as the service sent it. */
export type WebhookEvent = Message & {
  /** The same over all attempts to deliver it: what was seen before can be left alone. */
  id: string;
};

/** Seconds that an attempt may be old, or ahead of the own clock. */
const TOLERANCE = 300;

/**
 * Checks a webhook (Standard Webhooks 1.0) and gives its event.
 *
 * @param body the bytes of the body as text, exactly as they came
 * @param headers those of the request, in whatever case
 * @param secrets `whsec_…`; several while a secret is being changed
 * @throws WebhookVerificationError
 */
export async function verifyWebhook(
  body: string,
  headers: Headers | Record<string, string | string[] | undefined>,
  secrets: string | readonly string[],
  now: Date = new Date(),
): Promise<WebhookEvent> {
  const id = header(headers, "webhook-id");
  const timestamp = header(headers, "webhook-timestamp");
  const age = Math.abs(now.getTime() / 1_000 - Number(timestamp));
  if (!/^\d{1,12}$/.test(timestamp) || age > TOLERANCE) {
    throw new WebhookVerificationError("the timestamp is missing, or too far from now");
  }
  const signatures = header(headers, "webhook-signature")
    .split(" ")
    .flatMap((one) => (one.startsWith("v1,") ? bytesOf(one.slice(3)) : []));
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const secret of [secrets].flat()) {
    const key = await crypto.subtle.importKey(
      "raw",
      bytesOf(secret.replace(/^whsec_/, ""))[0] ?? new Uint8Array(),
      { name: "HMAC", hash: "SHA-256" },
      false,
      ["verify"],
    );
    for (const signature of signatures) {
      // Compares in constant time.
      if (await crypto.subtle.verify("HMAC", key, signature, signed)) {
        return { ...(JSON.parse(body) as Message), id };
      }
    }
  }
  throw new WebhookVerificationError("no signature fits");
}

function header(headers: Headers | Record<string, string | string[] | undefined>, name: string) {
  const value =
    headers instanceof Headers
      ? headers.get(name)
      : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return String(value ?? "");
}

/** One array of bytes, or none for what is no base64. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer>[] {
  try {
    return [Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))];
  } catch {
    return [];
  }
}
