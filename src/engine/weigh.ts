import { accepts, type Candidate, makeCandidate, rank } from "./candidates.js";
import type { Step } from "./plan/step.js";
import { quotedCandidates } from "./quoted-posts.js";
import { readingsOf, type Search } from "./search.js";
import { collectSightings, otherSightings } from "./sightings.js";
import { isSplice, spliceCandidate } from "./splices.js";
import { threadCandidates } from "./threads.js";

/** A post that differs may be renamed, mislinked or a near miss: that is worth more looking. */
export function isFound({ accepted: [best] }: Search): boolean {
  return best !== undefined && isGood(best);
}

/** A post that holds the words by itself needs no other. */
function isGood({ outcome }: Candidate): boolean {
  return outcome === "verified" || outcome === "verified-with-notes";
}

/** Sorts all posts seen so far into accepted and rejected. */
export async function weigh(step: Step, search: Search): Promise<void> {
  const { quote, context } = search;
  const readings = readingsOf(search);
  const groups = await collectSightings(readings, step, (reading, isLeftOut) => {
    for (const { ledger } of search.inquiries) ledger.isMisdated(reading, isLeftOut);
  });
  const considered = groups.flat();
  const all = [...considered, ...otherSightings(readings, considered)];
  const single = groups.map((sightings) =>
    makeCandidate(step.purpose, quote, sightings, all, context),
  );
  const threads = threadCandidates(quote, single, context).filter((one) => accepts(one, quote));
  const better = new Map(threads.map((one) => [one.best.post.id, one]));
  const own = rank([...single, ...threads]).filter(
    (one) => !better.has(one.best.post.id) || better.get(one.best.post.id) === one || isGood(one),
  );
  const borrowed = own.some(isGood) ? [] : await notOneOwnPost(own, search);
  const told = new Set(borrowed.map(({ best }) => best.post.id));
  const candidates = [...borrowed, ...own.filter(({ best }) => !told.has(best.post.id))];
  const ids = (some: readonly Candidate[]) => new Set(some.map(({ best }) => best.post.id));
  const accepted = candidates.filter(
    (candidate) => borrowed.includes(candidate) || accepts(candidate, quote),
  );
  const before = search.accepted.filter(({ best }) => !ids(accepted).has(best.post.id));
  // What one step has found stays found, even where a later one would not have recognised it.
  const [best, ...others] = rank([...accepted, ...before]);
  // Of two posts put together each by itself is a poor explanation, but both together are the best.
  const splice = accepted.find(isSplice);
  const isBest = splice !== undefined && best !== undefined && !isGood(best);
  search.accepted = isBest
    ? [splice, ...[best, ...others].filter((one) => one !== splice)]
    : best === undefined
      ? []
      : [best, ...others];
  const rejected = [...candidates, ...search.rejected].filter(
    ({ best }) => !ids(search.accepted).has(best.post.id),
  );
  search.rejected = rank(uniqueByPost(rejected));
}

/**
 * Explanations where no post of the account holds the words by itself: a post of somebody else's
 * that it quotes, two posts of its own put together. What an earlier step found so is kept.
 */
async function notOneOwnPost(
  candidates: readonly Candidate[],
  search: Search,
): Promise<Candidate[]> {
  const { quote, context } = search;
  const quoted = await quotedCandidates(quote, candidates, context);
  const splice = search.accepted.find(isSplice) ?? spliceCandidate(quote, candidates);
  return splice === null || quoted.length > 0 ? quoted : [splice];
}

function uniqueByPost(candidates: readonly Candidate[]): Candidate[] {
  return [...new Map(candidates.map((candidate) => [candidate.best.post.id, candidate])).values()];
}
