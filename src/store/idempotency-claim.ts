/** How an Idempotency-Key is kept: hashes only, so that neither key nor payload can be read back. */
export interface IdempotencyClaim {
  digest: string;
  fingerprint: string;
  /** Seconds. */
  keepSeconds: number;
}

/** What was already known under an Idempotency-Key. */
export interface KnownClaim {
  verification: string;
  samePayload: boolean;
  /** False while the first request is still being worked on. */
  answered: boolean;
  /** Time of the first request, ms. */
  since: number;
}

/** What the hash of a claim says, held against the claim that met it. */
export function readClaim(known: readonly string[], claim: IdempotencyClaim): KnownClaim {
  const fields = new Map<string, string>();
  for (let i = 0; i + 1 < known.length; i += 2) fields.set(String(known[i]), String(known[i + 1]));
  return {
    verification: fields.get("verification") ?? "",
    samePayload: fields.get("fingerprint") === claim.fingerprint,
    answered: fields.get("state") === "answered",
    since: Number(fields.get("since") ?? 0),
  };
}
