import type { Request, Response } from "express";
import type { Remark } from "../records/verification.js";

const TITLES: Record<number, string> = {
  400: "Malformed request",
  404: "Not found",
  405: "Method not allowed",
  409: "Still being worked on",
  413: "Too large",
  415: "Unsupported content",
  422: "Not acceptable as it is",
  500: "Internal error",
  503: "Service unavailable",
};

export interface ProblemDetails {
  detail: string;
  /** Places in the body, and what is wrong there. */
  errors?: readonly Remark[];
  headers?: Readonly<Record<string, string>>;
}

/** An answer that is an error (RFC 9457); thrown by handlers, written by the error handler. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly errors: readonly Remark[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly status: number,
    { detail, errors = [], headers = {} }: ProblemDetails,
    options?: ErrorOptions,
  ) {
    super(detail, options);
    this.errors = errors;
    this.headers = headers;
  }
}

/** Redis is away: how much of the request it has taken in cannot be told. */
export function serviceAway(cause?: unknown): Problem {
  return new Problem(
    503,
    {
      detail:
        "The store cannot be reached, so the request may or may not have been taken in. Repeat it with an Idempotency-Key, and it counts once.",
      headers: { "retry-after": "5" },
    },
    { cause },
  );
}

/** Writes a problem as `application/problem+json`; `instance` is the request's id. */
export function sendProblem(request: Request, response: Response, problem: Problem): void {
  response
    .status(problem.status)
    .set({ ...problem.headers, "cache-control": "no-store" })
    .type("application/problem+json")
    .send(
      JSON.stringify({
        type: "about:blank",
        title: TITLES[problem.status] ?? "Error",
        status: problem.status,
        detail: problem.message,
        instance: String(request.id),
        errors: problem.errors,
      }),
    );
}
