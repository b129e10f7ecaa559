import { Router } from "express";
import { isVerdictId } from "../../store/ids.js";
import { methodNotAllowed } from "../error-handler.js";
import type { HttpParts } from "../parts.js";
import { Problem } from "../problem.js";

export function verdictRoutes({ store }: HttpParts): Router {
  const router = Router();
  router
    .route("/v1/verdicts/:id")
    .get(async (request, response) => {
      const { id } = request.params;
      const verdict = isVerdictId(id) ? await store.verifications.verdict(id) : null;
      if (verdict === null) {
        throw new Problem(404, { detail: "There is no such verdict, or it is no longer kept." });
      }
      response.json(verdict);
    })
    .all(methodNotAllowed("GET", "HEAD"));
  return router;
}
