import { z } from "zod";
import { PlatformSchema } from "./platform.js";
import { boundedText } from "./text.js";

/** Most characters of a quote; the aligner's cost is quadratic, so this is also its bound. */
export const MAX_QUOTE_CHARACTERS = 10_000;

const quotedText = boundedText(MAX_QUOTE_CHARACTERS).refine((text) => text.trim() !== "", {
  error: "must not be empty",
});

const AuthorSchema = z.object({
  name: boundedText(500).optional().describe("As printed."),
  handle: boundedText(500)
    .optional()
    .describe("As printed; a leading `@` is accepted and kept, comparison ignores it."),
});

/** A quote as printed by a newsroom (contract, section 1). */
export const QuoteRecordSchema = z
  .object({
    ref: boundedText(200).optional().describe("Your own id of it, echoed back."),
    platform: PlatformSchema.optional().describe(
      "That of `url` where there is one, else `twitter`.",
    ),
    url: boundedText(4_000)
      .optional()
      .describe(
        "Permalink as printed or linked; one that names no post is a finding, not an error.",
      ),
    author: AuthorSchema.optional(),
    date: boundedText(500).optional().describe("As printed: any language, malformed or not."),
    text: quotedText.describe("The words as printed."),
    originalText: quotedText
      .optional()
      .describe("The words in their own language, where `text` is a translation."),
    lang: boundedText(100).optional().describe("BCP 47 tag of `text`."),
    attribution: z
      .enum(["printed", "inferred"])
      .optional()
      .describe(
        "`inferred`: no attribution line was printed, the author comes from a sentence nearby.",
      ),
    place: z
      .object({
        selector: boundedText(2_000).optional(),
        start: z.number().int().nonnegative().optional(),
        end: z.number().int().nonnegative().optional(),
        /** The sentence an inferred attribution was read from. */
        sentence: boundedText(4_000).optional(),
        /** The embed convention that held the quote. */
        convention: boundedText(100).optional(),
      })
      .optional()
      .describe("Where in the article the quote stands; set by extraction, echoed back."),
  })
  .refine(
    ({ url, author }) =>
      [url, author?.handle?.replace(/^\s*@/, ""), author?.name].some((part) => part?.trim()),
    { error: "needs at least one of url, author.handle, author.name" },
  );

export type QuoteRecord = z.infer<typeof QuoteRecordSchema>;
