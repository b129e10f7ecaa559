import { type Answer, PRINTABLE } from "./tool.js";
import type { Case } from "./types.js";

/** A share with its 95 % interval (Wilson), which stays honest at 0, at 1 and for few cases. */
export interface Share {
  right: number;
  of: number;
  low: number;
  high: number;
}

const Z = 1.959964;

export function wilson(right: number, of: number): Share {
  if (of === 0) return { right, of, low: 0, high: 1 };
  const p = right / of;
  const centre = p + (Z * Z) / (2 * of);
  const spread = Z * Math.sqrt((p * (1 - p)) / of + (Z * Z) / (4 * of * of));
  const scale = 1 + (Z * Z) / of;
  const bound = (value: number) => Math.min(1, Math.max(0, value / scale));
  return { right, of, low: bound(centre - spread), high: bound(centre + spread) };
}

export interface Scored {
  case: Case;
  answer: Answer;
}

/** The wording was classed rightly; where a case is about the whole, the outcome decides. */
export function isRight({ case: given, answer }: Scored): boolean {
  if (given.classes.length === 0) return hasRightOutcome({ case: given, answer });
  return answer.class !== null && given.classes.includes(answer.class);
}

export function hasRightOutcome({ case: given, answer }: Scored): boolean {
  return answer.outcome !== null && given.outcomes.includes(answer.outcome);
}

/** A change passed as printable: the one error that costs more than all the others. */
export function isDangerous({ case: given, answer }: Scored): boolean {
  if (given.set === "end-to-end") return given.changed && isVerified(answer);
  // Where the edit may be minor, as an emoji turned, `edited` is right and no less than that.
  return given.changed && answer.class !== null && PRINTABLE.includes(answer.class);
}

function isVerified({ outcome }: Answer): boolean {
  return outcome === "verified" || outcome === "verified-with-notes";
}

export function shareOf(scored: readonly Scored[], test: (each: Scored) => boolean): Share {
  return wilson(scored.filter(test).length, scored.length);
}

/**
 * Probability that a true pair scores above a changed one, ties at half (the area under the
 * curve). 0.5 is a coin.
 */
export function areaUnderCurve(kept: readonly number[], changed: readonly number[]): number {
  const all = [
    ...kept.map((value) => ({ value, kept: true })),
    ...changed.map((value) => ({ value, kept: false })),
  ].sort((a, b) => a.value - b.value);
  let ranks = 0;
  for (let i = 0; i < all.length; ) {
    let j = i;
    while (j < all.length && all[j]?.value === all[i]?.value) j += 1;
    const middle = (i + 1 + j) / 2;
    for (let k = i; k < j; k += 1) if (all[k]?.kept) ranks += middle;
    i = j;
  }
  const [n, m] = [kept.length, changed.length];
  return n === 0 || m === 0 ? Number.NaN : (ranks - (n * (n + 1)) / 2) / (n * m);
}

/** The value that `share` of the list lies at or above. */
export function thresholdKeeping(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => b - a);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

const SCRIPTS = [
  "Latin",
  "Devanagari",
  "Arabic",
  "Cyrillic",
  "Han",
  "Hiragana",
  "Thai",
  "Greek",
  "Hangul",
  "Hebrew",
  "Bengali",
];

/** The script that most letters of the post are of. */
export function scriptOf(text: string): string {
  const counted = SCRIPTS.map((script) => ({
    script: script === "Hiragana" ? "Kana" : script,
    count: text.match(new RegExp(`\\p{Script=${script}}`, "gu"))?.length ?? 0,
  })).sort((a, b) => b.count - a.count);
  return counted[0] && counted[0].count > 0 ? counted[0].script : "none";
}

export function lengthOf(text: string): string {
  const size = text.length;
  return size < 60 ? "< 60" : size < 140 ? "60–139" : size < 280 ? "140–279" : "≥ 280";
}
