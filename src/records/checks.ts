import { z } from "zod";
import { EditSchema } from "./edit.js";

const CheckResultSchema = z
  .enum(["match", "note", "mismatch", "unknown"])
  .describe("`note`: to be told, nothing material. `unknown`: nothing to hold it against.");

export type CheckResult = z.infer<typeof CheckResultSchema>;

export const HandleCheckSchema = z.object({
  result: CheckResultSchema,
  class: z
    .enum(["exact", "case", "renamed", "lookalike", "different", "not-printed"])
    .nullable()
    .describe("null when there is no post to hold it against."),
  printed: z.string().nullable(),
  archived: z.string().nullable(),
  because: z.string(),
});

export type HandleCheck = z.infer<typeof HandleCheckSchema>;

export const DateCheckSchema = z.object({
  result: CheckResultSchema,
  class: z
    .enum([
      "same-utc-day",
      "same-moment",
      "possible-timezone",
      "different",
      "ambiguous",
      "unreadable",
      "not-printed",
    ])
    .nullable(),
  printed: z.string().nullable(),
  readings: z.array(z.string()).describe("ISO days, `--02-06` where no year is printed."),
  archived: z.string().nullable(),
  because: z.string(),
});

export type DateCheck = z.infer<typeof DateCheckSchema>;

export const TEXT_CLASSES = [
  "verbatim",
  "normalised",
  "extract",
  "elided",
  "truncated",
  "edited",
  "altered",
  "translated",
  "unrelated",
] as const;

/** What was and was not found when a print in another language was held against the post. */
const TranslationSchema = z.object({
  from: z.string().nullable().describe("BCP 47 tags; null: not sure."),
  to: z.string().nullable(),
  shared: z
    .number()
    .describe(
      "0–1: how much of both sides was found on the other. Never a measure of equal meaning.",
    ),
  consulted: z
    .array(z.enum(["dictionary", "machine"]))
    .describe(
      "What was consulted: `dictionary`, `machine`; names, numbers and related words always are.",
    ),
  anchors: z
    .array(z.object({ printed: z.string(), archived: z.string(), by: z.string() }))
    .describe("Words, names and numbers found on both sides, in the order of the print."),
  unmatchedPrinted: z.array(z.string()),
  unmatchedArchived: z.array(z.string()),
  machine: z
    .object({ engine: z.string(), text: z.string() })
    .nullable()
    .describe("The archived words as a machine translates them into the print's language."),
});

export type Translation = z.infer<typeof TranslationSchema>;

const TextCheckSchema = z.object({
  result: CheckResultSchema,
  class: z.enum(TEXT_CLASSES).nullable(),
  flags: z.array(z.string()),
  edits: z.array(EditSchema),
  because: z.string(),
  translation: TranslationSchema.optional(),
});

export type TextCheck = z.infer<typeof TextCheckSchema>;

export const ChecksSchema = z.object({
  handle: HandleCheckSchema,
  date: DateCheckSchema,
  text: TextCheckSchema,
});

export type Checks = z.infer<typeof ChecksSchema>;
