// Written by `npm run bench -- calibrate`; don't edit. What it means: docs/confidence.md.
import type { Outcome } from "../records/verdict.js";

export type CheckName = "handle" | "date" | "text";

type Marginal = readonly [Outcome, CheckName, string, number, number, number];
type Counted = readonly [Outcome, string, string, string, number, number, number];
type Repeated = readonly [number, number, number];
type Read = readonly [string, number, number, number];

/** Outcome, check, class; cases that were right, of all; value. */
export const MARGINALS: readonly Marginal[] = [
  ["discrepancy", "handle", "different", 795, 795, 0.99],
  ["discrepancy", "handle", "lookalike", 1529, 1529, 0.99],
  ["discrepancy", "handle", "exact", 17975, 18022, 0.99],
  ["discrepancy", "handle", "not-printed", 197, 199, 0.964],
  ["inconclusive", "handle", "exact", 317, 318, 0.982],
  ["inconclusive", "handle", "not-printed", 10, 10, 0.722],
  ["verified", "handle", "exact", 14951, 14951, 0.99],
  ["verified", "handle", "case", 795, 795, 0.99],
  ["verified-with-notes", "handle", "exact", 6679, 6816, 0.979],
  ["verified-with-notes", "handle", "not-printed", 1246, 1246, 0.979],
  ["discrepancy", "date", "different", 6501, 6501, 0.99],
  ["discrepancy", "date", "same-utc-day", 13570, 13618, 0.99],
  ["discrepancy", "date", "not-printed", 217, 217, 0.982],
  ["discrepancy", "date", "ambiguous", 208, 209, 0.973],
  ["inconclusive", "date", "same-utc-day", 312, 312, 0.987],
  ["inconclusive", "date", "not-printed", 6, 6, 0.609],
  ["inconclusive", "date", "ambiguous", 9, 10, 0.595],
  ["verified", "date", "same-utc-day", 15746, 15746, 0.99],
  ["verified-with-notes", "date", "same-utc-day", 5538, 5538, 0.99],
  ["verified-with-notes", "date", "possible-timezone", 898, 898, 0.99],
  ["verified-with-notes", "date", "not-printed", 1232, 1232, 0.99],
  ["verified-with-notes", "date", "ambiguous", 257, 394, 0.603],
  ["discrepancy", "text", "unrelated", 2293, 2293, 0.99],
  ["discrepancy", "text", "altered", 10307, 10356, 0.99],
  ["discrepancy", "text", "verbatim", 7022, 7022, 0.99],
  ["discrepancy", "text", "normalised", 407, 407, 0.99],
  ["discrepancy", "text", "extract", 47, 47, 0.985],
  ["discrepancy", "text", "elided", 206, 206, 0.985],
  ["discrepancy", "text", "truncated", 82, 82, 0.982],
  ["discrepancy", "text", "edited", 132, 132, 0.982],
  ["inconclusive", "text", "truncated", 287, 288, 0.98],
  ["inconclusive", "text", "edited", 2, 2, 0.912],
  ["inconclusive", "text", "translated", 38, 38, 0.912],
  ["verified", "text", "verbatim", 11903, 11903, 0.99],
  ["verified", "text", "normalised", 3843, 3843, 0.99],
  ["verified-with-notes", "text", "verbatim", 3068, 3133, 0.978],
  ["verified-with-notes", "text", "normalised", 255, 299, 0.978],
  ["verified-with-notes", "text", "extract", 474, 478, 0.978],
  ["verified-with-notes", "text", "elided", 2297, 2313, 0.978],
  ["verified-with-notes", "text", "truncated", 415, 416, 0.978],
  ["verified-with-notes", "text", "edited", 1351, 1358, 0.978],
  ["verified-with-notes", "text", "translated", 65, 65, 0.944],
];

/** Outcome, classes of account, day, words; right, of all; value. */
export const PATTERNS: readonly Counted[] = [
  ["discrepancy", "different", "same-utc-day", "verbatim", 795, 795, 0.99],
  ["discrepancy", "lookalike", "same-utc-day", "verbatim", 1529, 1529, 0.99],
  ["discrepancy", "exact", "different", "altered", 925, 925, 0.99],
  ["discrepancy", "exact", "different", "verbatim", 4698, 4698, 0.99],
  ["discrepancy", "exact", "different", "normalised", 407, 407, 0.99],
  ["discrepancy", "exact", "different", "elided", 206, 206, 0.981],
  ["discrepancy", "exact", "different", "edited", 132, 132, 0.971],
  ["discrepancy", "exact", "same-utc-day", "unrelated", 2287, 2287, 0.99],
  ["discrepancy", "exact", "same-utc-day", "altered", 8762, 8808, 0.99],
  ["discrepancy", "exact", "not-printed", "altered", 215, 215, 0.982],
  ["discrepancy", "exact", "ambiguous", "altered", 208, 209, 0.973],
  ["discrepancy", "not-printed", "same-utc-day", "altered", 197, 199, 0.964],
  ["inconclusive", "exact", "same-utc-day", "truncated", 262, 262, 0.985],
  ["verified", "exact", "same-utc-day", "verbatim", 11108, 11108, 0.99],
  ["verified", "exact", "same-utc-day", "normalised", 3843, 3843, 0.99],
  ["verified", "case", "same-utc-day", "verbatim", 795, 795, 0.99],
  ["verified-with-notes", "exact", "same-utc-day", "extract", 439, 439, 0.99],
  ["verified-with-notes", "exact", "same-utc-day", "elided", 2151, 2151, 0.99],
  ["verified-with-notes", "exact", "same-utc-day", "truncated", 388, 388, 0.99],
  ["verified-with-notes", "exact", "same-utc-day", "edited", 1249, 1249, 0.99],
  ["verified-with-notes", "exact", "possible-timezone", "verbatim", 898, 898, 0.99],
  ["verified-with-notes", "exact", "not-printed", "verbatim", 1011, 1011, 0.99],
  ["verified-with-notes", "exact", "not-printed", "normalised", 100, 100, 0.963],
  ["verified-with-notes", "exact", "ambiguous", "verbatim", 132, 197, 0.601],
  ["verified-with-notes", "not-printed", "same-utc-day", "verbatim", 1027, 1027, 0.99],
  ["verified-with-notes", "not-printed", "same-utc-day", "normalised", 100, 100, 0.963],
];

/** So many words are found in another post than the one meant, of its day; of any day. */
export const REPEATED_WORDS: readonly Repeated[] = [
  [1, 0.241, 0.853],
  [2, 0.041, 0.521],
  [3, 0.033, 0.232],
  [4, 0.033, 0.084],
  [5, 0.033, 0.069],
  [6, 0.026, 0.054],
  [7, 0.026, 0.047],
  [8, 0.026, 0.026],
];

/** Layout; posts read right, of all; value. */
export const LAYOUTS: readonly Read[] = [
  ["twitter-api-1.1", 40, 40, 0.912],
  ["twitter-graphql", 60, 60, 0.939],
  ["twitter-permalink", 47, 47, 0.924],
];

/** Of layouts with too few posts of known truth: the least of the values above. */
export const OTHER_LAYOUT = 0.912;

/** Share of a confidence in a translation that is left when a dictionary is missing. */
export const MISSING_AID = 0.999;
