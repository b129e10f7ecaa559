import { z } from "zod";
import { normaliseHandle } from "../handles/handle.js";
import { type Verification, VerificationStatusSchema } from "../records/verification.js";
import { VERIFICATION_ID } from "../store/ids.js";
import type { Store } from "../store/index.js";
import type { StoredVerification } from "../store/stored-verification.js";
import { viewVerification } from "../store/view.js";
import { numberParameter, textParameter } from "./query.js";

const MOST_A_PAGE = 100;
/** Most verifications looked at for one page; a rare filter then gives short pages, not slow ones. */
const MOST_LOOKED_AT = 1_000;

/** What is left out does not filter. */
export const ListingQuery = z.object({
  status: VerificationStatusSchema.optional(),
  handle: textParameter()
    .transform((handle, context) => {
      const folded = fold(handle);
      if (folded === null) context.addIssue({ code: "custom", message: "cannot be a handle" });
      return folded;
    })
    .optional()
    .describe("Only those that quote this account, however the handle is written."),
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

/** One page, newest first, without verdict bodies; `next` is null after the last one. */
export async function listVerifications(
  tenant: string,
  wanted: Listing,
  store: Store,
): Promise<{ verifications: Verification[]; next: string | null }> {
  const found: StoredVerification[] = [];
  const { limit = 20 } = wanted;
  let after = wanted.cursor ?? null;
  for (let looked = 0; looked < MOST_LOOKED_AT; ) {
    const ids = await store.verifications.list(tenant, after, limit);
    const stored = await Promise.all(ids.map((id) => store.verifications.read(id)));
    for (const [place, id] of ids.entries()) {
      const one = stored[place];
      after = id;
      if (one && isWanted(one, wanted)) found.push(one);
      if (found.length === limit) return page(found, after);
    }
    looked += ids.length;
    if (ids.length < limit) return page(found, null);
  }
  return page(found, after);
}

function page(found: readonly StoredVerification[], next: string | null) {
  return { verifications: found.map((one) => viewVerification(one)), next };
}

function isWanted({ status, quotes }: StoredVerification, wanted: Listing): boolean {
  if (wanted.status !== undefined && status !== wanted.status) return false;
  return (
    wanted.handle === undefined ||
    quotes.some(({ record }) => fold(record.author?.handle ?? "") === wanted.handle)
  );
}

function fold(handle: string): string | null {
  return normaliseHandle(handle)?.toLowerCase() ?? null;
}
