import type { Judgement } from "./counts.js";

/** How well stated probabilities fit what came true. */
export interface Fit {
  /** Mean squared distance of the stated probability from 1 (right) or 0 (wrong). */
  brier: number;
  /** Expected calibration error: mean distance of stated and true share, weighted by bin. */
  ece: number;
  bins: { from: number; to: number; of: number; stated: number; right: number }[];
}

/** Narrow where most values lie: wide bins would hide errors in one another. */
const EDGES = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.985, 0.99, 1.001];

export function fitOf(judged: readonly Judgement[], stated: (each: Judgement) => number): Fit {
  const all = judged.map((each) => ({ p: stated(each), right: each.isRight ? 1 : 0 }));
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const bins = EDGES.slice(0, -1).flatMap((from, i) => {
    const to = EDGES[i + 1] ?? 1;
    const inside = all.filter(({ p }) => p >= from && p < to);
    if (inside.length === 0) return [];
    const [p, right] = [mean(inside.map((each) => each.p)), mean(inside.map((e) => e.right))];
    return [{ from, to, of: inside.length, stated: p, right }];
  });
  return {
    brier: mean(all.map(({ p, right }) => (p - right) ** 2)),
    ece:
      bins.reduce((sum, { of, stated: p, right }) => sum + of * Math.abs(p - right), 0) /
      all.length,
    bins,
  };
}

/** What was stated before calibration, by hand: the baseline. */
export function handSet({ outcome, pattern, coverage, flags }: Judgement): number {
  const base = { verified: 0.98, "verified-with-notes": 0.95, discrepancy: 0.96 };
  const caps: readonly (readonly [boolean, number])[] = [
    [pattern.text === "translated" && !flags.includes("original-text-compared"), 0.7],
    [pattern.text === "unrelated", 0.85],
    [flags.includes("capture-truncated"), 0.8],
    [flags.includes("short-extract"), 0.8],
    [pattern.date === "possible-timezone" || pattern.date === "ambiguous", 0.9],
    [pattern.handle === "not-printed", 0.85],
    [pattern.date === "not-printed" || pattern.date === "unreadable", 0.93],
    [coverage < 0.6, 0.85],
  ];
  const first = outcome in base ? base[outcome as keyof typeof base] : 0.9;
  return Math.min(first, ...caps.flatMap(([holds, most]) => (holds ? [most] : [])));
}
