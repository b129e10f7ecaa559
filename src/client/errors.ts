import type { Problem } from "./types.js";

/** The service answered with a problem: `problem.errors` name the fields, `status` says what kind. */
export class QuotaryError extends Error {
  override readonly name = "QuotaryError";
  constructor(
    readonly status: number,
    /** Null where the answer was no problem document, as from a proxy in between. */
    readonly problem: Problem | null,
    /** Seconds after which the service asks to be tried again; null when it does not say. */
    readonly retryAfterSeconds: number | null,
  ) {
    super(problem?.detail ?? `answered ${status}`);
  }
}

/** A webhook that did not come from the service, was altered, or is too old. */
export class WebhookVerificationError extends Error {
  override readonly name = "WebhookVerificationError";
}
