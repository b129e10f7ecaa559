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
      const ends = isPair ? endsOf(quote, first, then) : null;
      if (ends !== null) return asOne(first, then, ends);
    }
  }
  return null;
}

/** Most words the print may have of its own where it joins the two: "and", "but then". */
const MOST_JOINING = 2;

/** How the words begin in the first post and end in the second; null where these do not explain them. */
function endsOf(
  quote: QuoteRecord,
  first: Candidate,
  then: Candidate,
): { begin: string; end: string } | null {
  const [one, two] = [first.best.post.text, then.best.post.text];
  const both = `${one}\n${two}`;
  const options = quote.lang === undefined ? {} : { lang: quote.lang };
  const { coverage, edits, archivedSpan } = compareText(quote.text, both, options);
  if (archivedSpan === null || coverage < EXPLAINED) return null;
  const { start, end } = archivedSpan;
  if (start >= one.length || end <= one.length + 1) return null;
  const gaps = edits.filter(({ severity }) => severity === "meaning" || severity === "editorial");
  const ofPrint = gaps.filter(({ op }) => op === "replace" || op === "insert" || op === "move");
  const joining = ofPrint.reduce((sum, { printed }) => sum + wordCount(printed.text), 0);
  if (gaps.length > MOST_GAPS || joining > MOST_JOINING) return null;
  const words = wordCount(quote.text);
  const brings = (other: Candidate) => {
    const share = coverage - other.comparison.coverage;
    return share >= LEAST_SHARE && share * words >= LEAST_WORDS;
  };
  if (!brings(first) || !brings(then)) return null;
  return {
    begin: [...one.slice(start)].slice(0, SHOWN).join(""),
    end: [...both.slice(one.length + 1, end)].slice(-SHOWN).join(""),
  };
}

/** Characters shown of either post. */
const SHOWN = 40;

function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

function asOne(
  first: Candidate,
  then: Candidate,
  { begin, end }: { begin: string; end: string },
): Candidate {
  const [more, less] =
    first.comparison.coverage >= then.comparison.coverage ? [first, then] : [then, first];
  const splice: Finding = {
    code: CODE,
    severity: "meaning",
    because: `The words are put together of two posts of one account: they begin in ${first.best.post.id} (“${begin} …”) and end in ${then.best.post.id} (“… ${end}”).`,
  };
  const findings = [...more.findings, splice];
  return {
    ...more,
    sightings: [...more.sightings, ...less.sightings],
    findings,
    outcome: judgeComparison(more.comparison, findings).outcome,
  };
}
