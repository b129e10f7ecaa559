import { compareThread } from "../matching/thread.js";
import type { Post } from "../records/post.js";
import type { QuoteRecord } from "../records/quote.js";
import { type ComparisonContext, compareQuote } from "../verdict/compare.js";
import { judgeComparison } from "../verdict/judge.js";
import { isSameAccount } from "./accounts.js";
import type { Candidate } from "./candidates.js";

/** Most posts that one look at threads takes in: pages hold some hundred at worst. */
const MOST_POSTS = 200;

/**
 * Quotes that run on from one post of a thread into the next: a candidate for each thread of one
 * author whose posts, read as one text, explain the quote with two posts or more. The candidate's
 * post is the first one quoted, with the words of all that are; a finding names them.
 */
export function threadCandidates(
  quote: QuoteRecord,
  candidates: readonly Candidate[],
  context: ComparisonContext,
): Candidate[] {
  return threadsAmong(candidates.slice(0, MOST_POSTS)).flatMap((thread) => {
    const candidate = asOne(thread, quote, context);
    return candidate === null ? [] : [candidate];
  });
}

function asOne(
  thread: readonly Candidate[],
  quote: QuoteRecord,
  context: ComparisonContext,
): Candidate | null {
  const texts = thread.map(({ best }) => best.post.text);
  const options = quote.lang === undefined ? {} : { lang: quote.lang };
  const { covered } = compareThread(quote.text, texts, options);
  const quoted = covered.flatMap(({ post }) => thread[post] ?? []);
  const [first] = quoted;
  if (first === undefined || quoted.length < 2) return null;
  const { text } = compareThread(
    quote.text,
    quoted.map(({ best }) => best.post.text),
    options,
  );
  const posts = quoted.map(({ best }) => best.post);
  const post: Post = {
    ...first.best.post,
    text,
    truncated: null,
    links: posts.flatMap(({ links }) => links),
    media: posts.flatMap(({ media }) => media),
  };
  const comparison = compareQuote(quote, post, context);
  const findings = [
    ...quoted.flatMap((one) => one.findings),
    {
      code: "text.thread",
      severity: "note" as const,
      because: `The words run over ${posts.length} posts of one thread: ${posts.map(({ id }) => id).join(", ")}.`,
    },
  ];
  const best = { ...first.best, post };
  const others = quoted.flatMap(({ sightings }) => sightings).filter((one) => one !== first.best);
  return {
    purpose: first.purpose,
    best,
    sightings: [best, ...others],
    comparison,
    findings,
    outcome: judgeComparison(comparison, findings).outcome,
  };
}

/** Posts that answer one another and are all of one account, first to last; two posts at least. */
function threadsAmong(candidates: readonly Candidate[]): Candidate[][] {
  const byId = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const { id } = candidate.best.post;
    // A text that the capture cuts has no end from which the next post could go on.
    if (id !== null && !candidate.best.post.truncated) byId.set(id, candidate);
  }
  const next = new Map<Candidate, Candidate>();
  const continued = new Set<Candidate>();
  for (const candidate of byId.values()) {
    const before = byId.get(candidate.best.post.replyTo?.id ?? "");
    if (
      before === undefined ||
      next.has(before) ||
      !isSameAccount(before.best.post, candidate.best.post)
    )
      continue;
    next.set(before, candidate);
    continued.add(candidate);
  }
  const threads: Candidate[][] = [];
  for (const first of next.keys()) {
    if (continued.has(first)) continue;
    const thread = [first];
    for (let at = next.get(first); at !== undefined; at = next.get(at)) thread.push(at);
    threads.push(thread);
  }
  return threads;
}
