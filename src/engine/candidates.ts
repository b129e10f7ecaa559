import { compareText } from "../matching/compare.js";
import type { Finding } from "../records/finding.js";
import type { Post } from "../records/post.js";
import type { QuoteRecord } from "../records/quote.js";
import type { Outcome } from "../records/verdict.js";
import { type Comparison, type ComparisonContext, compareQuote } from "../verdict/compare.js";
import { judgeComparison } from "../verdict/judge.js";
import type { Reading } from "./library.js";
import type { Purpose, Step } from "./plan.js";

/** One post in one capture. */
export interface Sighting {
  post: Post;
  reading: Reading;
}

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
/** Fewest words by which a post of another day, or of a guessed account, can be recognised. */
const RECOGNISABLE_WORDS = 4;

function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

/**
 * Whether a post is the quoted one rather than some other post of the account. At a permalink it
 * is, whatever it says; elsewhere the words must tell, and the less else speaks for it the more.
 */
const ACCEPTS: Record<Purpose, (comparison: Comparison, words: number) => boolean> = {
  permalink: () => true,
  address: saysTheSame,
  day: saysTheSame,
  handle: saysTheSame,
  nearby: (comparison, words) => words >= RECOGNISABLE_WORDS && saysTheSame(comparison),
  name: ({ checks, coverage }, words) =>
    words >= RECOGNISABLE_WORDS && checks.text.result !== "mismatch" && coverage >= SAME_POST,
};

function saysTheSame({ checks, coverage }: Comparison): boolean {
  const { class: kind, result } = checks.text;
  if (kind === "unrelated" || result === "unknown") return false;
  return kind !== "altered" || coverage >= SAME_POST;
}

export function accepts(candidate: Candidate, quote: QuoteRecord): boolean {
  return ACCEPTS[candidate.purpose](candidate.comparison, wordCount(quote.text));
}

/** Posts in the captures read that a step takes into consideration, grouped by id. */
export function collectSightings(readings: readonly Reading[], step: Step): Sighting[][] {
  const groups = new Map<string, Sighting[]>();
  for (const reading of readings) {
    for (const post of reading.snapshot.posts) {
      if (!step.considers(post) || isDisowned(post, reading)) continue;
      const key = post.id ?? `${reading.sha256} ${post.text}`;
      const group = groups.get(key);
      if (group) group.push({ post, reading });
      else groups.set(key, [{ post, reading }]);
    }
  }
  return [...groups.values()];
}

/** Findings under which a capture contradicts itself about a post: no evidence for anything. */
const DISOWNS = new Set([
  "page.layouts-disagree",
  "page.id-claimed-twice",
  "page.id-time-disagrees",
]);

function isDisowned(post: Post, { snapshot }: Reading): boolean {
  const isMain = snapshot.main !== null && snapshot.main.id === post.id;
  return !isMain && snapshot.findings.some(({ code }) => DISOWNS.has(code));
}

/** Handles under which other captures show the account of a sighting. */
function aliasesOf(sighting: Sighting, all: readonly Sighting[]): string[] {
  const { id } = sighting.post.author;
  return all
    .filter(
      // A post never changes hands: the same post under two handles is one account.
      ({ post }) => post.id === sighting.post.id || (id !== null && post.author.id === id),
    )
    .flatMap(({ post }) => (post.author.handle ? [post.author.handle] : []));
}

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
      because: `Captures hold different words for this post: ${first.reading.read.ref.uriM} and ${other.reading.read.ref.uriM}`,
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
  const compared = sightings.map((sighting) => {
    const alsoKnownAs = aliasesOf(sighting, all);
    const comparison = compareQuote(quote, sighting.post, { ...context, alsoKnownAs });
    return { sighting, comparison, outcome: judgeComparison(comparison).outcome };
  });
  compared.sort(
    (a, b) => RANK[a.outcome] - RANK[b.outcome] || b.comparison.score - a.comparison.score,
  );
  const [first] = compared;
  if (!first) throw new Error("a candidate has at least one sighting");
  const { snapshot } = first.sighting.reading;
  const ofPage = snapshot.main?.id === first.sighting.post.id ? snapshot.findings : [];
  const findings = [...ofPage, ...disagreement(sightings)];
  return {
    purpose,
    best: first.sighting,
    sightings,
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
