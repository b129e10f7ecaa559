import { z } from "zod";
import { QuoteRecordSchema } from "./quote.js";
import { boundedText } from "./text.js";
import { WebhookSecretSchema } from "./webhook.js";

export const MAX_QUOTES = 500;

export const ArticleSchema = z.object({
  url: boundedText(4_000).optional(),
  title: boundedText(2_000).optional(),
  publisher: boundedText(500).optional(),
  publishedAt: boundedText(100)
    .optional()
    .describe("When it appeared; printed dates without a year are read by it."),
  lang: boundedText(100).optional(),
});

export type Article = z.infer<typeof ArticleSchema>;

/** What a newsroom sends: quotes, and the article they stand in (contract, section 1). */
export const RequestSchema = z.object({
  article: ArticleSchema.optional(),
  quotes: z.array(QuoteRecordSchema).min(1).max(MAX_QUOTES),
});

export type Request = z.infer<typeof RequestSchema>;

/** Body of `POST /v1/verifications` (contract, section 4). */
export const VerificationRequestSchema = RequestSchema.extend({
  options: z
    .object({
      archives: z
        .array(boundedText(100))
        .min(1)
        .max(50)
        .optional()
        .describe("Names of configured archives to ask; all of them when absent. Never addresses."),
      priority: z.enum(["breaking", "normal"]).optional().describe("`breaking` goes first."),
      recheck: z
        .boolean()
        .optional()
        .describe(
          "False: verdicts stay as they are, the inconclusive ones too, which are else tried again.",
        ),
      recheckEvery: z
        .number()
        .int()
        .min(3_600)
        .max(31_536_000)
        .optional()
        .describe(
          "Seconds after which each verdict is asked again, time and again: an hour to a year.",
        ),
      save: z
        .boolean()
        .optional()
        .describe(
          "Has links captured now of which no archive holds a usable capture: by the Wayback Machine (QUOTARY_SAVE_KEY), else from the platform's public answer (QUOTARY_LIVE). Such evidence carries `madeByUs`.",
        ),
      lang: boundedText(100)
        .optional()
        .describe(
          "Language of the summaries (BCP 47): English or French; English where it is neither.",
        ),
    })
    .optional(),
  webhook: z
    .object({
      url: boundedText(2_000).describe(
        "Told of each verdict and of the end, by Standard Webhooks.",
      ),
      secret: WebhookSecretSchema.optional().describe(
        "One of your own; else one is made, and shown in the answer only.",
      ),
    })
    .optional(),
});

export type VerificationRequest = z.infer<typeof VerificationRequestSchema>;
