import { EvidenceIncompleteError } from "../../evidence/errors.js";
import { writeEvidence } from "../../evidence/write.js";
import { VERDICT_ID, verificationOfVerdict } from "../../store/ids.js";
import { recheckOf } from "../../store/recheck.js";
import { viewAccepted } from "../../store/view.js";
import { acceptNew } from "../accept.js";
import { readIdempotencyClaim } from "../idempotency.js";
import { ACCEPTED_EXAMPLE } from "../openapi/examples.js";
import { ownVerdict } from "../own.js";
import { Problem } from "../problem.js";
import { route } from "../route.js";
import { ACCEPTED, RETRY_AFTER } from "../take-in.js";

const NOTHING_KEPT =
  "Nothing is kept of this verdict's check (QUOTARY_EVIDENCE), or its time is over.";
const HASHES_ONLY =
  "Hashes and offsets are kept, neither captures nor words (QUOTARY_EVIDENCE): whoever has the record can check it again.";

/** What a verdict rests on, and asking it again. */
export const evidenceRoutes = [
  route({
    method: "get",
    path: "/v1/verdicts/{id}/evidence.wacz",
    operation: "getEvidence",
    tag: "Verdicts",
    summary: "What the verdict rests on, as a WACZ file that stands by itself",
    details:
      "The captures that were read, the verdict, the record and the account of the search. `quotary verify-evidence` checks it without network.",
    scope: "read",
    params: { id: VERDICT_ID },
    answers: { 200: { describes: "The WACZ file.", type: "application/wacz" } },
    problems: [404],
    async handle(call, { store, evidence, sign }) {
      const verdict = await ownVerdict(call, store);
      const kept = await evidence.read(verdict);
      if (kept === null) throw new Problem(404, { detail: NOTHING_KEPT });
      // What came or comes later is no part of what was found then.
      const { supersededBy: _newer, askAgainAt: _next, recheckFailed: _why, ...found } = verdict;
      const written = await writeEvidence([{ verdict: found, kept }], sign).catch((error) => {
        if (!(error instanceof EvidenceIncompleteError)) throw error;
        throw new Problem(404, { detail: error.message });
      });
      if (written.captures === 0 && written.missing.length > 0) {
        throw new Problem(404, { detail: HASHES_ONLY });
      }
      call.response
        .status(200)
        .set({
          "content-type": "application/wacz",
          "content-disposition": `attachment; filename="${verdict.id}.wacz"`,
        })
        .end(written.bytes);
    },
  }),
  route({
    method: "delete",
    path: "/v1/verdicts/{id}/evidence.wacz",
    operation: "deleteEvidence",
    tag: "Verdicts",
    summary: "Removes what is kept of the verdict's check",
    details: "The verdict stays. A capture that other verdicts rest on goes with the last of them.",
    scope: "verify",
    params: { id: VERDICT_ID },
    answers: { 204: { describes: "Nothing is kept of it any more." } },
    problems: [404],
    async handle(call, { store, evidence }) {
      await evidence.remove(await ownVerdict(call, store));
      call.response.status(204).end();
    },
  }),
  route({
    method: "post",
    path: "/v1/verdicts/{id}/recheck",
    operation: "recheckVerdict",
    tag: "Verdicts",
    summary: "Asks the archives again; the older verdict stays, linked",
    details:
      "Makes a verification of this one quote. Its verdict names the older one (`recheckOf`), which names the newer (`supersededBy`). Another outcome is told as `verdict.changed`.",
    scope: "verify",
    heeds: ["idempotency-key"],
    params: { id: VERDICT_ID },
    answers: {
      202: { ...ACCEPTED, example: { ...ACCEPTED_EXAMPLE, recheckOf: VERDICT_ID.example } },
    },
    problems: [404, 409, 422],
    async handle(call, parts) {
      const { id } = await ownVerdict(call, parts.store);
      const stored = await parts.store.verifications.read(verificationOfVerdict(id));
      const days = parts.recheckDays;
      const how = { automatic: false, tries: 0, days, now: new Date() };
      const created = stored && recheckOf(stored, id, how);
      if (!created) throw new Problem(404, { detail: "What it was asked with is no longer kept." });
      const { response, caller } = call;
      const claim = readIdempotencyClaim(call, { recheck: id }, parts.idempotencySeconds);
      const view = viewAccepted(await acceptNew(created, claim, caller, parts), parts.store.seal);
      response
        .status(202)
        .set({ location: view.links.self, "retry-after": RETRY_AFTER })
        .json(view);
    },
  }),
];
