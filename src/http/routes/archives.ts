import { Router } from "express";
import { methodNotAllowed } from "../error-handler.js";
import type { HttpParts } from "../parts.js";

/** The archives a request may choose from by `options.archives`, and how the remote ones are doing. */
export function archiveRoutes({ archives, archiveHealth }: HttpParts): Router {
  const router = Router();
  router
    .route("/v1/archives")
    .get(async (_request, response) => {
      const all = archives.map(async (name) => ({ name, ...(await archiveHealth(name)) }));
      response.json({ archives: await Promise.all(all) });
    })
    .all(methodNotAllowed("GET", "HEAD"));
  return router;
}
