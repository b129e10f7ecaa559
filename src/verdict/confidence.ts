import type { Checks } from "../records/checks.js";
import type { Outcome } from "../records/verdict.js";

/**
 * How probable it is that the outcome is right, before the pattern of the checks lowers it.
 * Upper bounds: facts of the matching benchmark (one meaning-changing edit in 26,141 passed as
 * good; 0.12 % false alarms) capped, since generated edits are kinder than newsrooms.
 */
const BASE: Record<Outcome, number> = {
  verified: 0.98,
  "verified-with-notes": 0.95,
  discrepancy: 0.96,
  unverifiable: 0.9,
  inconclusive: 0.9,
};

interface Pattern {
  when: (checks: Checks, coverage: number, captures: number) => boolean;
  atMost: number;
  because: string;
}

/** Every pattern that holds caps the confidence; the lowest cap counts. */
const CAPS: readonly Pattern[] = [
  {
    when: ({ text }) =>
      text.class === "translated" && !text.flags.includes("original-text-compared"),
    atMost: 0.7,
    because: "similar content in another language does not show the same meaning",
  },
  {
    when: ({ text }) => text.class === "unrelated",
    atMost: 0.85,
    because: "nothing aligns, so the differing words say little",
  },
  {
    when: ({ text }) => text.flags.includes("capture-truncated"),
    atMost: 0.8,
    because: "part of the quote lies beyond the end of the archived text",
  },
  {
    when: ({ text }) => text.flags.includes("short-extract"),
    atMost: 0.8,
    because: "few words could be anybody's",
  },
  {
    when: ({ date }) => date.class === "possible-timezone" || date.class === "ambiguous",
    atMost: 0.9,
    because: "the day fits only under an assumption",
  },
  {
    when: ({ handle }) => handle.class === "not-printed",
    atMost: 0.85,
    because: "the account was not printed",
  },
  {
    when: ({ date }) => date.class === "not-printed" || date.class === "unreadable",
    atMost: 0.93,
    because: "no day to hold against the post",
  },
  {
    when: (_checks, coverage) => coverage < 0.6,
    atMost: 0.85,
    because: "much of the quote is not in the post",
  },
];

/** Probability, 0–0.99, that `outcome` is right for a post that was found. */
export function confidenceOf(
  outcome: Outcome,
  checks: Checks,
  coverage: number,
  captures: number,
): number {
  const corroborated = captures > 1 ? 0.01 : 0;
  const caps = CAPS.filter(({ when }) => when(checks, coverage, captures)).map((cap) => cap.atMost);
  return Math.min(BASE[outcome] + corroborated, 0.99, ...caps);
}

/** The same for a quote whose post was not found: a better search could still find it. */
export function confidenceUnfound(outcome: Outcome): number {
  return BASE[outcome];
}
