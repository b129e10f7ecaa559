import type { Post } from "../records/post.js";
import type { QuoteRecord } from "../records/quote.js";
import type { ComparisonContext } from "../verdict/compare.js";
import { judgeComparison } from "../verdict/judge.js";
import { judgedByQuoted } from "../verdict/repeated.js";
import { isSameAccount } from "./accounts.js";
import { type Candidate, makeCandidate } from "./candidates.js";
import { isRecognisable } from "./recognisable.js";
import type { Sighting } from "./sightings.js";

/** Posts whose quoted post is looked at: for each a page may have to be read in full. */
const MOST_POSTS = 20;

/**
 * Words that stand in no post of the account but in one of another author which it quotes, shown
 * within its own on the same page. A candidate each: the post quoted, with its true author held
 * against the account that is printed, and a finding that names the post quoting it.
 */
export async function quotedCandidates(
  quote: QuoteRecord,
  candidates: readonly Candidate[],
  context: ComparisonContext,
): Promise<Candidate[]> {
  if (!isRecognisable(quote)) return [];
  const quoting = candidates.filter(({ best }) => best.post.quoted !== null).slice(0, MOST_POSTS);
  const found: Candidate[] = [];
  for (const { purpose, best } of quoting) {
    const quoted = await quotedIn(best);
    if (quoted === null) continue;
    const made = makeCandidate(purpose, quote, [quoted], [quoted], context);
    const { result, class: kind } = made.comparison.checks.text;
    const holds = (result === "match" || result === "note") && kind !== "translated";
    if (holds) found.push(asQuoted(made, best.post));
  }
  return found;
}

/** The post of another account that a post quotes, as the same page shows it. */
async function quotedIn({ post, reading }: Sighting): Promise<Sighting | null> {
  const { id = null, handle = null } = post.quoted ?? {};
  const found = (await reading.posts()).find((other) => {
    if (other === post || other.id === post.id || isSameAccount(other, post)) return false;
    if (id !== null && other.id !== null) return other.id === id;
    return handle !== null && other.author.handle?.toLowerCase() === handle.toLowerCase();
  });
  return found === undefined ? null : { post: found, reading };
}

function asQuoted(made: Candidate, quoting: Post): Candidate {
  const checks = {
    ...made.comparison.checks,
    handle: judgedByQuoted(made.comparison.checks.handle, made.best.post, quoting),
  };
  const comparison = { ...made.comparison, checks };
  const findings = [
    ...made.findings,
    {
      code: "post.quoted",
      severity: checks.handle.result === "mismatch" ? ("meaning" as const) : ("note" as const),
      because: `The words stand in a post of @${made.best.post.author.handle ?? "?"} that post ${quoting.id ?? "without an id"} of @${quoting.author.handle ?? "?"} only quotes.`,
    },
  ];
  return {
    ...made,
    comparison,
    findings,
    outcome: judgeComparison(comparison, findings).outcome,
  };
}
