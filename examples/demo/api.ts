import { setTimeout as sleep } from "node:timers/promises";
import type { VerificationRequest } from "../../src/records/request.js";
import type { Verdict } from "../../src/records/verdict.js";

/** Seconds for which the API holds back an answer while nothing is done yet. */
const WAIT_SECONDS = 2;
/** Longest a verification may take here; the service itself knows no such limit. */
const PATIENCE_MS = 10 * 60_000;

/** What the demo reads of a verification (contract, section 4). */
export interface Verification {
  id: string;
  status: "queued" | "running" | "completed" | "cancelled";
  progress: { done: number; total: number };
  quotes: { status: string; verdict: Verdict | null }[];
}

/** The API said no; the message holds its problem document. */
class ApiError extends Error {
  override readonly name = "ApiError";
}

async function answerOf(response: Response): Promise<Verification> {
  const text = await response.text();
  if (!response.ok) throw new ApiError(`${response.status} from ${response.url}: ${text}`);
  return JSON.parse(text) as Verification;
}

/** Posts quotes; gives the verification as accepted. Throws `ApiError` when it is not. */
export async function postVerification(
  address: string,
  request: VerificationRequest,
  signal: AbortSignal,
): Promise<Verification> {
  const response = await fetch(`${address}/v1/verifications`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
    signal,
  });
  return answerOf(response);
}

/**
 * Follows a verification until every quote has a verdict. A quote whose archive is down has one,
 * "inconclusive", long before the service gives up trying.
 */
export async function followVerification(
  address: string,
  id: string,
  onProgress: (verification: Verification) => void,
  signal: AbortSignal,
): Promise<Verification> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const url = `${address}/v1/verifications/${id}?wait=${WAIT_SECONDS}`;
    const verification = await answerOf(await fetch(url, { signal }));
    onProgress(verification);
    const settled = verification.quotes.every(
      ({ status, verdict }) => verdict !== null || status === "failed",
    );
    if (settled) return verification;
    await sleep(200, undefined, { signal });
  }
  throw new ApiError(`verification ${id} has not ended after ${PATIENCE_MS / 60_000} minutes`);
}
