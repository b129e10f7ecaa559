import { z } from "zod";
import { ChecksSchema } from "./checks.js";
import { FindingSchema } from "./finding.js";
import { PostSchema } from "./post.js";
import { QuoteRecordSchema } from "./quote.js";
import { ArticleSchema } from "./request.js";

export const OUTCOMES = [
  "verified",
  "verified-with-notes",
  "discrepancy",
  "unverifiable",
  "inconclusive",
] as const;

export const OutcomeSchema = z.enum(OUTCOMES);

export type Outcome = z.infer<typeof OutcomeSchema>;

/** How an archive took being asked; only `answered` with no captures means "it holds nothing". */
const SearchOutcomeSchema = z.enum([
  "answered",
  "unavailable",
  "rate-limited",
  "timed-out",
  "refused",
  "withheld",
  "not-configured",
]);

export type SearchOutcome = z.infer<typeof SearchOutcomeSchema>;

/** One step of the plan at one archive. */
const SearchStepSchema = z.object({
  purpose: z
    .string()
    .describe("What was looked for: the permalink, the account's posts of the printed day, …"),
  taken: z.boolean().describe("False for a step that was not needed any more."),
  asked: z.array(z.string()).describe("Addresses and prefixes (`…*`) that it asks for."),
  requests: z.number().int().describe("Requests sent for it; 0 where all was known already."),
  captures: z.number().int(),
  read: z.number().int(),
});

export type SearchStep = z.infer<typeof SearchStepSchema>;

export const SearchEntrySchema = z.object({
  archive: z.string(),
  outcome: SearchOutcomeSchema,
  requests: z
    .number()
    .int()
    .describe("Requests made to the archive, redirects and retries counted; 0 for a local file."),
  captures: z.number().int().describe("Captures listed."),
  read: z.number().int().describe("Captures read, whatever they held."),
  asked: z.array(z.string()).describe("What was asked, in order: addresses and prefixes."),
  problems: z
    .array(z.string())
    .describe(
      "What went wrong on the way: damage, captures that could not be read, why it did not answer.",
    ),
  retryAt: z
    .string()
    .optional()
    .describe("When the archive may be asked again, as far as that is known."),
  steps: z
    .array(SearchStepSchema)
    .optional()
    .describe("The plan: its steps in order, the needless ones at the end."),
  ended: z.string().optional().describe("Why the search ended here."),
});

export type SearchEntry = z.infer<typeof SearchEntrySchema>;

/** W3C Web Annotation `TextQuoteSelector`. */
const QuoteSelectorSchema = z.object({
  type: z.literal("TextQuoteSelector"),
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
});

/** W3C Web Annotation `TextPositionSelector`. */
const PositionSelectorSchema = z.object({
  type: z.literal("TextPositionSelector"),
  start: z.number().int(),
  end: z.number().int(),
});

export const EvidenceSchema = z.object({
  archive: z.string().describe("Its name in the configuration."),
  uriR: z.string().describe("The address that was archived."),
  uriM: z.string().describe("Where the capture is."),
  capturedAt: z.string(),
  digest: z
    .string()
    .nullable()
    .describe("`sha1:BASE32` of the payload as the archive names it, or null."),
  digestVerified: z
    .boolean()
    .nullable()
    .describe("true: recomputed and equal; false: differs; null: cannot be told."),
  digestBecause: z
    .string()
    .optional()
    .describe("Why it cannot be told; absent where `digestVerified` is true or false."),
  madeByUs: z.literal(true).optional().describe("Made on our own request, after a question."),
  sha256: z.string().describe("SHA-256 (hex) of the bytes that were read, ours."),
  layout: z.string().describe("What the page was read as."),
  quoteSelector: QuoteSelectorSchema.nullable().describe(
    "The quoted words, and where they stand in the post.",
  ),
  position: PositionSelectorSchema.optional().describe(
    "Where the words stand in the post's text (UTF-16), where words are not kept.",
  ),
});

export type Evidence = z.infer<typeof EvidenceSchema>;

/** How a verdict could not be asked again by itself. */
const FailedRecheckSchema = z.object({
  verification: z.string().describe("The verification that failed."),
  at: z.string(),
  because: z.string(),
  times: z.number().int().describe("Failures in a row."),
});

export type FailedRecheck = z.infer<typeof FailedRecheckSchema>;

/** The answer to one quote (contract, section 2). */
export const VerdictSchema = z.object({
  id: z.string().describe("`vd_…`"),
  ref: z.string().nullable().describe("As in the record; null where it had none."),
  quote: QuoteRecordSchema,
  article: ArticleSchema.optional().describe(
    "What was known of the article: its language and day decide how dates are read.",
  ),
  outcome: OutcomeSchema.describe(
    "`verified`: account, day and wording agree. `verified-with-notes`: nothing material differs, but something must be told. `discrepancy`: the post was found, and one of them differs materially. `unverifiable`: every archive answered, and none holds a usable capture. `inconclusive`: some archive could not be asked, or a capture could not be read. The last two say nothing about the quote.",
  ),
  summary: z
    .string()
    .describe("One sentence that an editor can act on; it says no more than the evidence."),
  confidence: z.number().min(0).max(0.99).describe("Probability that `outcome` is right."),
  checks: ChecksSchema.describe(
    "All `unknown` when no post was found to compare with; the printed date is read all the same.",
  ),
  findings: z.array(FindingSchema).describe("What is to be told besides."),
  post: PostSchema.nullable().describe(
    "The archived post that was held against the quote; null where none was found.",
  ),
  otherCandidates: z
    .array(
      z.object({
        id: z.string().nullable(),
        url: z.string().nullable(),
        textClass: z.string().nullable(),
      }),
    )
    .describe("Other posts that were considered and explain the quote less well, best first."),
  evidence: z.array(EvidenceSchema).describe("The captures that the verdict rests on."),
  search: z.array(SearchEntrySchema).describe("How each archive took being asked."),
  timeline: z.object({
    firstCapture: z.string().nullable(),
    lastCapture: z.string().nullable(),
    goneSince: z
      .string()
      .nullable()
      .describe("First capture in which the platform itself says that the post is gone."),
  }),
  checkedAt: z.string().describe("ISO 8601 UTC."),
  engine: z.string().describe("Name and version of what judged it."),
  wordsKept: z
    .literal(false)
    .optional()
    .describe("Words were not kept: `sha256:…` stands for the texts, nothing for what edits cite."),
  recheckOf: z
    .string()
    .optional()
    .describe("Id of the older verdict that this one asks again; absent for a first one."),
  supersededBy: z
    .string()
    .optional()
    .describe(
      "Id of the verdict that asked this one again last; it may have been asked again itself.",
    ),
  askAgainAt: z
    .string()
    .optional()
    .describe("When it is asked again by itself; absent where it is not."),
  recheckFailed: FailedRecheckSchema.optional().describe(
    "Why it could not be asked again the last time; absent where it could, or was not.",
  ),
});

export type Verdict = z.infer<typeof VerdictSchema>;
