import { Router } from "express";
import { methodNotAllowed } from "../error-handler.js";
import type { HttpParts } from "../parts.js";

/** The archives a request may choose from by `options.archives`. */
export function archiveRoutes({ archives }: HttpParts): Router {
  const router = Router();
  router
    .route("/v1/archives")
    .get((_request, response) => {
      response.json({ archives: archives.map((name) => ({ name })) });
    })
    .all(methodNotAllowed("GET", "HEAD"));
  return router;
}
