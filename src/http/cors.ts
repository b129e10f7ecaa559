import type { NextFunction, Request, Response } from "express";

const ALLOWED_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
const ALLOWED_HEADERS =
  "authorization, content-type, idempotency-key, if-none-match, last-event-id, x-request-id";
/** Beyond the few that scripts may see anyway. */
const EXPOSED_HEADERS =
  "etag, location, ratelimit, ratelimit-policy, retry-after, x-request-id, www-authenticate";

/**
 * Lets pages of these origins call the API (`*`: of all). Keys are sent in a header by the page
 * itself, never by the browser, so credentials are not allowed.
 */
export function cors(origins: readonly string[]) {
  return (request: Request, response: Response, next: NextFunction): void => {
    response.vary("origin");
    const origin = request.get("origin");
    if (origin === undefined || !(origins.includes("*") || origins.includes(origin))) {
      next();
      return;
    }
    response.set({
      "access-control-allow-origin": origins.includes("*") ? "*" : origin,
      "access-control-expose-headers": EXPOSED_HEADERS,
      // Helmet keeps answers to the own origin, which is undone for those let in here.
      "cross-origin-resource-policy": "cross-origin",
    });
    if (
      request.method !== "OPTIONS" ||
      request.get("access-control-request-method") === undefined
    ) {
      next();
      return;
    }
    response
      .status(204)
      .set({
        "access-control-allow-methods": ALLOWED_METHODS,
        "access-control-allow-headers": ALLOWED_HEADERS,
        "access-control-max-age": "600",
      })
      .end();
  };
}
