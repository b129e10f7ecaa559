import { createHash } from "node:crypto";
import type { Verdict } from "../records/verdict.js";
import { verificationOfVerdict } from "../store/ids.js";
import type { Store } from "../store/index.js";
import { recheckOf } from "../store/recheck.js";
import type { QuoteToCheck } from "../store/stored-verification.js";
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
  { options, recheck, createdAt }: Omit<QuoteToCheck, "quote">,
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

/** Asks one verdict again; a second call for the same verdict makes no second verification. */
async function startOne(
  id: string,
  store: Store,
  queues: Queues,
  settings: RecheckSettings & { retentionSeconds: number; sweepSeconds: number },
  now: Date,
): Promise<void> {
  const { verifications } = store;
  const [verdict, stored] = await Promise.all([
    verifications.verdict(id),
    verifications.read(verificationOfVerdict(id)),
  ]);
  // Superseded: somebody asked again meanwhile, and the newer verdict has a time of its own.
  const isOpen = verdict !== null && stored !== null && verdict.supersededBy === undefined;
  const tries = verdict?.outcome === "inconclusive" ? (stored?.recheck?.tries ?? 0) + 1 : 0;
  const days = settings.recheckDays;
  const created = isOpen ? recheckOf(stored, id, { automatic: true, tries, days, now }) : null;
  if (created !== null) {
    const digest = createHash("sha256").update(`recheck ${id}`).digest("hex");
    const claim = { digest, fingerprint: id, keepSeconds: settings.retentionSeconds };
    const known = await verifications.create(created, claim);
    const verification = known?.verification ?? created.id;
    const whose = {
      tenant: created.tenant,
      priority: created.options.priority ?? "normal",
    } as const;
    await queues.addQuotes(verification, [0], whose);
    await verifications.queued(verification, now.getTime() + settings.sweepSeconds * 1_000);
  }
  await store.rechecks.forget([id]);
}

/**
 * Asks again every verdict whose time has come. The times lie beside the verdicts, written in one
 * step with them, so that none is lost with a worker; any number of workers may call this.
 */
export async function startRechecks(
  store: Store,
  queues: Queues,
  settings: RecheckSettings & { retentionSeconds: number; sweepSeconds: number },
  now: Date = new Date(),
): Promise<void> {
  const next = now.getTime() + settings.sweepSeconds * 1_000;
  const due = await store.rechecks.takeDue(now.getTime(), next, BATCH);
  for (const id of due) await startOne(id, store, queues, settings, now);
}
