import { z } from "zod";
import { QuoteRecordSchema } from "./quote.js";
import { boundedText } from "./text.js";
import { WebhookSecretSchema } from "./webhook.js";

export const MAX_QUOTES = 500;

export const ArticleSchema = z.object({
  url: boundedText(4_000).optional(),
  title: boundedText(2_000).optional(),
  publisher: boundedText(500).optional(),
  publishedAt: boundedText(100).optional(),
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
      /** Names of configured archives to ask; all of them when absent. Never addresses. */
      archives: z.array(boundedText(100)).min(1).max(50).optional(),
      priority: z.enum(["breaking", "normal"]).optional(),
      /** False: verdicts stay as they are, the inconclusive ones too, which are else tried again. */
      recheck: z.boolean().optional(),
      /** Seconds after which each verdict is asked again, time and again: an hour to a year. */
      recheckEvery: z.number().int().min(3_600).max(31_536_000).optional(),
      /** Links of which no archive has a usable capture are captured now, where that is configured. */
      save: z
        .boolean()
        .optional()
        .describe(
          "Has links captured now of which no archive holds a usable capture: by the Wayback Machine (QUOTARY_SAVE_KEY), else from the platform's public answer (QUOTARY_LIVE). Such evidence carries `madeByUs`.",
        ),
      /** Language of the summaries (BCP 47): English or French; English where it is neither. */
      lang: boundedText(100).optional(),
    })
    .optional(),
  webhook: z
    .object({
      url: boundedText(2_000),
      secret: WebhookSecretSchema.optional(),
    })
    .optional(),
});

export type VerificationRequest = z.infer<typeof VerificationRequestSchema>;
