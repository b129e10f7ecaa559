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
  /** What was looked for: the permalink, the account's posts of the printed day, … */
  purpose: z.string(),
  /** False for a step that was not needed any more. */
  taken: z.boolean(),
  /** Addresses and prefixes (`…*`) that it asks for. */
  asked: z.array(z.string()),
  /** Requests sent for it; 0 where all was known already. */
  requests: z.number().int(),
  captures: z.number().int(),
  read: z.number().int(),
});

export type SearchStep = z.infer<typeof SearchStepSchema>;

export const SearchEntrySchema = z.object({
  archive: z.string(),
  outcome: SearchOutcomeSchema,
  /** Requests made to the archive, redirects and retries counted; 0 for a local file. */
  requests: z.number().int(),
  /** Captures listed. */
  captures: z.number().int(),
  /** Captures read, whatever they held. */
  read: z.number().int(),
  /** What was asked, in order: addresses and prefixes. */
  asked: z.array(z.string()),
  /** What went wrong on the way: damage, captures that could not be read, why it did not answer. */
  problems: z.array(z.string()),
  /** When the archive may be asked again, as far as that is known. */
  retryAt: z.string().optional(),
  /** The plan: its steps in order, the needless ones at the end. */
  steps: z.array(SearchStepSchema).optional(),
  /** Why the search ended here. */
  ended: z.string().optional(),
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
  archive: z.string(),
  uriR: z.string(),
  uriM: z.string(),
  capturedAt: z.string(),
  /** `sha1:BASE32` of the payload as the archive names it, or null. */
  digest: z.string().nullable(),
  /** true: recomputed and equal; false: differs; null: cannot be told (archives.md 3). */
  digestVerified: z.boolean().nullable(),
  /** Why it cannot be told; absent where `digestVerified` is true or false. */
  digestBecause: z.string().optional(),
  /** Made on our own request, after a question. */
  madeByUs: z.literal(true).optional(),
  /** SHA-256 (hex) of the bytes that were read, ours. */
  sha256: z.string(),
  layout: z.string(),
  quoteSelector: QuoteSelectorSchema.nullable(),
  /** Where the words stand in the post's text (UTF-16), where words are not kept. */
  position: PositionSelectorSchema.optional(),
});

export type Evidence = z.infer<typeof EvidenceSchema>;

/** How a verdict could not be asked again by itself. */
const FailedRecheckSchema = z.object({
  /** The verification that failed. */
  verification: z.string(),
  at: z.string(),
  because: z.string(),
  /** Failures in a row. */
  times: z.number().int(),
});

export type FailedRecheck = z.infer<typeof FailedRecheckSchema>;

/** The answer to one quote (contract, section 2). */
export const VerdictSchema = z.object({
  id: z.string(),
  ref: z.string().nullable(),
  quote: QuoteRecordSchema,
  /** What was known of the article: its language and day decide how dates are read. */
  article: ArticleSchema.optional(),
  outcome: OutcomeSchema,
  summary: z.string(),
  confidence: z.number().min(0).max(0.99),
  /** All `unknown` when no post was found to compare with; the printed date is read all the same. */
  checks: ChecksSchema,
  findings: z.array(FindingSchema),
  post: PostSchema.nullable(),
  /** Other posts that were considered and explain the quote less well, best first. */
  otherCandidates: z.array(
    z.object({
      id: z.string().nullable(),
      url: z.string().nullable(),
      textClass: z.string().nullable(),
    }),
  ),
  evidence: z.array(EvidenceSchema),
  search: z.array(SearchEntrySchema),
  timeline: z.object({
    firstCapture: z.string().nullable(),
    lastCapture: z.string().nullable(),
    /** First capture in which the platform itself says that the post is gone. */
    goneSince: z.string().nullable(),
  }),
  checkedAt: z.string(),
  engine: z.string(),
  /** Words were not kept: `sha256:…` stands for the texts, nothing for what edits cite. */
  wordsKept: z.literal(false).optional(),
  /** Id of the older verdict that this one asks again; absent for a first one. */
  recheckOf: z.string().optional(),
  /** Id of the newest verdict on the same quote, where it was asked again since. */
  supersededBy: z.string().optional(),
  /** When it is asked again by itself; absent where it is not. */
  askAgainAt: z.string().optional(),
  /** Why it could not be asked again the last time; absent where it could, or was not. */
  recheckFailed: FailedRecheckSchema.optional(),
});

export type Verdict = z.infer<typeof VerdictSchema>;
