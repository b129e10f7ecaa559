import { z } from "zod";
import { OutcomeSchema } from "../records/verdict.js";
import { type Verification, VerificationStatusSchema } from "../records/verification.js";
import { foldHandle, type VerificationHead } from "../store/head.js";
import { VERIFICATION_ID } from "../store/ids.js";
import type { Store } from "../store/index.js";
import { viewVerification } from "../store/view.js";
import { numberParameter, TimeText, textParameter } from "./query.js";

const MOST_A_PAGE = 100;
/** Looked at in one go. */
const BATCH = 200;
/** Most verifications looked at for one page; a rare filter then gives short pages, not slow ones. */
const MOST_LOOKED_AT = 5_000;

/** What is left out does not filter. */
export const ListingQuery = z.object({
  status: VerificationStatusSchema.optional(),
  outcome: OutcomeSchema.optional().describe("Only those with at least one such verdict."),
  handle: textParameter()
    .transform((handle, context) => {
      const folded = foldHandle(handle);
      if (folded === null) context.addIssue({ code: "custom", message: "cannot be a handle" });
      return folded;
    })
    .optional()
    .describe("Only those that quote this account, however the handle is written."),
  article: z
    .string()
    .max(4_000)
    .transform(plainAddress)
    .optional()
    .describe("Only those of the article at this address."),
  since: TimeText.optional().describe("Only those made then or later."),
  until: TimeText.optional().describe("Only those made then or earlier."),
  limit: numberParameter(z.number().int().min(1))
    .transform((limit) => Math.min(limit, MOST_A_PAGE))
    .optional()
    .describe(
      `Most entries of a page, 20 unless given; more than ${MOST_A_PAGE} count as ${MOST_A_PAGE}.`,
    ),
  cursor: z
    .string()
    .regex(VERIFICATION_ID.pattern, { error: "is none of ours" })
    .optional()
    .describe("Where the page before ended; part of `next`."),
});

type Listing = z.output<typeof ListingQuery>;

/**
 * One page, newest first, without verdict bodies; `next` is null after the last one. Each entry
 * comes once, whatever arrives while pages are turned. Where a filter finds little, a page may be
 * short, or empty, and still have a next one.
 */
export async function listVerifications(
  tenant: string,
  wanted: Listing,
  { verifications, history }: Store,
): Promise<{ verifications: Verification[]; next: string | null }> {
  const { limit = 20, since } = wanted;
  const earliest = since === undefined ? 0 : Date.parse(since);
  const until = wanted.until === undefined ? null : Date.parse(wanted.until);
  const found: string[] = [];
  let after = wanted.cursor ?? null;
  const page = async (next: string | null) => {
    const stored = await Promise.all(found.map((id) => verifications.read(id)));
    return { verifications: stored.flatMap((one) => (one ? [viewVerification(one)] : [])), next };
  };
  for (let looked = 0; looked < MOST_LOOKED_AT; ) {
    const ids = await history.list(tenant, { after, until }, BATCH);
    const heads = await history.heads(ids);
    for (const [place, head] of heads.entries()) {
      if (head && Date.parse(head.createdAt) < earliest) return page(null);
      after = ids[place] ?? null;
      if (head && isWanted(head, wanted)) found.push(after ?? "");
      if (found.length === limit) return page(after);
    }
    looked += ids.length;
    if (ids.length < BATCH) return page(null);
  }
  return page(after);
}

function isWanted(head: VerificationHead, { status, outcome, handle, article }: Listing): boolean {
  return (
    (status === undefined || head.status === status) &&
    (outcome === undefined || head.outcomes.includes(outcome)) &&
    (typeof handle !== "string" || head.handles.includes(handle)) &&
    (article === undefined || plainAddress(head.articleUrl ?? "") === article)
  );
}

/** An address in its common form and without its fragment; other text as it is. */
function plainAddress(text: string): string {
  if (!URL.canParse(text)) return text.trim();
  const url = new URL(text);
  url.hash = "";
  return url.href;
}
