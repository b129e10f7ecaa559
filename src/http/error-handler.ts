import type { NextFunction, Request, Response } from "express";
import { isRedisAway } from "../redis/errors.js";
import { tooLarge } from "./body.js";
import { Problem, sendProblem, serviceAway } from "./problem.js";

/** Errors of Express and its body reader by their `type`. */
const BODY_ERRORS: Record<string, () => Problem> = {
  "entity.too.large": tooLarge,
  "request.aborted": () => new Problem(400, { detail: "The request was broken off." }),
  "request.size.invalid": () =>
    new Problem(400, { detail: "The body has another length than announced." }),
};

function toProblem(error: unknown, { method }: Request): Problem {
  if (error instanceof Problem) return error;
  if (isRedisAway(error)) return serviceAway(method, error);
  const { type, status } = error as { type?: string; status?: number };
  const known = type === undefined ? undefined : BODY_ERRORS[type];
  if (known) return known();
  if (error instanceof URIError) {
    return new Problem(400, { detail: "The path holds percent-escapes that are no UTF-8." });
  }
  if (status !== undefined && status >= 400 && status < 500) {
    return new Problem(status, { detail: "The request cannot be read." });
  }
  return new Problem(500, { detail: "Something broke on our side; the log says what." });
}

/** Every error leaves as problem+json; only our own faults are logged as errors. */
export function errorHandler(
  error: unknown,
  request: Request,
  response: Response,
  next: NextFunction,
): void {
  const problem = toProblem(error, request);
  if (problem.status === 503) request.log.warn({ because: reasonOf(error) }, problem.message);
  else if (problem.status >= 500) request.log.error({ err: error }, "request failed");
  if (response.headersSent) next(error);
  else sendProblem(request, response, problem);
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}

export function notFound(request: Request): never {
  throw new Problem(404, { detail: `There is nothing at ${request.path.slice(0, 200)}.` });
}

/** For a path that exists, asked with a method it does not know, or which it knows (`OPTIONS`). */
export function otherMethods(...known: readonly string[]) {
  const allow = [...known, "OPTIONS"].join(", ");
  return (request: Request, response: Response): void => {
    if (request.method !== "OPTIONS") {
      const detail = `${request.method} is not possible here; ${allow} are.`;
      throw new Problem(405, { detail, headers: { allow } });
    }
    response.status(204).set({ allow }).end();
  };
}
