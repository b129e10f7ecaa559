import { z } from "zod";

/** How much an edit matters, mildest first. */
export const SEVERITIES = ["capture", "typographic", "minor", "editorial", "meaning"] as const;

const SeveritySchema = z.enum(SEVERITIES);

export type Severity = z.infer<typeof SeveritySchema>;

/** A stretch of an unnormalised string: UTF-16 offsets, half-open. */
const SpanSchema = z.object({
  start: z.number().int(),
  end: z.number().int(),
  text: z.string(),
});

export type Span = z.infer<typeof SpanSchema>;

export const EditSchema = z.object({
  op: z.enum(["replace", "insert", "delete", "elide", "truncate", "bracket", "move"]),
  /** What was done, e.g. `negation-added`. */
  kind: z.string(),
  severity: SeveritySchema,
  printed: SpanSchema,
  archived: SpanSchema,
  because: z.string(),
});

export type Edit = z.infer<typeof EditSchema>;
