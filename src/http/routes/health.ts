import { z } from "zod";
import { Problem } from "../problem.js";
import { route } from "../route.js";

const HealthSchema = z.object({ status: z.literal("ok") });

const ok = { schema: HealthSchema, example: { status: "ok" } };

export const healthRoutes = [
  route({
    method: "get",
    path: "/livez",
    operation: "live",
    tag: "Operations",
    summary: "The process answers",
    scope: null,
    answers: { 200: { describes: "It does.", ...ok } },
    handle({ response }) {
      response.json({ status: "ok" });
    },
  }),
  route({
    method: "get",
    path: "/readyz",
    operation: "ready",
    tag: "Operations",
    summary: "The process can take work in",
    details:
      "Takes a real write, for a store that is full or read-only still answers, and the queue.",
    scope: null,
    answers: { 200: { describes: "It can.", ...ok } },
    problems: [503],
    async handle({ response }, { store, queues, isDraining }) {
      if (isDraining()) throw new Problem(503, { detail: "This process is shutting down." });
      try {
        await store.probe();
        await queues.quotes.getWaitingCount();
      } catch (error) {
        throw new Problem(503, { detail: "The store cannot be written to." }, { cause: error });
      }
      response.json({ status: "ok" });
    },
  }),
];
