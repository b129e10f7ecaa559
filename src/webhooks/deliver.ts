import { ForbiddenAddressError } from "../net/errors.js";
import type { GuardedClient, GuardedResponse, Target } from "../net/guarded-client.js";
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
  { delivery, traceparent, target, sign, body }: Parcel,
  attempt: number,
  client: GuardedClient,
  now: () => Date = () => new Date(),
): Promise<{ result: AttemptResult; log: Attempt }> {
  const at = now();
  const headers = sign(delivery.event, body, at);
  const attributes = { event: delivery.event };
  const { result, answer } = await traced("deliver webhook", traceparent, attributes, (onwards) => {
    if (onwards !== null) headers.traceparent = onwards;
    return post(client, target, headers, body, at);
  });
  const log: Attempt = {
    at: at.toISOString(),
    attempt,
    status: answer?.status ?? null,
    ok: result.kind === "delivered",
    because: "because" in result ? result.because : null,
    milliseconds: now().getTime() - at.getTime(),
    request: { url: target.url, bytes: body.length },
    response: answer && headOf(answer),
  };
  return { result, log };
}

async function post(
  client: GuardedClient,
  target: Target,
  headers: Record<string, string>,
  body: Buffer,
  at: Date,
): Promise<{ result: AttemptResult; answer: GuardedResponse | null }> {
  try {
    const answer = await client.request(target, {
      method: "POST",
      headers,
      body,
      maxBodyBytes: ANSWER_BYTES,
      longBody: "cut",
    });
    const retryAfter = readRetryAfter(answer.headers.get("retry-after")?.[0], at);
    return { result: judge(answer.status, retryAfter), answer };
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    const result: AttemptResult =
      error instanceof ForbiddenAddressError
        ? { kind: "pointless", because }
        : { kind: "failed", because, retryAfterSeconds: null };
    return { result, answer: null };
  }
}

/** Only 2xx is success; a redirect is not followed, for the signature was meant for this address. */
function judge(status: number, retryAfterSeconds: number | null): AttemptResult {
  if (status >= 200 && status < 300) return { kind: "delivered" };
  if (status === GONE) return { kind: "refused" };
  return { kind: "failed", because: `answered ${status}`, retryAfterSeconds };
}

function headOf({ headers, body }: GuardedResponse): Attempt["response"] {
  const kept: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = headers.get(name)?.[0];
    if (value !== undefined) kept[name] = value.slice(0, KEPT_VALUE);
  }
  const text = body.length === 0 ? "" : body.toString("utf8", 0, KEPT_BODY * 4);
  return { headers: kept, body: text.slice(0, KEPT_BODY) };
}
