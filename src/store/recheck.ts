import { isWordless } from "../records/wordless.js";
import { indexOfVerdict, newVerificationId } from "./ids.js";
import type { NewVerification, StoredVerification } from "./stored-verification.js";

const DAY_MS = 86_400_000;

/**
 * A verification of one quote that asks a verdict again: with the same record, article, options
 * and webhook. Null when the verification has no such quote, or its words were not kept.
 */
export function recheckOf(
  stored: StoredVerification,
  verdict: string,
  how: { automatic: boolean; tries: number; days: number; now: Date },
): NewVerification | null {
  const record = stored.quotes[indexOfVerdict(verdict)]?.record;
  if (record === undefined || isWordless(record)) return null;
  const { tenant, article, options, webhook, recheck, createdAt } = stored;
  const first = Date.parse(createdAt);
  return {
    id: newVerificationId(),
    tenant,
    createdAt: how.now.toISOString(),
    article,
    options,
    // The secret was told once, to whoever sent the first request.
    webhook: webhook && { ...webhook, secretIsOurs: false },
    warnings: [],
    quotes: [record],
    recheck: {
      of: verdict,
      automatic: how.automatic,
      tries: how.tries,
      until: recheck?.until || new Date(first + how.days * DAY_MS).toISOString(),
    },
  };
}
