import { z } from "zod";
import { NO_PARAMETERS } from "../query.js";
import { route } from "../route.js";

const ArchivesSchema = z.object({
  archives: z.array(
    z.object({
      name: z.string(),
      state: z
        .enum(["asked", "resting", "on-trial"])
        .optional()
        .describe("Absent for an archive at hand: a file or a folder."),
      restsUntil: z.string().nullable().optional(),
      because: z.enum(["limited", "failing"]).nullable().optional(),
    }),
  ),
});

export const archiveRoutes = [
  route({
    method: "get",
    path: "/v1/archives",
    operation: "listArchives",
    tag: "Archives",
    summary: "Configured archives and how they are doing",
    details: "Their names are what a request may choose from by `options.archives`.",
    scope: "read",
    query: NO_PARAMETERS,
    answers: {
      200: {
        describes: "All archives, in the order in which they are asked.",
        schema: ArchivesSchema,
        example: {
          archives: [{ name: "wayback", state: "asked", restsUntil: null, because: null }],
        },
      },
    },
    async handle({ response }, { archives, archiveHealth }) {
      const all = archives.map(async (name) => ({ name, ...(await archiveHealth(name)) }));
      response.json({ archives: await Promise.all(all) });
    },
  }),
];
