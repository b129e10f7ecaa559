import { type Checks, TEXT_CLASSES } from "../records/checks.js";
import type { Finding } from "../records/finding.js";
import type { Post } from "../records/post.js";
import type { Outcome, SearchEntry } from "../records/verdict.js";

/** Longest summary: an editor reads one sentence, the rest is in the findings. */
const MAX_REASONS = 3;

const WEIGHT: Record<Finding["severity"], number> = {
  meaning: 0,
  note: 1,
  editorial: 2,
  minor: 3,
  info: 4,
  typographic: 5,
  capture: 6,
};

function sentence(text: string): string {
  const trimmed = text.trim().replace(/[.\s]+$/u, "");
  return trimmed === "" ? "" : `${trimmed[0]?.toUpperCase() ?? ""}${trimmed.slice(1)}.`;
}

const OF_CLASS = new Set<string>(TEXT_CLASSES.map((name) => `text.${name}`));

/** `because` of the gravest findings, each once; the text check's line yields to its edits' lines. */
function reasons(findings: readonly Finding[], least: number): string {
  const grave = findings.filter((finding) => WEIGHT[finding.severity] <= least);
  const hasEdits = grave.some(({ code }) => code.startsWith("text.") && !OF_CLASS.has(code));
  const told = grave
    .filter(({ code }) => !(hasEdits && OF_CLASS.has(code)))
    .sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity])
    .map((finding) => sentence(finding.because));
  return [...new Set(told)].slice(0, MAX_REASONS).join(" ");
}

function whose(post: Post): string {
  const handle = post.author.handle ? `@${post.author.handle}` : "an unnamed account";
  const day = post.createdAt ? ` of ${post.createdAt.slice(0, 10)} (UTC)` : "";
  return `a post by ${handle}${day}`;
}

export interface FoundSummary {
  outcome: Outcome;
  checks: Checks;
  findings: readonly Finding[];
  post: Post;
  /** Archives whose captures were read. */
  archives: readonly string[];
}

/** One or a few sentences for an editor; never says more than the checks do. */
export function summarise({ outcome, findings, post, archives }: FoundSummary): string {
  const where = `${whose(post)}, as captured by ${archives.join(" and ")}`;
  switch (outcome) {
    case "verified":
      return `Account, day and wording agree with ${where}.`;
    case "verified-with-notes":
      return `Found in ${where}; nothing material differs. ${reasons(findings, WEIGHT.minor)}`.trim();
    case "discrepancy":
      return `Differs from ${where}. ${reasons(findings, WEIGHT.meaning)}`.trim();
    default:
      return `Found ${where}, but not everything can be checked. ${reasons(findings, WEIGHT.note)}`.trim();
  }
}

/** How an entry of the search reads in a sentence. */
const HOW: Record<SearchEntry["outcome"], string> = {
  answered: "answered",
  withheld: "withholds this page",
  unavailable: "was not available",
  "rate-limited": "asked us to wait",
  "timed-out": "did not answer in time",
  refused: "refused to answer",
  "not-configured": "is not configured",
};

/** For a quote whose post was not found; says where was looked, and nothing about the quote. */
export function summariseUnfound(
  outcome: Outcome,
  because: string,
  search: readonly SearchEntry[],
): string {
  const where = search.map((entry) => `${entry.archive} ${HOW[entry.outcome]}`).join(", ");
  const start =
    outcome === "unverifiable"
      ? "No usable capture of a matching post was found, which does not show that it never existed"
      : "Cannot tell";
  return `${start}: ${because}${where ? ` (${where})` : ""}.`;
}
