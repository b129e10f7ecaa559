import { z } from "zod";
import { verificationCsv } from "../../formats/csv.js";
import { VerificationRequestSchema } from "../../records/request.js";
import type { Verdict } from "../../records/verdict.js";
import { VerificationSchema } from "../../records/verification.js";
import { VERIFICATION_ID, verdictId } from "../../store/ids.js";
import type { Store } from "../../store/index.js";
import type { StoredVerification } from "../../store/stored-verification.js";
import { viewVerification } from "../../store/view.js";
import { mustStillBeIn } from "../admission.js";
import { ListingQuery, listVerifications } from "../listing.js";
import { negotiate } from "../negotiate.js";
import { ACCEPTED_EXAMPLE, REQUEST_EXAMPLE, VERIFICATION_EXAMPLE } from "../openapi/examples.js";
import { noSuchVerification, ownId } from "../own.js";
import { WaitParameter } from "../query.js";
import { type Call, route } from "../route.js";
import { ACCEPTED, RETRY_AFTER, takeIn } from "../take-in.js";

const ListSchema = z.object({
  verifications: z.array(VerificationSchema),
  next: z.string().nullable().describe("Address of the next page; null after the last one."),
});

/** Forms of a verification, by the name that `?format=` knows them by. */
const FORMS = { json: "application/json", csv: "text/csv" } as const;

/**
 * RFC 4180 has none and most readers take it for part of the first name, but Excel reads CSV without
 * it in the computer's own code page, and shows "é" as "Ã©".
 */
const BYTE_ORDER_MARK = "\ufeff";

export const verificationRoutes = [
  route({
    method: "post",
    path: "/v1/verifications",
    operation: "createVerification",
    tag: "Verifications",
    summary: "Takes quotes and checks them",
    details:
      "Answered once the quotes are stored and queued. With an `Idempotency-Key`, a repeat gets the first answer again; without one, it is another verification.",
    scope: "verify",
    heeds: ["idempotency-key"],
    body: VerificationRequestSchema,
    bodyExample: REQUEST_EXAMPLE,
    answers: { 202: { ...ACCEPTED, example: ACCEPTED_EXAMPLE } },
    problems: [409],
    async handle(call, parts) {
      await takeIn(call, call.body, call.warnings, parts);
    },
  }),
  route({
    method: "get",
    path: "/v1/verifications",
    operation: "listVerifications",
    tag: "Verifications",
    summary: "Past verifications, newest first",
    details: "Without verdict bodies. `next` is the address of the next page.",
    scope: "read",
    query: ListingQuery,
    answers: {
      200: {
        describes: "One page.",
        schema: ListSchema,
        example: { verifications: [ACCEPTED_EXAMPLE], next: null },
      },
    },
    async handle({ request, response, query, caller }, { store }) {
      const { verifications, next } = await listVerifications(caller.tenant, query, store);
      const address = next && nextAddress(request.query as Record<string, string>, next);
      response.json({ verifications, next: address });
    },
  }),
  route({
    method: "get",
    path: "/v1/verifications/{id}",
    operation: "getVerification",
    tag: "Verifications",
    summary: "How far a verification is, with the verdicts so far",
    scope: "read",
    params: { id: VERIFICATION_ID },
    query: z.object({
      wait: WaitParameter,
      format: z.enum(["json", "csv"]).optional().describe("Without it, `Accept` decides."),
      bom: z
        .enum(["true", "false"])
        .optional()
        .describe(
          "`true`: CSV begins with the mark by which Excel knows UTF-8; JSON never has it.",
        ),
    }),
    answers: {
      200: {
        describes: "The verification as it stands; `Retry-After` while it runs.",
        schema: VerificationSchema,
        alsoAs: ["text/csv"],
        headers: ["retry-after"],
        example: VERIFICATION_EXAMPLE,
      },
    },
    problems: [404, 406],
    async handle(call, parts) {
      const { store, changes } = parts;
      const id = await ownId(call, store);
      const { wait = 0 } = call.query;
      const format = call.query.format ?? negotiate(call.request, call.response, FORMS);
      if (wait > 0) {
        const left = new AbortController();
        call.response.once("close", () => left.abort());
        const isOver = () => store.verifications.isOver(id);
        await changes.untilOver(id, isOver, wait * 1_000, left.signal);
        await mustStillBeIn(call.caller, parts);
      }
      await send(call, id, store, { format, bom: call.query.bom === "true" });
    },
  }),
  route({
    method: "delete",
    path: "/v1/verifications/{id}",
    operation: "cancelVerification",
    tag: "Verifications",
    summary: "Cancels what has not run",
    details:
      "Verdicts that were reached stay, and are not asked again by themselves. What is over already stays as it is.",
    scope: "verify",
    params: { id: VERIFICATION_ID },
    answers: {
      200: {
        describes: "The verification as it then stands.",
        schema: VerificationSchema,
        headers: ["retry-after"],
        example: {
          ...ACCEPTED_EXAMPLE,
          status: "cancelled",
          completedAt: "2026-11-24T09:00:01.000Z",
        },
      },
    },
    problems: [404],
    async handle(call, { store }) {
      const id = await ownId(call, store);
      await store.verifications.cancel(id, new Date());
      await send(call, id, store);
    },
  }),
];

/** The same listing from there on. */
function nextAddress(query: Record<string, string>, cursor: string): string {
  return `/v1/verifications?${new URLSearchParams({ ...query, cursor })}`;
}

async function send(
  { response }: Call,
  id: string,
  store: Store,
  { format, bom }: { format: keyof typeof FORMS; bom: boolean } = { format: "json", bom: false },
): Promise<void> {
  const stored = await store.verifications.read(id);
  if (stored === null) throw noSuchVerification();
  const running = stored.status === "queued" || stored.status === "running";
  if (running) response.set("retry-after", RETRY_AFTER);
  const view = viewVerification(stored, await verdictsOf(stored, store));
  if (format === "json") {
    response.json(view);
    return;
  }
  const records = stored.quotes.map(({ record }) => record);
  response
    .attachment(`${id}.csv`)
    .set("content-type", "text/csv; charset=utf-8; header=present")
    .send(`${bom ? BYTE_ORDER_MARK : ""}${verificationCsv(view, records)}`);
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
