import { VerdictSchema } from "../../records/verdict.js";
import { VERDICT_ID } from "../../store/ids.js";
import { VERDICT_EXAMPLE } from "../openapi/examples.js";
import { ownVerdict } from "../own.js";
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
    async handle(call, { store }) {
      call.response.json(await ownVerdict(call, store));
    },
  }),
];
