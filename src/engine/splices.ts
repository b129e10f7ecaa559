import { compareText } from "../matching/compare.js";
import type { Finding } from "../records/finding.js";
import type { QuoteRecord } from "../records/quote.js";
import { judgeComparison } from "../verdict/judge.js";
import { isSameAccount } from "./accounts.js";
import type { Candidate } from "./candidates.js";

/** Posts, those that hold most of the words, of which each two are tried. */
const MOST_POSTS = 10;
/** Share of the printed content words that two posts together must hold, in order. */
const EXPLAINED = 0.9;
/** Least share, and least number of words, that each of them must bring. */
const LEAST_SHARE = 0.2;
const LEAST_WORDS = 3;
/** Most places where the posts say more than the print: words by chance leave many such gaps. */
const MOST_GAPS = 3;

const CODE = "text.spliced";

/** A candidate that says that a quote is put together of two posts. */
export function isSplice({ findings }: Candidate): boolean {
  return findings.some(({ code }) => code === CODE);
}

/**
 * The quote as words of two posts of one account, printed as if they were one: the post that holds
 * more of them, with a finding that names both. Null where no two posts explain it. Posts that
 * answer one another are a thread (`threadCandidates`), which comes first.
 */
export function spliceCandidate(
  quote: QuoteRecord,
  candidates: readonly Candidate[],
): Candidate | null {
  const nearest = candidates
    .filter(({ best, comparison }) => best.post.id !== null && comparison.coverage >= LEAST_SHARE)
    .sort((a, b) => b.comparison.coverage - a.comparison.coverage)
    .slice(0, MOST_POSTS);
  for (const first of nearest) {
    for (const then of nearest) {
      const isPair = first !== then && isSameAccount(first.best.post, then.best.post);
      const at = isPair ? seamOf(quote, first, then) : null;
      if (at !== null) return asOne(quote, first, then, at);
    }
  }
  return null;
}

/** Where in the print the words of the second post begin; null where the two do not explain it. */
function seamOf(quote: QuoteRecord, first: Candidate, then: Candidate): number | null {
  const [one, two] = [first.best.post.text, then.best.post.text];
  const options = quote.lang === undefined ? {} : { lang: quote.lang };
  const { coverage, edits, archivedSpan } = compareText(quote.text, `${one}\n${two}`, options);
  if (archivedSpan === null || coverage < EXPLAINED) return null;
  if (archivedSpan.start >= one.length || archivedSpan.end <= one.length + 1) return null;
  const gaps = edits.filter(({ severity }) => severity === "meaning" || severity === "editorial");
  if (gaps.length > MOST_GAPS || gaps.some(({ op }) => op === "replace" || op === "insert")) {
    return null;
  }
  const words = quote.text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const brings = (other: Candidate) => {
    const share = coverage - other.comparison.coverage;
    return share >= LEAST_SHARE && share * words >= LEAST_WORDS;
  };
  if (!brings(first) || !brings(then)) return null;
  // What is left out between the two posts reaches over the break between them.
  const seam = gaps.find(
    ({ archived }) => archived.start <= one.length && archived.end >= one.length,
  );
  return seam?.printed.end ?? null;
}

/** Characters of the print shown from where the second post begins. */
const SHOWN = 40;

function asOne(quote: QuoteRecord, first: Candidate, then: Candidate, at: number): Candidate {
  const [more, less] =
    first.comparison.coverage >= then.comparison.coverage ? [first, then] : [then, first];
  const shown = [...quote.text.slice(at).trim()].slice(0, SHOWN).join("");
  const splice: Finding = {
    code: CODE,
    severity: "meaning",
    because: `The words are put together of two posts of one account: of ${first.best.post.id} first, and from “${shown}” on of ${then.best.post.id}.`,
  };
  const findings = [...more.findings, splice];
  return {
    ...more,
    sightings: [...more.sightings, ...less.sightings],
    findings,
    outcome: judgeComparison(more.comparison, findings).outcome,
  };
}
