import { z } from "zod";
import { AuditEntrySchema } from "../../store/audit.js";
import { numberParameter } from "../query.js";
import { route } from "../route.js";

const MOST_A_PAGE = 200;

export const auditRoutes = [
  route({
    method: "get",
    path: "/v1/audit",
    operation: "listAudit",
    tag: "Operations",
    summary: "What was changed, by which key, and how it ended",
    details: "The newest first. `next` is the address of the next page.",
    scope: "admin",
    query: z.object({
      limit: numberParameter(z.number().int().min(1))
        .transform((limit) => Math.min(limit, MOST_A_PAGE))
        .optional(),
      cursor: z
        .string()
        .regex(/^\d{1,15}-\d{1,10}$/, { error: "is none of ours" })
        .optional(),
    }),
    answers: {
      200: {
        describes: "One page.",
        schema: z.object({ entries: z.array(AuditEntrySchema), next: z.string().nullable() }),
        example: { entries: [], next: null },
      },
    },
    async handle({ response, caller, query: { limit = 50, cursor = null } }, { store }) {
      const entries = await store.audit.list(caller.tenant, cursor, limit);
      const last = entries.length === limit ? entries.at(-1)?.id : undefined;
      const next = last && `/v1/audit?limit=${limit}&cursor=${last}`;
      response.json({ entries, next: next ?? null });
    },
  }),
];
