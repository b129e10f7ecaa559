import { z } from "zod";
import { ArticleSchema } from "./request.js";
import { OutcomeSchema, VerdictSchema } from "./verdict.js";

export const VerificationStatusSchema = z.enum(["queued", "running", "completed", "cancelled"]);

export type VerificationStatus = z.infer<typeof VerificationStatusSchema>;

/**
 * `failed`: the check itself broke, time and again; it has no verdict, since nothing was found out.
 * Quotes of a cancelled verification that had not run stay `queued`.
 */
const QuoteStatusSchema = z.enum([
  "queued",
  "running",
  "completed",
  "waiting-for-archive",
  "failed",
]);

export type QuoteStatus = z.infer<typeof QuoteStatusSchema>;

/** A place in a JSON document (RFC 6901) and what is to be said about it. */
export const RemarkSchema = z.object({ pointer: z.string(), detail: z.string() });

export type Remark = z.infer<typeof RemarkSchema>;

const QuoteProgressSchema = z.object({
  id: z.string(),
  ref: z.string().nullable(),
  status: QuoteStatusSchema,
  verdict: VerdictSchema.nullable(),
  /** Id of the verdict, also where verdicts are left out. */
  verdictId: z.string().nullable(),
  /** Why it failed; null unless it did. */
  because: z.string().nullable(),
  /** Until when it waits for an archive that asks for fewer requests; absent unless it does. */
  waitsUntil: z.string().optional(),
  /** Absent until there is a verdict. */
  links: z.object({ verdict: z.string(), evidence: z.string() }).optional(),
});

/** What a caller sees of a verification (contract, section 4). */
export const VerificationSchema = z.object({
  id: z.string(),
  status: VerificationStatusSchema,
  createdAt: z.string(),
  completedAt: z.string().nullable(),
  article: ArticleSchema.nullable(),
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
  /** Verdicts by outcome; outcomes that did not occur are left out. */
  outcomes: z.partialRecord(OutcomeSchema, z.number().int()),
  quotes: z.array(QuoteProgressSchema),
  /** What was in the request and not understood: kept out, and named here. */
  warnings: z.array(RemarkSchema),
  /** Id of the verdict that this verification asks again; absent where it is a first one. */
  recheckOf: z.string().optional(),
  /** `recheckOf`: the verdict that is asked again. */
  links: z.object({ self: z.string(), events: z.string(), recheckOf: z.string().optional() }),
  /** In the answer to the request only; `secret` only when it was made here. */
  webhook: z.object({ url: z.string(), secret: z.string().optional() }).optional(),
});

export type Verification = z.infer<typeof VerificationSchema>;
