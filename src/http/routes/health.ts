import { Router } from "express";
import { methodNotAllowed } from "../error-handler.js";
import type { HttpParts } from "../parts.js";
import { Problem } from "../problem.js";

/**
 * `/livez`: the process answers. `/readyz`: it can take work in, which takes a real write (a Redis
 * that is full or read-only still answers PING) and the queue.
 */
export function healthRoutes({ store, queues, isDraining }: HttpParts): Router {
  const router = Router();
  router
    .route("/livez")
    .get((_request, response) => {
      response.json({ status: "ok" });
    })
    .all(methodNotAllowed("GET", "HEAD"));
  router
    .route("/readyz")
    .get(async (_request, response) => {
      if (isDraining()) throw new Problem(503, { detail: "This process is shutting down." });
      try {
        await store.probe();
        await queues.quotes.getWaitingCount();
      } catch (error) {
        throw new Problem(503, { detail: "The store cannot be written to." }, { cause: error });
      }
      response.json({ status: "ok" });
    })
    .all(methodNotAllowed("GET", "HEAD"));
  return router;
}
