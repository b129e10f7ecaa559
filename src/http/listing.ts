import type { Request } from "express";
import { normaliseHandle } from "../handles/handle.js";
import { type Verification, VerificationSchema } from "../records/verification.js";
import { isVerificationId } from "../store/ids.js";
import type { Store } from "../store/index.js";
import type { StoredVerification } from "../store/stored-verification.js";
import { viewVerification } from "../store/view.js";
import { badParameter, readNumber, readText } from "./query.js";

const MOST_A_PAGE = 100;
/** Most verifications looked at for one page; a rare filter then gives short pages, not slow ones. */
const MOST_LOOKED_AT = 1_000;

export interface Listing {
  limit: number;
  /** Id of the last verification of the page before; null for the first page. */
  after: string | null;
  status: string | null;
  /** Folded, so that it compares equal however it is written. */
  handle: string | null;
}

/** `?status&handle&cursor&limit`; what is left out does not filter. */
export function readListing(request: Request): Listing {
  const limit = readNumber(request, "limit", /^\d{1,6}$/) ?? 20;
  if (limit < 1) throw badParameter("limit", "must be at least 1");
  const after = readText(request, "cursor");
  if (after !== null && !isVerificationId(after)) throw badParameter("cursor", "is none of ours");
  const status = readText(request, "status");
  if (status !== null && !VerificationSchema.shape.status.safeParse(status).success) {
    throw badParameter("status", "is no status of a verification");
  }
  const handle = readText(request, "handle");
  const folded = handle === null ? null : fold(handle);
  if (handle !== null && folded === null) throw badParameter("handle", "cannot be a handle");
  return { limit: Math.min(limit, MOST_A_PAGE), after, status, handle: folded };
}

/** One page, newest first, without verdict bodies; `next` is null after the last one. */
export async function listVerifications(
  wanted: Listing,
  store: Store,
): Promise<{ verifications: Verification[]; next: string | null }> {
  const found: StoredVerification[] = [];
  let after = wanted.after;
  for (let looked = 0; looked < MOST_LOOKED_AT; ) {
    const ids = await store.verifications.list(after, wanted.limit);
    const stored = await Promise.all(ids.map((id) => store.verifications.read(id)));
    for (const [place, id] of ids.entries()) {
      const one = stored[place];
      after = id;
      if (one && isWanted(one, wanted)) found.push(one);
      if (found.length === wanted.limit) return page(found, after);
    }
    looked += ids.length;
    if (ids.length < wanted.limit) return page(found, null);
  }
  return page(found, after);
}

function page(found: readonly StoredVerification[], next: string | null) {
  return { verifications: found.map((one) => viewVerification(one)), next };
}

function isWanted({ status, quotes }: StoredVerification, wanted: Listing): boolean {
  if (wanted.status !== null && status !== wanted.status) return false;
  return (
    wanted.handle === null ||
    quotes.some(({ record }) => fold(record.author?.handle ?? "") === wanted.handle)
  );
}

function fold(handle: string): string | null {
  return normaliseHandle(handle)?.toLowerCase() ?? null;
}
