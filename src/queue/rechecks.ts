import type { Verdict } from "../records/verdict.js";
import { verificationOfVerdict } from "../store/ids.js";
import type { Store } from "../store/index.js";
import { type FinishResult, NO_AFTERMATH } from "../store/quote-end.js";
import { recheckOf } from "../store/recheck.js";
import type { StoredVerification } from "../store/stored-verification.js";
import type { Queues } from "./queues.js";

/** Most verdicts taken up in one go; the rest a moment later. */
const BATCH = 100;
const DAY_MS = 86_400_000;

export interface RecheckSettings {
  /** Seconds before each further try of an inconclusive verdict. */
  inconclusiveSchedule: readonly number[];
  recheckDays: number;
}

/**
 * When a verdict is to be asked again by itself: an inconclusive one with growing gaps, as often as
 * the schedule says and not before its archive may be asked; any other one as the request wants it,
 * until the stated end. Null: never.
 */
export function askAgainAt(
  { outcome, search }: Verdict,
  { options, recheck, createdAt }: Pick<StoredVerification, "options" | "recheck" | "createdAt">,
  now: Date,
  { inconclusiveSchedule, recheckDays }: RecheckSettings,
): Date | null {
  if (options.recheck === false) return null;
  const times: number[] = [];
  const gap = inconclusiveSchedule[recheck?.tries ?? 0];
  if (outcome === "inconclusive" && gap !== undefined) {
    const waits = search.flatMap(({ retryAt }) => (retryAt ? [Date.parse(retryAt)] : []));
    times.push(Math.max(now.getTime() + gap * 1_000, ...waits));
  }
  if (options.recheckEvery !== undefined) {
    const end = recheck?.until
      ? Date.parse(recheck.until)
      : Date.parse(createdAt) + recheckDays * DAY_MS;
    const at = now.getTime() + options.recheckEvery * 1_000;
    if (at <= end) times.push(at);
  }
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/**
 * Ends a quote without a verdict. Where it asked an older verdict again by itself, that one shows why
 * it could not, and is asked once more when it would have been after a verdict like itself: one
 * failure is not to end what was to go on for weeks.
 */
export async function failQuote(
  { verifications }: Store,
  { verification, index }: { verification: string; index: number },
  because: string,
  settings: RecheckSettings,
  now: Date,
): Promise<FinishResult> {
  const work = await verifications.read(verification);
  const of = work?.recheck?.automatic ? work.recheck.of : null;
  const older = of === null ? null : await verifications.verdict(of);
  if (work === null || of === null || older === null) {
    return verifications.finish(verification, index, { because }, now, NO_AFTERMATH);
  }
  const times = (older.recheckFailed?.times ?? 0) + 1;
  return verifications.finish(verification, index, { because }, now, {
    askAgainAt: askAgainAt(older, work, now, settings),
    isChange: false,
    failed: { of, verification, at: now.toISOString(), because, times },
  });
}

/** Asks one verdict again; a second call for the same verdict makes no second verification. */
async function startOne(
  id: string,
  store: Store,
  queues: Queues,
  settings: RecheckSettings & { sweepSeconds: number },
  now: Date,
): Promise<void> {
  const { verifications } = store;
  const [verdict, stored] = await Promise.all([
    verifications.verdict(id),
    verifications.read(verificationOfVerdict(id)),
  ]);
  // Superseded: somebody asked again meanwhile, and the newer verdict has a time of its own.
  const isOpen = verdict !== null && stored !== null && verdict.supersededBy === undefined;
  const failures = verdict?.recheckFailed?.times ?? 0;
  const isUnsettled = verdict?.outcome === "inconclusive";
  const tries = isUnsettled ? (stored?.recheck?.tries ?? 0) + failures + 1 : 0;
  const days = settings.recheckDays;
  const created = isOpen ? recheckOf(stored, id, { automatic: true, tries, days, now }) : null;
  if (created === null) return store.rechecks.forget([id]);
  // A worker that dies from here on leaves what the sweep finds and queues.
  if (!(await verifications.createRecheck(created, id))) return;
  const { tenant, options } = created;
  await queues.addQuotes(created.id, [0], { tenant, priority: options.priority ?? "normal" });
  await verifications.queued(created.id, now.getTime() + settings.sweepSeconds * 1_000);
}

/**
 * Asks again every verdict whose time has come. The times lie beside the verdicts, written in one
 * step with them, so that none is lost with a worker; any number of workers may call this.
 */
export async function startRechecks(
  store: Store,
  queues: Queues,
  settings: RecheckSettings & { sweepSeconds: number },
  now: Date = new Date(),
): Promise<void> {
  const next = now.getTime() + settings.sweepSeconds * 1_000;
  const due = await store.rechecks.takeDue(now.getTime(), next, BATCH);
  const failures: unknown[] = [];
  for (const id of due) {
    // One that cannot be started is looked at again later, and holds up no other.
    await startOne(id, store, queues, settings, now).catch((error) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}
