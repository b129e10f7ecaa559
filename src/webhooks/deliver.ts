import { ForbiddenAddressError } from "../net/errors.js";
import type { GuardedClient } from "../net/guarded-client.js";
import type { StoredEvent } from "../store/events.js";
import type { Store } from "../store/index.js";
import { signedHeaders, writeMessage } from "./message.js";
import { readRetryAfter } from "./schedule.js";

/** Of an answer only the status counts; this much is read so that the connection can be kept. */
const ANSWER_BYTES = 4_096;

const GONE = 410;

/**
 * How one attempt ended. `failed` may be tried again; `refused`: the receiver wants no more;
 * `pointless`: trying again cannot help.
 */
export type AttemptResult =
  | { kind: "delivered" }
  | { kind: "refused" }
  | { kind: "pointless"; because: string }
  | { kind: "failed"; because: string; retryAfterSeconds: number | null };

interface Answer {
  status: number | null;
  result: AttemptResult;
}

/** Makes one attempt to deliver an event, and notes it in the event's log. Does not throw for
 * anything the receiver does. */
export async function attemptDelivery(
  event: StoredEvent,
  attempt: number,
  { store, client, now = () => new Date() }: DeliveryParts,
): Promise<AttemptResult> {
  if (await store.events.isRefused(event.verification)) return { kind: "refused" };
  const message = await writeMessage(event, store);
  if (message === null) return { kind: "pointless", because: "what it is about is gone" };
  const at = now();
  const { url, secret } = message.webhook;
  const headers = signedHeaders(event.id, secret, message.body, at);
  const { status, result } = await post(client, url, headers, message.body, at);
  await store.events.log(event.id, {
    at: at.toISOString(),
    attempt,
    status,
    ok: result.kind === "delivered",
    because: "because" in result ? result.because : null,
    milliseconds: now().getTime() - at.getTime(),
  });
  return result;
}

export interface DeliveryParts {
  store: Store;
  /** Guarded, with the webhook's time limits. */
  client: GuardedClient;
  now?: () => Date;
}

async function post(
  client: GuardedClient,
  url: string,
  headers: Record<string, string>,
  body: string,
  at: Date,
): Promise<Answer> {
  try {
    const answer = await client.request(url, {
      method: "POST",
      headers,
      body,
      maxBodyBytes: ANSWER_BYTES,
      longBody: "cut",
    });
    const retryAfter = readRetryAfter(answer.headers.get("retry-after")?.[0], at);
    return { status: answer.status, result: judge(answer.status, retryAfter) };
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    const result: AttemptResult =
      error instanceof ForbiddenAddressError
        ? { kind: "pointless", because }
        : { kind: "failed", because, retryAfterSeconds: null };
    return { status: null, result };
  }
}

/** Only 2xx is success; a redirect is not followed, for the signature was meant for this address. */
function judge(status: number, retryAfterSeconds: number | null): AttemptResult {
  if (status >= 200 && status < 300) return { kind: "delivered" };
  if (status === GONE) return { kind: "refused" };
  return { kind: "failed", because: `answered ${status}`, retryAfterSeconds };
}
