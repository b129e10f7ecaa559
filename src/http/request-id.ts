import { randomUUID } from "node:crypto";
import type { NextFunction, Request, Response } from "express";

/** What a caller may send as `X-Request-Id`: it ends up in logs and headers. */
const ACCEPTED = /^[A-Za-z0-9._:-]{1,128}$/;

/** Gives each request an id, the caller's where it is fit, and says it in the answer. */
export function requestId(request: Request, response: Response, next: NextFunction): void {
  const sent = request.get("x-request-id");
  request.id = sent !== undefined && ACCEPTED.test(sent) ? sent : randomUUID();
  response.set("x-request-id", request.id);
  next();
}
