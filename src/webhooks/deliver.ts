import { ForbiddenAddressError } from "../net/errors.js";
import type { GuardedClient, GuardedResponse } from "../net/guarded-client.js";
import { beginningOf } from "../records/text.js";
import type { Attempt } from "../store/deliveries.js";
import { traced } from "../trace/trace.js";
import type { Parcel } from "./parcel.js";
import { readRetryAfter } from "./schedule.js";

/** Of an answer only the status counts; this much is read so that the connection can be kept. */
const ANSWER_BYTES = 64 * 1024;
/** How much of an answer is kept for people who look for what went wrong, characters. */
const KEPT_BODY = 500;
const KEPT_HEADERS = ["content-type", "date", "server", "location", "retry-after", "x-request-id"];
const KEPT_VALUE = 200;

const REQUEST = { method: "POST", maxBodyBytes: ANSWER_BYTES, longBody: "cut" } as const;
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

/**
 * Sends a parcel once. Does not throw for anything the receiver does.
 *
 * @param attempt its number, from 1
 * @param client guarded, with the webhooks' time limits
 */
export async function sendParcel(
  { delivery, traceparent, url, target, sign, body }: Parcel,
  attempt: number,
  client: GuardedClient,
  now: () => Date = () => new Date(),
): Promise<{ result: AttemptResult; log: Attempt }> {
  const at = now();
  const headers = sign(delivery.event, body, at);
  const attributes = { event: delivery.event };
  let answer: GuardedResponse | null = null;
  let result: AttemptResult;
  try {
    answer = await traced("deliver webhook", traceparent, attributes, (onwards) => {
      if (onwards !== null) headers.traceparent = onwards;
      return client.request(target, { ...REQUEST, headers, body });
    });
    result = judge(answer, at);
  } catch (error) {
    result = whyUnanswered(error);
  }
  const log: Attempt = {
    at: at.toISOString(),
    attempt,
    status: answer?.status ?? null,
    ok: result.kind === "delivered",
    because: "because" in result ? result.because : null,
    milliseconds: now().getTime() - at.getTime(),
    request: { url, bytes: body.length },
    response: answer && headOf(answer),
  };
  return { result, log };
}

/** Only 2xx is success; a redirect is not followed, for the signature was meant for this address. */
function judge({ status, headers }: GuardedResponse, at: Date): AttemptResult {
  if (status >= 200 && status < 300) return { kind: "delivered" };
  if (status === GONE) return { kind: "refused" };
  const retryAfterSeconds = readRetryAfter(headers.get("retry-after")?.[0], at);
  return { kind: "failed", because: `answered ${status}`, retryAfterSeconds };
}

function whyUnanswered(error: unknown): AttemptResult {
  const because = error instanceof Error ? error.message : String(error);
  if (error instanceof ForbiddenAddressError) return { kind: "pointless", because };
  return { kind: "failed", because, retryAfterSeconds: null };
}

function headOf({ headers, body }: GuardedResponse): Attempt["response"] {
  const kept: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = headers.get(name)?.[0];
    if (value !== undefined) kept[name] = value.slice(0, KEPT_VALUE);
  }
  const text = body.length === 0 ? "" : body.toString("utf8", 0, KEPT_BODY * 4);
  return { headers: kept, body: beginningOf(text, KEPT_BODY) };
}
