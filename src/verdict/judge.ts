import type { Checks } from "../records/checks.js";
import type { Finding } from "../records/finding.js";
import type { Outcome, SearchEntry } from "../records/verdict.js";
import type { Comparison } from "./compare.js";

/** What an outcome is decided on when a post was found. */
interface Found {
  checks: Checks;
  findings: readonly Finding[];
}

interface Rule<Situation> {
  when: (situation: Situation) => boolean;
  outcome: Outcome;
  because: string;
}

const results = ({ checks }: Found) => [
  checks.handle.result,
  checks.date.result,
  checks.text.result,
];
const hasSeverity = ({ findings }: Found, ...wanted: Finding["severity"][]) =>
  findings.some((finding) => wanted.includes(finding.severity));

/** First rule that holds decides. The harsher outcome stands first: a doubt never verifies. */
const FOUND_RULES: readonly Rule<Found>[] = [
  {
    when: (found) => results(found).includes("mismatch"),
    outcome: "discrepancy",
    because: "account, day or wording differs from the archived post",
  },
  {
    when: (found) => hasSeverity(found, "meaning"),
    outcome: "discrepancy",
    because: "something material differs",
  },
  {
    when: (found) => results(found).includes("unknown"),
    outcome: "inconclusive",
    because: "the capture does not say enough to check account, day and wording",
  },
  {
    when: ({ findings }) => findings.some(({ code }) => code === "text.rest-unverified"),
    outcome: "inconclusive",
    because: "part of the quote lies beyond the end of the archived text",
  },
  {
    when: (found) =>
      results(found).includes("note") || hasSeverity(found, "note", "editorial", "minor"),
    outcome: "verified-with-notes",
    because: "nothing material differs, but something must be told",
  },
  { when: () => true, outcome: "verified", because: "account, day and wording agree" },
];

/** What an outcome is decided on when no post was found. */
export interface Unfound {
  search: readonly SearchEntry[];
  /** Captures that might hold the post and could not be read. */
  unreadable: number;
  /** True when some list or some reading stopped at its bound. */
  incomplete: boolean;
}

const ANSWERED = new Set<SearchEntry["outcome"]>(["answered", "withheld"]);

const UNFOUND_RULES: readonly Rule<Unfound>[] = [
  {
    when: ({ search }) => search.some((entry) => !ANSWERED.has(entry.outcome)),
    outcome: "inconclusive",
    because: "an archive could not be asked",
  },
  {
    when: ({ search }) => search.length === 0,
    outcome: "inconclusive",
    because: "no archive was asked",
  },
  {
    when: ({ search }) => search.every((entry) => entry.asked.length === 0),
    outcome: "unverifiable",
    because: "nothing printed leads to an address that an archive could be asked for",
  },
  {
    when: ({ unreadable }) => unreadable > 0,
    outcome: "inconclusive",
    because: "a capture that might hold the post could not be read",
  },
  {
    when: ({ incomplete }) => incomplete,
    outcome: "inconclusive",
    because: "what was found could not all be read",
  },
  {
    when: () => true,
    outcome: "unverifiable",
    because: "every archive answered, and none holds a usable capture of a matching post",
  },
];

function decide<Situation>(rules: readonly Rule<Situation>[], situation: Situation) {
  const rule = rules.find(({ when }) => when(situation));
  if (!rule) throw new Error("the last rule of a table always holds");
  return { outcome: rule.outcome, because: rule.because };
}

/** The outcome for a quote whose post was found; `extra` are findings from reading the captures. */
export function judgeComparison(comparison: Comparison, extra: readonly Finding[] = []) {
  const findings = [...comparison.findings, ...extra];
  return { ...decide(FOUND_RULES, { checks: comparison.checks, findings }), findings };
}

/** The outcome for a quote whose post was not found: never a statement about the quote itself. */
export function judgeUnfound(situation: Unfound) {
  return decide(UNFOUND_RULES, situation);
}
