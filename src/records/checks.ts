import { z } from "zod";
import { EditSchema } from "./edit.js";

const CheckResultSchema = z.enum(["match", "note", "mismatch", "unknown"]);

export type CheckResult = z.infer<typeof CheckResultSchema>;

export const HandleCheckSchema = z.object({
  result: CheckResultSchema,
  /** null when there is no post to hold it against. */
  class: z.enum(["exact", "case", "renamed", "lookalike", "different", "not-printed"]).nullable(),
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
  /** ISO days, `--02-06` where no year is printed. */
  readings: z.array(z.string()),
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

const TextCheckSchema = z.object({
  result: CheckResultSchema,
  class: z.enum(TEXT_CLASSES).nullable(),
  flags: z.array(z.string()),
  edits: z.array(EditSchema),
  because: z.string(),
});

export type TextCheck = z.infer<typeof TextCheckSchema>;

export const ChecksSchema = z.object({
  handle: HandleCheckSchema,
  date: DateCheckSchema,
  text: TextCheckSchema,
});

export type Checks = z.infer<typeof ChecksSchema>;
