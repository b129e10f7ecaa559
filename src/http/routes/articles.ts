import { z } from "zod";
import { QuoteRecordSchema } from "../../records/quote.js";
import { ArticleSchema, VerificationRequestSchema } from "../../records/request.js";
import { boundedText } from "../../records/text.js";
import { RemarkSchema } from "../../records/verification.js";
import { ACCEPTED_EXAMPLE, ARTICLE_EXAMPLE, EXTRACTED_EXAMPLE } from "../openapi/examples.js";
import { invalidRequest } from "../problem.js";
import { route } from "../route.js";
import { ACCEPTED, takeIn } from "../take-in.js";

/** A page or a text, and what is to happen with its quotes. */
const ArticleBodySchema = VerificationRequestSchema.pick({ options: true, webhook: true })
  .extend({
    // As long as the body may be; NUL and lone surrogates are for the extraction to bear.
    html: z.string().min(1).optional().describe("The page. Either this or `text`."),
    text: z.string().min(1).optional(),
    url: boundedText(4_000).optional().describe("Where the article is published."),
    lang: boundedText(100).optional(),
  })
  .refine(({ html, text }) => (html === undefined) !== (text === undefined), {
    error: "needs html or text, and not both",
  });

const text = z.string().nullable();

const ExtractedSchema = z.object({
  article: ArticleSchema,
  quotes: z.array(QuoteRecordSchema),
  unread: z
    .array(
      z.object({
        kind: z.enum(["embed-without-text", "video", "screenshot", "beyond-limits"]),
        ...{ src: text, alt: text, caption: text, selector: text, url: text },
      }),
    )
    .describe("What quotes a post, or may do so, and could not be read."),
  setAside: z
    .array(
      z.object({
        reason: z.enum(["related-story", "comment", "duplicate"]),
        url: text,
        selector: text,
      }),
    )
    .describe("Found in the page, but no quote of this article."),
  warnings: z.array(RemarkSchema),
});

const NO_QUOTES = "no quotes were found in this article";

export const articleRoutes = [
  route({
    method: "post",
    path: "/v1/articles",
    operation: "readArticle",
    tag: "Articles",
    summary: "Finds the quotes of posts in an article",
    details:
      "Answers them as a request. With `?verify=true` they are verified as if sent so; what quotes a post and could not be read is named in `warnings`.",
    scope: "verify",
    heeds: ["idempotency-key"],
    query: z.object({ verify: z.enum(["true", "false"]).optional() }),
    body: ArticleBodySchema,
    bodyExample: ARTICLE_EXAMPLE,
    answers: {
      200: { describes: "The quotes found.", schema: ExtractedSchema, example: EXTRACTED_EXAMPLE },
      202: { ...ACCEPTED, example: ACCEPTED_EXAMPLE },
    },
    problems: [409],
    async handle(call, parts) {
      const { html, text, url, lang, options, webhook } = call.body;
      const extracted = await parts.extract(html === undefined ? { text: text ?? "" } : { html }, {
        ...(url !== undefined && { url }),
        ...(lang !== undefined && { lang }),
      });
      if (call.query.verify !== "true") {
        call.response.json({ ...extracted, warnings: call.warnings });
        return;
      }
      const { article, quotes, unread } = extracted;
      const place = html === undefined ? "/text" : "/html";
      if (quotes.length === 0) throw invalidRequest([{ pointer: place, detail: NO_QUOTES }]);
      const wanted = { article, quotes, ...(options && { options }), ...(webhook && { webhook }) };
      // Not skipped in silence: what quotes a post in a form that cannot be read is named.
      const unreadable = unread.map(({ kind, src, url, selector }) => ({
        pointer: place,
        detail: `found, but could not be read: ${kind} ${src ?? url ?? selector ?? ""}`.trim(),
      }));
      await takeIn(call, wanted, [...call.warnings, ...unreadable], parts);
    },
  }),
];
