import type { Request, Response } from "express";
import type { VerificationRequest } from "../records/request.js";
import type { Remark } from "../records/verification.js";
import { viewAccepted } from "../store/view.js";
import { acceptVerification, checkAgainstConfiguration } from "./accept.js";
import { readIdempotencyClaim } from "./idempotency.js";
import type { HttpParts } from "./parts.js";
import { Problem } from "./problem.js";

/** Seconds after which asking again makes sense while quotes are being checked. */
export const RETRY_AFTER = "2";

/** JSON that breaks the schema, or asks for what is not configured. */
export function invalidRequest(errors: readonly Remark[]): Problem {
  return new Problem(422, { detail: "The request is JSON, but not as described.", errors });
}

/** Takes a valid request in (stored and queued before it is answered) and answers 202. */
export async function takeIn(
  request: Request,
  response: Response,
  wanted: VerificationRequest,
  warnings: Remark[],
  parts: HttpParts,
): Promise<void> {
  const errors = checkAgainstConfiguration(wanted, parts);
  if (errors.length > 0) throw invalidRequest(errors);
  const claim = readIdempotencyClaim(request, wanted, parts.idempotencySeconds);
  const view = viewAccepted(await acceptVerification(wanted, warnings, claim, parts));
  response.status(202).set({ location: view.links.self, "retry-after": RETRY_AFTER }).json(view);
}
