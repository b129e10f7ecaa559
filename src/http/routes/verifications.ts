import { type Request, type Response, Router } from "express";
import { parseDocument } from "../../records/parse.js";
import { VerificationRequestSchema } from "../../records/request.js";
import type { Verdict } from "../../records/verdict.js";
import { isVerificationId, verdictId } from "../../store/ids.js";
import type { Store } from "../../store/index.js";
import type { StoredVerification } from "../../store/stored-verification.js";
import { viewVerification } from "../../store/view.js";
import { jsonBody } from "../body.js";
import { methodNotAllowed } from "../error-handler.js";
import { listVerifications, readListing } from "../listing.js";
import type { HttpParts } from "../parts.js";
import { Problem } from "../problem.js";
import { readWait } from "../query.js";
import { invalidRequest, RETRY_AFTER, takeIn } from "../take-in.js";

export function verificationRoutes(parts: HttpParts): Router {
  const router = Router();
  router
    .route("/v1/verifications")
    .post(jsonBody, (request: Request, response: Response) => accept(request, response, parts))
    .get(async (request, response) => {
      const listing = readListing(request);
      const { verifications, next } = await listVerifications(listing, parts.store);
      response.json({ verifications, next: next && nextAddress(request, next) });
    })
    .all(methodNotAllowed("GET", "HEAD", "POST"));

  router
    .route("/v1/verifications/:id")
    .get((request, response) => show(request, response, parts))
    .delete(async (request, response) => {
      const id = knownId(request);
      const status = await parts.store.verifications.cancel(id, new Date());
      if (status === null) throw noSuchVerification();
      await send(response, parts.store, id);
    })
    .all(methodNotAllowed("GET", "HEAD", "DELETE"));
  return router;
}

async function accept(request: Request, response: Response, parts: HttpParts): Promise<void> {
  const parsed = parseDocument(VerificationRequestSchema, request.body);
  if (!parsed.ok) throw invalidRequest(parsed.errors);
  await takeIn(request, response, parsed.value, parsed.warnings, parts);
}

/** The same listing from there on. */
function nextAddress(request: Request, cursor: string): string {
  const query = new URLSearchParams(request.query as Record<string, string>);
  query.set("cursor", cursor);
  return `/v1/verifications?${query}`;
}

async function show(request: Request, response: Response, parts: HttpParts): Promise<void> {
  const id = knownId(request);
  const seconds = readWait(request);
  const { verifications } = parts.store;
  if (seconds > 0) {
    const left = new AbortController();
    response.once("close", () => left.abort());
    const isOver = () => verifications.isOver(id);
    await parts.changes.waitUntil(id, isOver, seconds * 1_000, left.signal);
  }
  await send(response, parts.store, id);
}

async function send(response: Response, store: Store, id: string): Promise<void> {
  const stored = await store.verifications.read(id);
  if (stored === null) throw noSuchVerification();
  const running = stored.status === "queued" || stored.status === "running";
  if (running) response.set("retry-after", RETRY_AFTER);
  response.json(viewVerification(stored, await verdictsOf(stored, store)));
}

async function verdictsOf(
  { id, quotes }: StoredVerification,
  store: Store,
): Promise<Map<number, Verdict>> {
  const completed = [...quotes.keys()].filter((index) => quotes[index]?.status === "completed");
  const found = await store.verifications.verdicts(completed.map((index) => verdictId(id, index)));
  return new Map(
    completed.flatMap((index, place) => {
      const verdict = found[place];
      return verdict ? [[index, verdict] as const] : [];
    }),
  );
}

function knownId(request: Request): string {
  const id = String(request.params.id);
  if (!isVerificationId(id)) throw noSuchVerification();
  return id;
}

function noSuchVerification(): Problem {
  return new Problem(404, { detail: "There is no such verification, or it is no longer kept." });
}
