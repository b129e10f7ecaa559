import { z } from "zod";

export const FindingSchema = z.object({
  code: z
    .string()
    .describe("`area.what`, e.g. `text.negation-added`, `date.unreadable`, `page.id-missing`."),
  severity: z
    .enum(["info", "capture", "typographic", "minor", "note", "editorial", "meaning"])
    .describe(
      "`info` is told, `note` takes away from plain `verified`, `meaning` makes a discrepancy.",
    ),
  because: z.string(),
});

export type Finding = z.infer<typeof FindingSchema>;
