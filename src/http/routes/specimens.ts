import { Router } from "express";
import { methodNotAllowed } from "../error-handler.js";
import type { HttpParts } from "../parts.js";

const MOST_LISTED = 100;

/** Captures of permalinks that could not be read: what the next layout is made from. */
export function specimenRoutes({ store }: HttpParts): Router {
  const router = Router();
  router
    .route("/v1/specimens")
    .get(async (_request, response) => {
      response.json({ specimens: await store.specimens.list(MOST_LISTED) });
    })
    .all(methodNotAllowed("GET", "HEAD"));
  return router;
}
