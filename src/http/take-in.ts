import type { VerificationRequest } from "../records/request.js";
import { type Remark, VerificationSchema } from "../records/verification.js";
import { viewAccepted } from "../store/view.js";
import { traceOf } from "../trace/trace.js";
import { acceptVerification, checkAgainstConfiguration } from "./accept.js";
import { readIdempotencyClaim } from "./idempotency.js";
import type { HttpParts } from "./parts.js";
import { invalidRequest } from "./problem.js";
import type { Answer, Call } from "./route.js";
import { beforeStep } from "./turns.js";

/** Seconds after which asking again makes sense while quotes are being checked. */
export const RETRY_AFTER = "2";

/** What is answered to work that was taken in. */
export const ACCEPTED: Answer = {
  describes: "Stored and queued. `Location` is where to look, `Retry-After` when.",
  schema: VerificationSchema,
  headers: ["location", "retry-after"],
};

/** Takes a valid request in (stored and queued before it is answered) and answers 202. */
export async function takeIn(
  call: Call,
  wanted: VerificationRequest,
  warnings: Remark[],
  parts: HttpParts,
): Promise<void> {
  const errors = checkAgainstConfiguration(wanted, parts);
  if (errors.length > 0) throw invalidRequest(errors);
  await beforeStep(call.response);
  const claim = readIdempotencyClaim(call, wanted, parts.idempotencySeconds);
  if (claim !== null) await beforeStep(call.response);
  const { request, response, caller } = call;
  const traceparent = traceOf(request.get("traceparent"));
  const asker = { ...caller, requestId: String(request.id), traceparent };
  const accepted = await acceptVerification(wanted, warnings, claim, asker, parts);
  response.locals.verification = accepted.id;
  const view = viewAccepted(accepted, parts.store.seal);
  response.status(202).set({ location: view.links.self, "retry-after": RETRY_AFTER }).json(view);
}
