import { z } from "zod";
import { SpecimenSchema } from "../../records/specimen.js";
import { mustRunService } from "../admission.js";
import { NO_PARAMETERS } from "../query.js";
import { route } from "../route.js";

const MOST_LISTED = 100;

export const specimenRoutes = [
  route({
    method: "get",
    path: "/v1/specimens",
    operation: "listSpecimens",
    tag: "Archives",
    summary: "Captures of permalinks that no layout could read",
    details:
      "What the next layout is made from: where they are, never what they say. Of all tenants' work, so only for keys of the tenant `default`.",
    scope: "admin",
    query: NO_PARAMETERS,
    answers: {
      200: {
        describes: `The newest ${MOST_LISTED}, the newest first.`,
        schema: z.object({ specimens: z.array(SpecimenSchema) }),
        example: { specimens: [] },
      },
    },
    async handle({ response, caller }, { store }) {
      mustRunService(caller);
      response.json({ specimens: await store.specimens.list(MOST_LISTED) });
    },
  }),
];
