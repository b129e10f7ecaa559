import { z } from "zod";
import { NO_PARAMETERS } from "../query.js";
import { route } from "../route.js";

const WorkersSchema = z.object({
  workers: z.array(
    z.object({
      id: z.string(),
      host: z.string(),
      pid: z.number().int(),
      engine: z.string().describe("Name and version, as verdicts carry it."),
      queues: z.array(z.string()),
      concurrency: z.number().int(),
      since: z.string(),
      seenAt: z.string(),
      eventLoopMs: z.number().describe("Longest that it stood still since it last spoke, ms."),
    }),
  ),
});

export const workerRoutes = [
  route({
    method: "get",
    path: "/v1/workers",
    operation: "listWorkers",
    tag: "Operations",
    summary: "Workers there are, as they announce themselves",
    details: "One that was not heard for half a minute is left out.",
    scope: "admin",
    query: NO_PARAMETERS,
    answers: {
      200: {
        describes: "The longest-serving first.",
        schema: WorkersSchema,
        example: {
          workers: [
            {
              id: "9f6d5b0e-5a44-4f0e-8d3e-0a4c7f1b2d3c",
              host: "desk-1",
              pid: 4711,
              engine: "quotary/1.0.0",
              queues: ["plans", "quotes", "webhooks"],
              concurrency: 8,
              since: "2026-11-24T09:00:00.000Z",
              seenAt: "2026-11-24T09:10:00.000Z",
              eventLoopMs: 12,
            },
          ],
        },
      },
    },
    async handle({ response }, { store }) {
      response.json({ workers: await store.workers.list() });
    },
  }),
  route({
    method: "get",
    path: "/metrics",
    operation: "readMetrics",
    tag: "Operations",
    summary: "Figures for Prometheus",
    details:
      "Those of the whole service (`quotary_…`, the same from every API process) and of the process that answers (`quotary_api_…`, `quotary_http_…`).",
    scope: "admin",
    answers: { 200: { describes: "In Prometheus's text format.", alsoAs: ["text/plain"] } },
    async handle({ response }, { metrics }) {
      const { type, text } = await metrics.render();
      response.set("content-type", type).send(text);
    },
  }),
];
