import type { Verdict } from "../records/verdict.js";
import { verificationOfVerdict } from "../store/ids.js";
import type { Store } from "../store/index.js";
import { Problem } from "./problem.js";
import type { Call } from "./route.js";

/** The id in the path, of a verification that is the caller's. Throws `Problem` 404. */
export async function ownId({ params, caller }: Call, store: Store): Promise<string> {
  const { id = "" } = params;
  if ((await store.verifications.tenantOf(id)) !== caller.tenant) throw noSuchVerification();
  return id;
}

export function noSuchVerification(): Problem {
  return new Problem(404, { detail: "There is no such verification, or it is no longer kept." });
}

/** The verdict in the path, where it is the caller's. Throws `Problem` 404. */
export async function ownVerdict(
  { params: { id = "" }, caller }: Call,
  store: Store,
): Promise<Verdict> {
  const [tenant, verdict] = await Promise.all([
    store.verifications.tenantOf(verificationOfVerdict(id)),
    store.verifications.verdict(id),
  ]);
  if (verdict !== null && tenant === caller.tenant) return verdict;
  throw new Problem(404, { detail: "There is no such verdict, or it is no longer kept." });
}
