import { compareText } from "../matching/compare.js";
import type { Finding } from "../records/finding.js";
import type { QuoteRecord } from "../records/quote.js";
import type { Outcome } from "../records/verdict.js";
import { type Comparison, type ComparisonContext, compareQuote } from "../verdict/compare.js";
import { judgeComparison } from "../verdict/judge.js";
import { namesOverTime } from "./account-names.js";
import type { Purpose } from "./plan/step.js";
import { isRecognisable } from "./recognisable.js";
import {
  aliasesOf,
  believed,
  handlesSeen,
  isAtPlatform,
  isMisdated,
  type Sighting,
  trusted,
} from "./sightings.js";

/** A post that could be the quoted one, with every capture it was seen in. */
export interface Candidate {
  purpose: Purpose;
  /** The sighting that explains the quote best. */
  best: Sighting;
  sightings: Sighting[];
  comparison: Comparison;
  /** Findings from reading the captures, beside those of the comparison. */
  findings: Finding[];
  outcome: Outcome;
}

const RANK: Record<Outcome, number> = {
  verified: 0,
  "verified-with-notes": 1,
  discrepancy: 2,
  inconclusive: 3,
  unverifiable: 4,
};

/** Least share of the quote's content words in a post before altered words are held against it. */
const SAME_POST = 0.5;
/**
 * Whether a post is the quoted one rather than some other post of the account. At a permalink it
 * is, whatever it says; elsewhere the words must tell, and the less else speaks for it the more.
 */
const ACCEPTS: Record<Purpose, (comparison: Comparison, isRecognisable: boolean) => boolean> = {
  permalink: () => true,
  address: saysTheSame,
  day: saysTheSame,
  handle: saysTheSame,
  account: saysTheSame,
  nearby: (comparison, isRecognisable) => isRecognisable && saysTheSame(comparison),
  name: ({ checks, coverage }, isRecognisable) =>
    isRecognisable && checks.text.result !== "mismatch" && coverage >= SAME_POST,
};

function saysTheSame({ checks, coverage }: Comparison): boolean {
  const { class: kind, result } = checks.text;
  if (kind === "unrelated" || result === "unknown") return false;
  return kind !== "altered" || coverage >= SAME_POST;
}

export function accepts(candidate: Candidate, quote: QuoteRecord): boolean {
  return ACCEPTS[candidate.purpose](candidate.comparison, isRecognisable(quote));
}

/** What the capture itself takes away from a sighting. */
function evidenceFindings(sighting: Sighting): Finding[] {
  const { ref, digestVerified } = sighting.reading.read;
  const findings: Finding[] = [];
  if (ref.madeByUs) {
    findings.push({
      code: "evidence.saved-by-us",
      severity: "info",
      because: `This capture was made on Quotary's own request, after a question: it shows that the post was there at ${ref.capturedAt}, and nothing of before.`,
    });
  }
  if (sighting.reading.trust === "low") {
    findings.push({
      code: "evidence.low-trust",
      severity: "note",
      because: `Only ${sighting.reading.archive} holds this post, and captures there are known to have been altered: ${ref.uriM}`,
    });
  }
  if (isMisdated(sighting.post, sighting.reading)) {
    findings.push({
      code: "evidence.misdated",
      severity: "info",
      because: `The capture is dated ${ref.capturedAt}, before the post that it shows: a clock is wrong. ${ref.uriM}`,
    });
  }
  if (!isAtPlatform(sighting)) {
    findings.push({
      code: "evidence.elsewhere",
      severity: "note",
      because: `Only a page of another site holds this post, and any page can claim one: ${ref.uriR}`,
    });
  }
  if (digestVerified === false) {
    findings.push({
      code: "evidence.digest-differs",
      severity: "note",
      because: `The capture's bytes are not those that were hashed when it was made: ${ref.uriM}`,
    });
  }
  return findings;
}

const placeOf = ({ reading }: Sighting): string => `${reading.read.ref.uriM} (${reading.archive})`;

function disagreement(sightings: readonly Sighting[]): Finding[] {
  const [first, ...rest] = sightings.filter(({ post }) => !post.truncated);
  if (!first) return [];
  const other = rest.find(({ post }) => {
    const { class: kind } = compareText(post.text, first.post.text);
    return post.text !== first.post.text && kind !== "verbatim" && kind !== "normalised";
  });
  if (!other) return [];
  return [
    {
      code: "captures.disagree",
      severity: "note",
      because: `Captures hold different words for this post: ${placeOf(first)} and ${placeOf(other)}`,
    },
  ];
}

/** Compares a quote with every sighting of one post; the best explained sighting speaks for it. */
export function makeCandidate(
  purpose: Purpose,
  quote: QuoteRecord,
  sightings: Sighting[],
  all: readonly Sighting[],
  context: ComparisonContext,
): Candidate {
  const own = believed(sightings);
  const compared = trusted(own).map((sighting) => {
    const alsoKnownAs = aliasesOf(sighting, all);
    const handleSightings = handlesSeen(sighting, all);
    const comparison = compareQuote(quote, sighting.post, {
      ...context,
      alsoKnownAs,
      handleSightings,
    });
    const { outcome } = judgeComparison(comparison, evidenceFindings(sighting));
    return { sighting, comparison, outcome };
  });
  const clock = ({ sighting: { post, reading } }: (typeof compared)[number]) =>
    Number(isMisdated(post, reading));
  compared.sort(
    (a, b) =>
      RANK[a.outcome] - RANK[b.outcome] ||
      b.comparison.score - a.comparison.score ||
      clock(a) - clock(b),
  );
  const [first] = compared;
  if (!first) throw new Error("a candidate has at least one sighting");
  const { snapshot } = first.sighting.reading;
  const ofPage = snapshot.main?.id === first.sighting.post.id ? snapshot.findings : [];
  const isRenamed = first.comparison.checks.handle.class === "renamed";
  const findings = [
    ...ofPage,
    ...evidenceFindings(first.sighting),
    ...disagreement(own),
    ...(isRenamed ? [] : namesOverTime(first.sighting, all)),
  ];
  return {
    purpose,
    best: first.sighting,
    sightings: own,
    comparison: first.comparison,
    findings,
    outcome: judgeComparison(first.comparison, findings).outcome,
  };
}

/** Best first: the milder outcome, then the better explanation. */
export function rank(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort(
    (a, b) => RANK[a.outcome] - RANK[b.outcome] || b.comparison.score - a.comparison.score,
  );
}
