import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { extractArticle } from "../../articles/extract.js";
import { parseDocument } from "../../records/parse.js";
import { VerificationRequestSchema } from "../../records/request.js";
import { boundedText } from "../../records/text.js";
import { jsonBody } from "../body.js";
import { methodNotAllowed } from "../error-handler.js";
import type { HttpParts } from "../parts.js";
import { Problem } from "../problem.js";
import { invalidRequest, takeIn } from "../take-in.js";

/** Body of `POST /v1/articles`: a page or a text, and what is to happen with its quotes. */
const ArticleBodySchema = VerificationRequestSchema.pick({ options: true, webhook: true })
  .extend({
    // As long as the body may be; NUL and lone surrogates are for the extraction to bear.
    html: z.string().min(1).optional(),
    text: z.string().min(1).optional(),
    url: boundedText(4_000).optional(),
    lang: boundedText(100).optional(),
  })
  .refine(({ html, text }) => (html === undefined) !== (text === undefined), {
    error: "needs either html or text",
  });

export function articleRoutes(parts: HttpParts): Router {
  const router = Router();
  router
    .route("/v1/articles")
    .post(jsonBody, (request: Request, response: Response) => extract(request, response, parts))
    .all(methodNotAllowed("POST"));
  return router;
}

/** The quotes of an article as a request; with `?verify=true` they are verified as if sent so. */
async function extract(request: Request, response: Response, parts: HttpParts): Promise<void> {
  const verify = readVerify(request.query.verify);
  const parsed = parseDocument(ArticleBodySchema, request.body);
  if (!parsed.ok) throw invalidRequest(parsed.errors);
  const { html, text, url, lang, options, webhook } = parsed.value;
  const extracted = extractArticle(html === undefined ? { text: text ?? "" } : { html }, {
    ...(url !== undefined && { url }),
    ...(lang !== undefined && { lang }),
  });
  if (!verify) {
    response.json({ ...extracted, warnings: parsed.warnings });
    return;
  }
  const { article, quotes, unread } = extracted;
  const place = html === undefined ? "/text" : "/html";
  if (quotes.length === 0) {
    throw invalidRequest([{ pointer: place, detail: NO_QUOTES }]);
  }
  const wanted = { article, quotes, ...(options && { options }), ...(webhook && { webhook }) };
  // Not skipped in silence: what quotes a post in a form that cannot be read is named.
  const unreadable = unread.map(({ kind, src, url, selector }) => ({
    pointer: place,
    detail: `found, but could not be read: ${kind} ${src ?? url ?? selector ?? ""}`.trim(),
  }));
  await takeIn(request, response, wanted, [...parsed.warnings, ...unreadable], parts);
}

const NO_QUOTES = "no quotes were found in this article";

function readVerify(value: unknown): boolean {
  if (value === undefined || value === "false") return false;
  if (value === "true") return true;
  throw new Problem(400, { detail: 'The parameter "verify" must be true or false.' });
}
