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
  ["discrepancy", "handle", "exact", 18317, 18359, 0.99],
  ["discrepancy", "handle", "not-printed", 262, 264, 0.972],
  ["inconclusive", "handle", "exact", 320, 320, 0.988],
  ["inconclusive", "handle", "not-printed", 14, 14, 0.784],
  ["verified", "handle", "exact", 15016, 15016, 0.99],
  ["verified", "handle", "case", 795, 795, 0.99],
  ["verified-with-notes", "handle", "exact", 6761, 6770, 0.99],
  ["verified-with-notes", "handle", "not-printed", 1259, 1259, 0.99],
  ["discrepancy", "date", "different", 6829, 6829, 0.99],
  ["discrepancy", "date", "same-utc-day", 13644, 13686, 0.99],
  ["discrepancy", "date", "not-printed", 269, 270, 0.979],
  ["discrepancy", "date", "ambiguous", 161, 162, 0.965],
  ["inconclusive", "date", "same-utc-day", 319, 319, 0.988],
  ["inconclusive", "date", "not-printed", 7, 7, 0.796],
  ["inconclusive", "date", "ambiguous", 8, 8, 0.796],
  ["verified", "date", "same-utc-day", 15811, 15811, 0.99],
  ["verified-with-notes", "date", "same-utc-day", 5574, 5574, 0.99],
  ["verified-with-notes", "date", "possible-timezone", 898, 898, 0.99],
  ["verified-with-notes", "date", "not-printed", 1261, 1261, 0.99],
  ["verified-with-notes", "date", "ambiguous", 287, 296, 0.943],
  ["discrepancy", "text", "unrelated", 2288, 2288, 0.99],
  ["discrepancy", "text", "altered", 10457, 10501, 0.99],
  ["discrepancy", "text", "verbatim", 7167, 7167, 0.99],
  ["discrepancy", "text", "normalised", 454, 454, 0.99],
  ["discrepancy", "text", "extract", 57, 57, 0.986],
  ["discrepancy", "text", "elided", 234, 234, 0.986],
  ["discrepancy", "text", "truncated", 86, 86, 0.984],
  ["discrepancy", "text", "edited", 159, 159, 0.984],
  ["discrepancy", "text", "translated", 1, 1, 0.206],
  ["inconclusive", "text", "truncated", 292, 292, 0.987],
  ["inconclusive", "text", "edited", 2, 2, 0.916],
  ["inconclusive", "text", "translated", 40, 40, 0.916],
  ["verified", "text", "verbatim", 11954, 11954, 0.99],
  ["verified", "text", "normalised", 3857, 3857, 0.99],
  ["verified-with-notes", "text", "verbatim", 3073, 3077, 0.99],
  ["verified-with-notes", "text", "normalised", 309, 309, 0.99],
  ["verified-with-notes", "text", "extract", 475, 475, 0.99],
  ["verified-with-notes", "text", "elided", 2333, 2335, 0.99],
  ["verified-with-notes", "text", "truncated", 417, 418, 0.99],
  ["verified-with-notes", "text", "edited", 1355, 1357, 0.99],
  ["verified-with-notes", "text", "translated", 58, 58, 0.937],
];

/** Outcome, classes of account, day, words; right, of all; value. */
export const PATTERNS: readonly Counted[] = [
  ["discrepancy", "different", "same-utc-day", "verbatim", 795, 795, 0.99],
  ["discrepancy", "lookalike", "same-utc-day", "verbatim", 1529, 1529, 0.99],
  ["discrepancy", "exact", "different", "altered", 992, 992, 0.99],
  ["discrepancy", "exact", "different", "verbatim", 4843, 4843, 0.99],
  ["discrepancy", "exact", "different", "normalised", 454, 454, 0.99],
  ["discrepancy", "exact", "different", "elided", 234, 234, 0.983],
  ["discrepancy", "exact", "different", "edited", 159, 159, 0.976],
  ["discrepancy", "exact", "same-utc-day", "unrelated", 2281, 2281, 0.99],
  ["discrepancy", "exact", "same-utc-day", "altered", 8776, 8816, 0.99],
  ["discrepancy", "exact", "not-printed", "altered", 267, 268, 0.979],
  ["discrepancy", "exact", "ambiguous", "altered", 161, 162, 0.965],
  ["discrepancy", "not-printed", "same-utc-day", "altered", 261, 263, 0.972],
  ["inconclusive", "exact", "same-utc-day", "truncated", 263, 263, 0.985],
  ["verified", "exact", "same-utc-day", "verbatim", 11159, 11159, 0.99],
  ["verified", "exact", "same-utc-day", "normalised", 3857, 3857, 0.99],
  ["verified", "case", "same-utc-day", "verbatim", 795, 795, 0.99],
  ["verified-with-notes", "exact", "same-utc-day", "extract", 440, 440, 0.99],
  ["verified-with-notes", "exact", "same-utc-day", "elided", 2167, 2167, 0.99],
  ["verified-with-notes", "exact", "same-utc-day", "truncated", 391, 391, 0.99],
  ["verified-with-notes", "exact", "same-utc-day", "edited", 1259, 1259, 0.99],
  ["verified-with-notes", "exact", "possible-timezone", "verbatim", 898, 898, 0.99],
  ["verified-with-notes", "exact", "not-printed", "verbatim", 1009, 1009, 0.99],
  ["verified-with-notes", "exact", "not-printed", "normalised", 129, 129, 0.971],
  ["verified-with-notes", "exact", "ambiguous", "verbatim", 147, 151, 0.933],
  ["verified-with-notes", "not-printed", "same-utc-day", "verbatim", 1019, 1019, 0.99],
  ["verified-with-notes", "not-printed", "same-utc-day", "normalised", 113, 113, 0.967],
];

/** So many words stand in another post of the author's day; of any day. */
export const REPEATED_WORDS: readonly Repeated[] = [
  [1, 0.363, 0.948],
  [2, 0.079, 0.611],
  [3, 0.029, 0.267],
  [4, 0.022, 0.117],
  [5, 0.018, 0.062],
  [6, 0.017, 0.04],
  [7, 0.016, 0.027],
  [8, 0.016, 0.025],
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
export const MISSING_AID = 0.99;
