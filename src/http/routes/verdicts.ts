import { createHash } from "node:crypto";
import { z } from "zod";
import { FORMATS } from "../../formats/formats.js";
import { type Verdict, VerdictSchema } from "../../records/verdict.js";
import { VERDICT_ID, verificationOfVerdict } from "../../store/ids.js";
import { absoluteAddress } from "../address.js";
import { negotiate } from "../negotiate.js";
import { VERDICT_EXAMPLE } from "../openapi/examples.js";
import { ownVerdict } from "../own.js";
import { Problem } from "../problem.js";
import { type Answer, type Call, type RouteParts, route } from "../route.js";

/**
 * Forms that `Accept` tells apart; further ones share a media type with one of these, and are named by
 * `?format=`.
 */
const BY_ACCEPT = {
  json: "application/json",
  html: "text/html",
  "web-annotation": "application/ld+json",
} as const;
const NAMES = ["json", ...FORMATS.map(({ name }) => name)];

const UNCHANGED: Answer = {
  describes: "It is the one that `If-None-Match` names.",
  headers: ["etag"],
};

export const verdictRoutes = [
  route({
    method: "get",
    path: "/v1/verdicts/{id}.html",
    operation: "getVerdictPage",
    tag: "Verdicts",
    summary: "One verdict as a page for people",
    scope: "read",
    params: { id: VERDICT_ID },
    heeds: ["if-none-match"],
    answers: {
      200: {
        describes: "A page that loads nothing else.",
        alsoAs: ["text/html"],
        headers: ["etag"],
      },
      304: UNCHANGED,
    },
    problems: [404],
    async handle(call, parts) {
      await send(call, "html", await ownVerdict(call, parts.store), parts);
    },
  }),
  route({
    method: "get",
    path: "/v1/verdicts/{id}",
    operation: "getVerdict",
    tag: "Verdicts",
    summary: "One verdict with its evidence and the account of the search",
    details:
      "Also as a page, a Robust Link (HTML for a CMS), a W3C Web Annotation, or a schema.org ClaimReview that rates the quote as archived and never the truth of the statement. A verdict without a capture has no Robust Link (404).",
    scope: "read",
    params: { id: VERDICT_ID },
    query: z.object({
      format: z
        .enum(NAMES)
        .optional()
        .describe("Without it, `Accept` decides between JSON, a page and a Web Annotation."),
    }),
    heeds: ["if-none-match"],
    answers: {
      200: {
        describes: "The verdict.",
        schema: VerdictSchema,
        example: VERDICT_EXAMPLE,
        alsoAs: ["text/html", "application/ld+json"],
        headers: ["etag"],
      },
      304: UNCHANGED,
    },
    problems: [404, 406],
    async handle(call, parts) {
      const verdict = await ownVerdict(call, parts.store);
      const format = call.query.format ?? negotiate(call.request, call.response, BY_ACCEPT);
      await send(call, format, verdict, parts);
    },
  }),
];

async function send(call: Call, name: string, verdict: Verdict, parts: RouteParts): Promise<void> {
  const { request, response } = call;
  const { type, body } = await write(call, name, verdict, parts);
  // Weak: the same verdict, however it is packed on the way.
  const etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  response.set({ etag, "cache-control": "private, no-cache" });
  if (request.fresh) response.status(304).end();
  else response.set("content-type", type).send(body);
}

async function write(
  { request }: Call,
  name: string,
  verdict: Verdict,
  parts: RouteParts,
): Promise<{ type: string; body: string }> {
  const format = FORMATS.find((one) => one.name === name);
  if (!format) return { type: "application/json; charset=utf-8", body: JSON.stringify(verdict) };
  const verification = await parts.store.verifications.read(verificationOfVerdict(verdict.id));
  const address = absoluteAddress(request, `/v1/verdicts/${verdict.id}`, parts);
  const body = format.write(verdict, { address, article: verification?.article ?? null });
  if (body !== null) return { type: format.type, body };
  throw new Problem(404, { detail: `This verdict names no capture, so it has no ${name}.` });
}
