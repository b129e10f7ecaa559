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
  status: QuoteStatusSchema.describe(
    "`waiting-for-archive`: it rests until then (`waitsUntil`). `failed`: the check broke time and again, so there is no verdict.",
  ),
  verdict: VerdictSchema.nullable().describe("Null until it has fallen, and in lists."),
  verdictId: z.string().nullable().describe("Id of the verdict, also where verdicts are left out."),
  because: z.string().nullable().describe("Why it failed; null unless it did."),
  waitsUntil: z
    .string()
    .optional()
    .describe(
      "Until when it waits for an archive that asks for fewer requests; absent unless it does.",
    ),
  links: z
    .object({ verdict: z.string(), evidence: z.string() })
    .optional()
    .describe("Absent until there is a verdict."),
});

/** What a caller sees of a verification (contract, section 4). */
export const VerificationSchema = z.object({
  id: z.string(),
  status: VerificationStatusSchema,
  createdAt: z.string(),
  completedAt: z.string().nullable(),
  article: ArticleSchema.nullable(),
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
  outcomes: z
    .partialRecord(OutcomeSchema, z.number().int())
    .describe("Verdicts by outcome; outcomes that did not occur are left out."),
  quotes: z.array(QuoteProgressSchema),
  warnings: z
    .array(RemarkSchema)
    .describe("What was in the request and not understood: kept out, and named here."),
  recheckOf: z
    .string()
    .optional()
    .describe(
      "Id of the verdict that this verification asks again; absent where it is a first one.",
    ),
  links: z
    .object({ self: z.string(), events: z.string(), recheckOf: z.string().optional() })
    .describe("`recheckOf`: the verdict that is asked again."),
  webhook: z
    .object({ url: z.string(), secret: z.string().optional() })
    .optional()
    .describe("In the answer to the request only; `secret` only when it was made here."),
});

export type Verification = z.infer<typeof VerificationSchema>;
