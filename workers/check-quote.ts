import { DelayedError, type Job } from "bullmq";
import { abortable, anySignal } from "../src/engine/abortable.js";
import type { CheckAccount } from "../src/engine/account.js";
import type { Engine } from "../src/engine/index.js";
import type { Logger } from "../src/log/logger.js";
import type { Tally } from "../src/metrics/tally.js";
import { type QuoteJob, readQuoteJob } from "../src/queue/jobs.js";
import type { Queues } from "../src/queue/queues.js";
import { failQuote, type RecheckSettings, askAgainAt as recheckAt } from "../src/queue/rechecks.js";
import type { Verdict } from "../src/records/verdict.js";
import { isRedisAway } from "../src/redis/errors.js";
import { verdictId } from "../src/store/ids.js";
import type { Store } from "../src/store/index.js";
import type { FinishResult } from "../src/store/quote-end.js";
import { SealError } from "../src/store/seal.js";
import type { QuoteToCheck } from "../src/store/stored-verification.js";
import { traced } from "../src/trace/trace.js";
import type { Cancellations } from "./cancellations.js";
import { putBackLaterJobs, putOff } from "./put-off.js";

export interface QuoteProcessorParts {
  store: Store;
  queues: Pick<Queues, "lastTurn">;
  check: Engine["check"];
  /** Keeps what the verdict rests on; never throws. */
  keep: (verdict: Verdict, account: CheckAccount) => Promise<void>;
  rechecks: RecheckSettings;
  /** Sends events that were just written on their way. */
  relay: () => Promise<void>;
  cancellations: Cancellations;
  tally: Tally;
  timeoutSeconds: number;
  /** Longest time a quote waits for archives that ask for fewer requests. */
  archiveWaitSeconds: number;
  log: Logger;
}

type Place = Pick<QuoteJob, "verification" | "index">;

/** A quote put off comes back no sooner. */
const SHORTEST_WAIT_MS = 500;
/** Time after which a store that was full is tried again. */
const STORE_AWAY_MS = 2_000;

const isLastAttempt = ({ attemptsMade, opts }: Job): boolean =>
  attemptsMade + 1 >= (opts.attempts ?? 1);

/** One step in the store. Where it is full or away, the job is put off: no attempt at the quote failed. */
async function whenStoreIsThere<T>(
  step: () => Promise<T>,
  job: Job,
  token: string | undefined,
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!isRedisAway(error)) throw error;
    return putOff(job, token, STORE_AWAY_MS);
  }
}

/**
 * Checks one quote and stores how it ended. May run twice for the same job (a worker that fell
 * silent, a lost lock): ids are made from the job, and only the first end counts.
 */
export function createQuoteProcessor(parts: QuoteProcessorParts) {
  const { verifications } = parts.store;

  return async function checkQuote(job: Job, token?: string, signal?: AbortSignal) {
    const work = await putBackLaterJobs(job, token, readQuoteJob);
    const cancelled = parts.cancellations.watch(work.verification);
    const ends = [cancelled.signal, ...(signal ? [signal] : [])];
    try {
      return await take(job, token, work, ends);
    } catch (error) {
      // A quote that was just put off is the queue's again, cancelled or not.
      if (!cancelled.signal.aborted || error instanceof DelayedError) throw error;
      await verifications.giveBack(work.verification, work.index);
      return "cancelled";
    } finally {
      cancelled.release();
    }
  };

  async function take(
    job: Job,
    token: string | undefined,
    place: Place,
    ends: readonly AbortSignal[],
  ): Promise<string> {
    const kept = <T>(step: () => Promise<T>) => whenStoreIsThere(step, job, token);
    const ended = async (write: () => Promise<FinishResult>) => {
      if ((await kept(write)) === "told") await parts.relay();
      return "ended";
    };
    const fail = (because: string) =>
      ended(() => failQuote(parts.store, place, because, parts.rechecks, new Date()));
    const work = await kept(() => takeUp(job, place));
    if (typeof work === "string") return work;
    if ("because" in work) return fail(work.because);
    const end = await kept(() => check(job, place, work, ends));
    if ("because" in end) return fail(end.because);
    const { verdict, account } = end;
    const until = askAgainAt(verdict, job);
    if (until !== null) {
      await kept(() => waitFor(until, job, place, work));
      return putOff(job, token, until.getTime() - Date.now());
    }
    if (account) await parts.keep(verdict, account);
    return ended(() => store(place, work, verdict));
  }

  /** What is to be checked, why it is not, or that it cannot be: its words were sealed with a lost key. */
  async function takeUp(job: Job, { verification, index }: Place) {
    try {
      return await verifications.start(verification, index);
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      parts.log.error({ err: error, verification, quote: job.id }, "words cannot be opened");
      // Another worker may have the key, while keys are changed.
      if (!isLastAttempt(job)) throw error;
      return { because: "its words were sealed with a key that is not configured any more" };
    }
  }

  /**
   * The quote waits for an archive, and then stands behind all that its tenant has waiting: many that
   * came back at their old turns, time and again, would let nobody else in.
   */
  async function waitFor(
    until: Date,
    job: Job,
    { verification, index }: Place,
    { tenant, options: { priority = "normal" } }: QuoteToCheck,
  ): Promise<void> {
    await verifications.putOff(verification, index, until);
    await job.changePriority({ priority: await parts.queues.lastTurn({ tenant, priority }) });
  }

  async function store(
    { verification, index }: Place,
    work: QuoteToCheck,
    verdict: Verdict,
  ): Promise<FinishResult> {
    const now = new Date();
    const older = work.recheck ? await verifications.verdict(work.recheck.of) : null;
    return verifications.finish(verification, index, { verdict }, now, {
      askAgainAt: recheckAt(verdict, work, now, parts.rechecks),
      isChange: older !== null && older.outcome !== verdict.outcome,
    });
  }

  /**
   * When a quote that is not settled can be: as soon as the archives that asked for fewer requests
   * may be asked again. Null when it is settled, nobody said when, or it has waited long enough.
   */
  function askAgainAt({ outcome, search }: Verdict, job: Job): Date | null {
    const times = search.flatMap(({ retryAt }) =>
      retryAt === undefined ? [] : Date.parse(retryAt),
    );
    if (outcome !== "inconclusive" || times.length === 0) return null;
    const at = Math.max(Math.min(...times), Date.now() + SHORTEST_WAIT_MS);
    return at > job.timestamp + parts.archiveWaitSeconds * 1_000 ? null : new Date(at);
  }

  async function check(
    job: Job,
    { verification, index }: Place,
    { quote, article, options, recheck, request, traceparent }: QuoteToCheck,
    ends: readonly AbortSignal[],
  ) {
    const deadline = AbortSignal.timeout(parts.timeoutSeconds * 1_000);
    // Past its deadline a check only has to write its verdict; one that does not is broken.
    const stuck = AbortSignal.timeout(parts.timeoutSeconds * 2_000);
    const signal = anySignal([...ends, stuck]);
    const began = performance.now();
    let account: CheckAccount | undefined;
    try {
      const checked = traced("check quote", traceparent, { verification }, () =>
        parts.check(quote, {
          id: verdictId(verification, index),
          article: article ?? undefined,
          archives: options.archives,
          priority: options.priority,
          lang: options.lang,
          save: options.save,
          // Asked again: what was kept of the archives' answers would only repeat the older verdict.
          fresh: recheck !== null && recheck !== undefined,
          signal,
          deadline,
          onAccount: (told) => {
            account = told;
          },
        }),
      );
      const found = await abortable(checked, signal);
      const verdict: Verdict = recheck ? { ...found, recheckOf: recheck.of } : found;
      const seconds = (performance.now() - began) / 1_000;
      count(verdict, seconds);
      parts.log.info(
        { request, verification, quote: job.id, outcome: verdict.outcome, seconds },
        "quote checked",
      );
      return { verdict, account };
    } catch (error) {
      // Nor does the check break where the store does: whose turn it is at an archive stands there, too.
      if (ends.some(({ aborted }) => aborted) || isRedisAway(error)) throw error;
      const attempt = job.attemptsMade + 1;
      parts.log.error({ err: error, request, verification, quote: job.id, attempt }, "check broke");
      if (!isLastAttempt(job)) throw error;
      // No verdict is made up: nothing was found out, not even that an archive cannot be asked.
      return { because: `the check broke ${attempt} times; the log says why` };
    }
  }

  function count({ search }: Verdict, seconds: number): void {
    parts.tally.add("quotary_check_seconds_total", [], seconds);
    for (const { archive, outcome, requests } of search) {
      parts.tally.add("quotary_archive_asks_total", [archive, outcome]);
      if (requests > 0) {
        parts.tally.add("quotary_archive_requests_total", [archive, outcome], requests);
      }
    }
  }
}
