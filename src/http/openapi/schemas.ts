import { z } from "zod";
import { EVENT_SCHEMAS, ThinVerdictSchema } from "../../records/event.js";
import { FindingSchema } from "../../records/finding.js";
import { PostSchema } from "../../records/post.js";
import { QuoteRecordSchema } from "../../records/quote.js";
import { ArticleSchema, VerificationRequestSchema } from "../../records/request.js";
import { EvidenceSchema, VerdictSchema } from "../../records/verdict.js";
import { RemarkSchema, VerificationSchema } from "../../records/verification.js";
import { ProblemSchema } from "../problem.js";
import type { Route } from "../route.js";

/** Schemas that go by a name of their own; those of one call alone are named after it. */
const NAMED: readonly (readonly [string, z.ZodType])[] = [
  ["Quote", QuoteRecordSchema],
  ["Article", ArticleSchema],
  ["VerificationRequest", VerificationRequestSchema],
  ["Verification", VerificationSchema],
  ["Verdict", VerdictSchema],
  ["Finding", FindingSchema],
  ["Post", PostSchema],
  ["Evidence", EvidenceSchema],
  ["Remark", RemarkSchema],
  ["Problem", ProblemSchema],
  ["ThinVerdict", ThinVerdictSchema],
  ["VerdictCreated", EVENT_SCHEMAS["verdict.created"]],
  ["VerdictChanged", EVENT_SCHEMAS["verdict.changed"]],
  ["VerificationCompleted", EVENT_SCHEMAS["verification.completed"]],
  ["WebhookTest", EVENT_SCHEMAS["webhook.test"]],
  ["WebhookDisabled", EVENT_SCHEMAS["webhook.disabled"]],
];

export type JsonSchema = Record<string, unknown>;

/** JSON Schemas (2020-12) of all bodies, each under its name, and the way to refer to one. */
export interface Schemas {
  all: Record<string, JsonSchema>;
  refer(schema: z.ZodType): JsonSchema;
}

const place = (name: string) => `#/components/schemas/${name}`;

/** Turns the schemas that requests are checked with, and answers are made by, into JSON Schema. */
export function collectSchemas(routes: readonly Route[]): Schemas {
  const registry = z.registry<{ id: string }>();
  const add = (name: string, schema: z.ZodType | undefined) => {
    if (schema && !registry.has(schema)) registry.add(schema, { id: name });
  };
  for (const [name, schema] of NAMED) add(name, schema);
  for (const { operation, body, answers } of routes) {
    const name = operation.charAt(0).toUpperCase() + operation.slice(1);
    add(`${name}Body`, body);
    for (const [status, { schema }] of Object.entries(answers)) add(`${name}${status}`, schema);
  }
  // "input": fields that are not named here are no error, neither for us nor for who reads answers.
  const { schemas } = z.toJSONSchema(registry, { io: "input", uri: place });
  const all = Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema, $id, ...schema }]) => [name, schema]),
  );
  return {
    all: all as Record<string, JsonSchema>,
    refer: (schema) => ({ $ref: place(registry.get(schema)?.id ?? "") }),
  };
}

/** The schemas of query parameters, by name, and which of them must be there. */
export function querySchemas(query: z.ZodObject): { properties: Record<string, JsonSchema> } {
  const { properties = {} } = z.toJSONSchema(query, { io: "input" });
  return { properties: properties as Record<string, JsonSchema> };
}
