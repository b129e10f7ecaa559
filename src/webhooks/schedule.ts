/** Longest wait a receiver may ask for. */
const LONGEST_SECONDS = 86_400;
/** Share of a wait that is added at random, so that retries of many events spread out. */
const JITTER = 0.2;

/**
 * Milliseconds to wait before the next attempt.
 *
 * @param schedule seconds before each attempt, the first included
 * @param made attempts made so far, at least 1
 * @param retryAfterSeconds what the receiver asked for; null when it did not
 */
export function waitBeforeRetry(
  schedule: readonly number[],
  made: number,
  retryAfterSeconds: number | null,
  random: () => number = Math.random,
): number {
  const planned = schedule[made] ?? schedule.at(-1) ?? 0;
  const asked = Math.min(retryAfterSeconds ?? 0, LONGEST_SECONDS);
  return Math.ceil(Math.max(planned, asked) * 1_000 * (1 + JITTER * random()));
}

/** `Retry-After` in seconds, be it given as seconds or as a date; null when absent or unreadable. */
export function readRetryAfter(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / 1_000));
}
