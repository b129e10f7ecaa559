import type { Limits } from "../../src/manners/rules.js";

/** What the server of the bench puts up with, and how long it is asked: longer than one window. */
export const BUDGET: { limits: Limits; seconds: number } = {
  limits: { perMinute: { index: 120, replay: 240 }, concurrency: 2, retryPausesMs: [] },
  seconds: 100,
};

/** Most times within any stretch of `ms`. */
export function mostWithin(times: readonly number[], ms: number): number {
  let most = 0;
  for (let first = 0, last = 0; last < times.length; last++) {
    while ((times[last] ?? 0) - (times[first] ?? 0) >= ms) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
