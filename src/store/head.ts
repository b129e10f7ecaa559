import { normaliseHandle } from "../handles/handle.js";
import type { QuoteRecord } from "../records/quote.js";
import { OUTCOMES, type Outcome } from "../records/verdict.js";
import type { VerificationStatus } from "../records/verification.js";

/** What lists of verifications are filtered by, without their quotes. */
export interface VerificationHead {
  status: VerificationStatus;
  /** ISO 8601 UTC. */
  createdAt: string;
  articleUrl: string | null;
  /** Accounts quoted, as `foldHandle` writes them. */
  handles: readonly string[];
  outcomes: readonly Outcome[];
}

/** Fields of a verification's hash, in the order in which `readHead` takes them. */
export const HEAD_FIELDS = [
  "status",
  "createdAt",
  "article",
  "handles",
  ...OUTCOMES.map((outcome) => `outcome:${outcome}`),
] as const;

export function readHead(fields: readonly (string | null)[]): VerificationHead | null {
  const [status, createdAt, article, handles, ...counts] = fields;
  if (status === null || status === undefined) return null;
  const { url = null } = (JSON.parse(article ?? "null") ?? {}) as { url?: string };
  return {
    status: status as VerificationStatus,
    createdAt: createdAt ?? "",
    articleUrl: url,
    handles: (handles ?? "").split(" "),
    outcomes: OUTCOMES.filter((_, place) => Number(counts[place] ?? 0) > 0),
  };
}

/** The same text for the same handle, however it is written; null for what is none. */
export function foldHandle(handle: string): string | null {
  return normaliseHandle(handle)?.toLowerCase() ?? null;
}

/** Accounts that records name, each once, with blanks between. */
export function writeHandles(records: readonly QuoteRecord[]): string {
  const folded = records.map(({ author }) => foldHandle(author?.handle ?? ""));
  return [...new Set(folded.filter((handle) => handle !== null))].join(" ");
}
