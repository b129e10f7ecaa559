import compression from "compression";
import express, { type Express, type Request, type Response } from "express";
import helmet from "helmet";
import { pinoHttp } from "pino-http";
import { tellError } from "../log/logger.js";
import { BOARD_PATH, board } from "./board.js";
import { cors } from "./cors.js";
import { errorHandler, notFound } from "./error-handler.js";
import { mount } from "./mount.js";
import type { HttpParts } from "./parts.js";
import { Problem } from "./problem.js";
import { requestId } from "./request-id.js";
import { ROUTES } from "./routes.js";

/** The HTTP API (contract, section 4) over its parts; listens nowhere by itself. */
export function createApp(parts: HttpParts): Express {
  const app = express();
  // Hashing every answer costs 40 % of the throughput (facts: stack 3), and no caller asks for it.
  app.set("etag", false);
  app.set("query parser", "simple");
  app.set("trust proxy", parts.trustProxy.length > 0 ? [...parts.trustProxy] : false);
  // Events must arrive as they happen, so they are not packed together.
  const filter = (request: Request, response: Response) =>
    !/^text\/event-stream/.test(String(response.get("content-type"))) &&
    compression.filter(request, response);
  app.use(requestId, requestLog(parts), timing(parts), securityHeaders, compression({ filter }));
  if (parts.corsOrigins.length > 0) app.use(cors(parts.corsOrigins));
  app.use(refuseWhileEnding(parts));
  app.use(mount(ROUTES, { ...parts, routes: ROUTES }));
  app.use(BOARD_PATH, board(parts));
  app.use(notFound, errorHandler);
  return app;
}

/**
 * Links of our pages stay on HTTP where that is how the service is reached, as inside a newsroom. No
 * page loads anything from elsewhere, nor does the board of queues, which would ask for fonts.
 */
const securityHeaders = helmet({
  contentSecurityPolicy: {
    directives: {
      upgradeInsecureRequests: null,
      styleSrc: ["'self'", "'unsafe-inline'"],
      fontSrc: ["'self'"],
    },
  },
});

/** Health and figures are told to the end; anything else is for a process that goes on. */
const TOLD_TO_THE_END = new Set(["/livez", "/readyz", "/metrics"]);

function refuseWhileEnding({ isDraining }: HttpParts) {
  return (request: Request, response: Response, next: () => void) => {
    if (!isDraining()) return next();
    response.set("connection", "close");
    if (TOLD_TO_THE_END.has(request.path)) return next();
    throw new Problem(503, {
      detail: "This process is shutting down; nothing of the request was taken in.",
      headers: { "retry-after": "2" },
    });
  };
}

/** Counts and times answers by the route that gave them. */
function timing({ metrics }: HttpParts) {
  return (request: Request, response: Response, next: () => void) => {
    const began = performance.now();
    response.once("close", () => {
      const { method } = request;
      const route = String(response.locals.route ?? "none");
      const status = response.statusCode;
      metrics.observe({ method, route, status }, (performance.now() - began) / 1_000);
    });
    next();
  };
}

/** One line a request, health checks apart: no headers and no bodies, for those hold secrets. */
function requestLog({ log }: HttpParts) {
  return pinoHttp({
    logger: log,
    genReqId: (request) => request.id,
    // Under the names that workers log them by, so that one search finds all of a verification.
    quietReqLogger: true,
    customAttributeKeys: { reqId: "request" },
    customSuccessObject: (_request, response, value) => {
      const { verification } = (response as Response).locals;
      return verification === undefined ? value : { ...value, verification };
    },
    autoLogging: { ignore: ({ url }) => url === "/livez" || url === "/readyz" },
    customLogLevel: (_request, response, error) =>
      error || response.statusCode >= 500 ? "error" : "info",
    // The error handler has told it already, with its real cause.
    customErrorObject: (_request, _response, _error, { err: _, ...rest }) => rest,
    serializers: {
      err: tellError,
      req: ({ method, url }: { method: string; url: string }) => ({
        method,
        url: url.slice(0, 500),
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });
}
