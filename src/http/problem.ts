import { STATUS_CODES } from "node:http";
import type { Request, Response } from "express";
import { z } from "zod";
import { RemarkSchema } from "../records/verification.js";

/** When problems come, by status. */
const WHEN: Readonly<Record<number, string>> = {
  400: "The request cannot be read: bad JSON or parameters.",
  401: "An API key is missing, unknown, expired or revoked.",
  403: "The API key is not allowed this.",
  404: "There is no such thing, it is not yours, or no longer kept.",
  405: "The path knows other methods; `Allow` names them.",
  406: "No form that `Accept` names can be had here; the detail names those that can.",
  408: "The request did not arrive in time.",
  409: "The first request with this Idempotency-Key is still being worked on.",
  413: "The body is larger than 10 MB.",
  415: "The body is not JSON in UTF-8, or packed unreadably.",
  422: "Valid JSON that breaks the schema.",
  429: "A limit is reached; `Retry-After` says how long.",
  431: "The request's headers are larger than 16 KB.",
  500: "Something broke on our side.",
  503: "The store cannot be reached, the end is near, or too many large bodies wait.",
};

/**
 * Title of a problem by status, and when it comes. The title is the status's own phrase, as RFC 9457
 * (4.2.1) wants it of problems without a type of their own.
 */
export function problemOf(status: number): { title: string; when: string } {
  return { title: STATUS_CODES[status] ?? "Error", when: WHEN[status] ?? "" };
}

/** A place in the body (`pointer`) or a parameter of the address, and what is wrong there. */
const FieldErrorSchema = RemarkSchema.extend({ parameter: z.string().optional() });

type FieldError = z.infer<typeof FieldErrorSchema>;

/** RFC 9457; `instance` is the id of the request. */
export const ProblemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string(),
  errors: z.array(FieldErrorSchema),
  "violated-policies": z.array(z.string()).optional(),
});

/** Of a problem that names the limits which were reached; of others the status says the kind. */
const QUOTA_TYPE = "https://iana.org/assignments/http-problem-types#quota-exceeded";

export interface ProblemDetails {
  detail: string;
  errors?: readonly FieldError[];
  /** Names of the rate limits that were reached. */
  violatedPolicies?: readonly string[];
  headers?: Readonly<Record<string, string>>;
}

/** An answer that is an error (RFC 9457); thrown by handlers, written by the error handler. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly status: number,
    readonly details: ProblemDetails,
    options?: ErrorOptions,
  ) {
    super(details.detail, options);
  }

  /** The body to answer with. */
  toBody(instance: string): z.infer<typeof ProblemSchema> {
    const { detail, errors = [], violatedPolicies } = this.details;
    const type = violatedPolicies === undefined ? "about:blank" : QUOTA_TYPE;
    return {
      type,
      title: problemOf(this.status).title,
      status: this.status,
      detail,
      instance,
      errors: [...errors],
      ...(violatedPolicies && { "violated-policies": [...violatedPolicies] }),
    };
  }
}

/** JSON that breaks the schema, or asks for what is not configured: `detail` tells the first error. */
export function invalidRequest(errors: readonly FieldError[]): Problem {
  const [{ pointer, detail }, ...more] = errors as [FieldError, ...FieldError[]];
  const place = pointer === "" ? "" : `${pointer} `;
  const rest = more.length === 0 ? "" : ` (and ${more.length} more, in errors)`;
  return new Problem(422, {
    detail: `The request cannot be used: ${place}${detail}${rest}.`,
    errors,
  });
}

/** Redis is away: how much of a request that writes it has taken in cannot be told. */
export function serviceAway(method: string, cause?: unknown): Problem {
  const reads = method === "GET" || method === "HEAD";
  return new Problem(
    503,
    {
      detail: reads
        ? "The store cannot be reached. Ask again."
        : "The store cannot be reached, so the request may or may not have been taken in. Repeat it with an Idempotency-Key, and it counts once.",
      headers: { "retry-after": "5" },
    },
    { cause },
  );
}

/** Writes a problem as `application/problem+json`; `instance` is the request's id. */
export function sendProblem(request: Request, response: Response, problem: Problem): void {
  response
    .status(problem.status)
    .set({ ...problem.details.headers, "cache-control": "no-store" })
    .type("application/problem+json")
    .send(JSON.stringify(problem.toBody(String(request.id))));
}
