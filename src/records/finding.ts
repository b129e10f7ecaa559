import { z } from "zod";

/** `info` is told, `note` takes away from plain "verified", `meaning` makes a discrepancy. */
export const FindingSchema = z.object({
  /** `area.what`, e.g. `text.negation-added`, `date.unreadable`, `page.id-missing`. */
  code: z.string(),
  severity: z.enum(["info", "capture", "typographic", "minor", "note", "editorial", "meaning"]),
  because: z.string(),
});

export type Finding = z.infer<typeof FindingSchema>;
