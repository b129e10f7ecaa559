import type { Verdict } from "../records/verdict.js";
import type { Verification } from "../records/verification.js";
import { quoteId, verdictId } from "./ids.js";
import { type Seal, SealError } from "./seal.js";
import type { StoredVerification } from "./stored-verification.js";

/**
 * A verification as others see it. `verdicts` are those of the completed quotes by index; left out,
 * quotes name their verdicts' ids only.
 */
export function viewVerification(
  stored: StoredVerification,
  verdicts: ReadonlyMap<number, Verdict> = new Map(),
): Verification {
  return {
    id: stored.id,
    status: stored.status,
    createdAt: stored.createdAt,
    completedAt: stored.completedAt,
    article: stored.article,
    progress: { done: stored.done, total: stored.quotes.length },
    outcomes: stored.outcomes,
    quotes: stored.quotes.map(({ record, status, because, waitsUntil }, index) => {
      const verdict = status === "completed" ? verdictId(stored.id, index) : null;
      return {
        id: quoteId(stored.id, index),
        ref: record.ref ?? null,
        status,
        verdict: verdicts.get(index) ?? null,
        verdictId: verdict,
        because,
        ...(waitsUntil !== null && { waitsUntil }),
        ...(verdict !== null && { links: verdictLinks(verdict) }),
      };
    }),
    warnings: stored.warnings,
    ...(stored.recheck && { recheckOf: stored.recheck.of }),
    links: {
      self: `/v1/verifications/${stored.id}`,
      events: `/v1/verifications/${stored.id}/events`,
      ...(stored.recheck && { recheckOf: `/v1/verdicts/${stored.recheck.of}` }),
    },
  };
}

function verdictLinks(id: string) {
  return { verdict: `/v1/verdicts/${id}`, evidence: `/v1/verdicts/${id}/evidence.wacz` };
}

/**
 * The same as it was when it was taken in: what a request, and each repeat of it, is answered; without
 * its webhook's secret where the key that this was sealed with was taken away since.
 */
export function viewAccepted(stored: StoredVerification, seal: Seal): Verification {
  const fresh = {
    ...stored,
    status: "queued" as const,
    completedAt: null,
    done: 0,
    outcomes: {},
    quotes: stored.quotes.map(({ record }) => ({
      record,
      status: "queued" as const,
      because: null,
      waitsUntil: null,
    })),
  };
  const { webhook } = stored;
  if (!webhook) return viewVerification(fresh);
  const secret = webhook.secretIsOurs ? openSecret(webhook.secret, stored.tenant, seal) : {};
  return { ...viewVerification(fresh), webhook: { url: webhook.url, ...secret } };
}

function openSecret(sealed: string, tenant: string, seal: Seal): { secret?: string } {
  try {
    return { secret: seal.open(sealed, tenant) };
  } catch (error) {
    if (error instanceof SealError) return {};
    throw error;
  }
}
