import type { Finding } from "../records/finding.js";
import type { Outcome } from "../records/verdict.js";
import type { Comparison } from "./compare.js";
import { gravest, UNTRUSTED } from "./gravity.js";
import { decide } from "./rules.js";
import { type Unfound, type VainEnd, vainEnd } from "./search-end.js";
import { standingOf } from "./standing.js";

interface Judgement {
  outcome: Outcome;
  /** Name of the rule that decided (docs/verdicts.md). */
  rule: string;
  because: string;
  findings: Finding[];
}

const UNNAMED: Finding = {
  code: "post.id-unnamed",
  severity: "note",
  because: "The capture does not name the post's id: which post it shows is not certain.",
};

/**
 * The outcome for a quote whose post was found; `extra` are findings from reading the captures.
 * `vouched`: the caller says which post it is, so that no id has to name it.
 */
export function judgeComparison(
  { checks, findings: compared, post }: Comparison,
  extra: readonly Finding[] = [],
  { vouched = false }: { vouched?: boolean } = {},
): Judgement {
  const findings = [...compared, ...extra];
  const named = vouched || post.id !== null;
  const { name, then, because } = decide({
    search: "found",
    words: standingOf("text", checks.text),
    account: standingOf("handle", checks.handle),
    day: standingOf("date", checks.date),
    findings: gravest(findings),
    witness: findings.some(({ code }) => Object.hasOwn(UNTRUSTED, code)) ? "untrusted" : "trusted",
    id: named ? "named" : "unnamed",
  });
  return {
    outcome: then,
    rule: name,
    because,
    findings: named ? findings : [...findings, UNNAMED],
  };
}

/** The outcome for a quote whose post was not found: never a statement about the quote itself. */
export function judgeUnfound(unfound: Unfound): Omit<Judgement, "findings"> & { end: VainEnd } {
  const end = vainEnd(unfound);
  const { name, then, because } = decide({
    search: end,
    words: "open",
    account: "open",
    day: "open",
    findings: "nothing",
    witness: "trusted",
    id: "unnamed",
  });
  return { outcome: then, rule: name, because, end };
}
