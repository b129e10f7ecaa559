import { VerdictSchema } from "../../records/verdict.js";
import { VERDICT_ID, verificationOfVerdict } from "../../store/ids.js";
import { VERDICT_EXAMPLE } from "../openapi/examples.js";
import { Problem } from "../problem.js";
import { route } from "../route.js";

export const verdictRoutes = [
  route({
    method: "get",
    path: "/v1/verdicts/{id}",
    operation: "getVerdict",
    tag: "Verdicts",
    summary: "One verdict with its evidence and the account of the search",
    scope: "read",
    params: { id: VERDICT_ID },
    answers: {
      200: { describes: "The verdict.", schema: VerdictSchema, example: VERDICT_EXAMPLE },
    },
    problems: [404],
    async handle({ response, params: { id = "" }, caller }, { store }) {
      const [tenant, verdict] = await Promise.all([
        store.verifications.tenantOf(verificationOfVerdict(id)),
        store.verifications.verdict(id),
      ]);
      if (verdict === null || tenant !== caller.tenant) {
        throw new Problem(404, { detail: "There is no such verdict, or it is no longer kept." });
      }
      response.json(verdict);
    },
  }),
];
