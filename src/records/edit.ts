import { z } from "zod";

/** How much an edit matters, mildest first. */
export const SEVERITIES = ["capture", "typographic", "minor", "editorial", "meaning"] as const;

const SeveritySchema = z.enum(SEVERITIES);

export type Severity = z.infer<typeof SeveritySchema>;

const SpanSchema = z
  .object({ start: z.number().int(), end: z.number().int(), text: z.string() })
  .describe("A stretch of the unnormalised text: UTF-16 offsets, half-open.");

export type Span = z.infer<typeof SpanSchema>;

export const EditSchema = z.object({
  op: z.enum(["replace", "insert", "delete", "elide", "truncate", "bracket", "move"]),
  kind: z.string().describe("What was done, e.g. `negation-added`."),
  severity: SeveritySchema.describe("How much it matters: these are in order, the mildest first."),
  printed: SpanSchema,
  archived: SpanSchema,
  because: z.string(),
});

export type Edit = z.infer<typeof EditSchema>;
