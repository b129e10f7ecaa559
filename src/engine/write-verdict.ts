import { parsePermalink } from "../handles/permalink.js";
import type { Finding } from "../records/finding.js";
import type { QuoteRecord } from "../records/quote.js";
import type { Article } from "../records/request.js";
import type { Verdict } from "../records/verdict.js";
import { checksWithoutPost } from "../verdict/compare.js";
import { confidenceOf, confidenceUnfound } from "../verdict/confidence.js";
import { judgeComparison, judgeUnfound } from "../verdict/judge.js";
import { type Unfound, type VainEnd, vainEnd } from "../verdict/search-end.js";
import { summarise, summariseUnfound } from "../verdict/summary.js";
import { redirectFindings } from "./account-names.js";
import type { Candidate } from "./candidates.js";
import { evidenceOf } from "./evidence.js";
import type { Purpose } from "./plan/step.js";
import { readingsOf, type Search } from "./search.js";
import { timelineOf } from "./timeline.js";
import { ENGINE } from "./version.js";

const MOST_OTHERS = 5;

interface Material {
  id: string;
  quote: QuoteRecord;
  search: Search;
  /** Language of the article, for dates in records that name none. */
  lang: string | undefined;
  article?: Article | undefined;
  /** Language of the summary. */
  summaryLang?: string | undefined;
  checkedAt: Date;
}

function named(candidates: readonly Candidate[]): Verdict["otherCandidates"] {
  return candidates.slice(0, MOST_OTHERS).map(({ best, comparison }) => ({
    id: best.post.id,
    url: best.post.url,
    textClass: comparison.checks.text.class,
  }));
}

/** The link prints one post, the words are in another. */
function linkFindings(quote: QuoteRecord, { best }: Candidate): Finding[] {
  const linked = quote.url === undefined ? null : (parsePermalink(quote.url)?.id ?? null);
  if (linked === null || best.post.id === null || best.post.id === linked) return [];
  // An edited post has one id a version; the link may name any of them.
  if (best.post.edits.includes(linked)) return [];
  return [
    {
      code: "link.names-another-post",
      severity: "note",
      because: `The link names post ${linked}, the words are in post ${best.post.id}.`,
    },
  ];
}

/** Found by a name alone: the words may stand there, but whose account it is nobody printed. */
function accountFindings({ purpose, best }: Candidate): Finding[] {
  if (purpose !== "name") return [];
  return [
    {
      code: "handle.guessed",
      severity: "note",
      because: `No handle is printed: @${best.post.author.handle ?? "?"} was found by the name, which anybody can take.`,
    },
  ];
}

/** Told from other posts of its account by its words alone: the one with the very words may be elsewhere. */
const BY_WORDS: ReadonlySet<Purpose> = new Set(["day", "nearby", "handle", "account", "name"]);
const OPEN_ENDS: ReadonlySet<VainEnd> = new Set(["not-answered", "unread", "unfinished"]);

function openFindings({ purpose, comparison }: Candidate, unfound: Unfound): Finding[] {
  const isOpen = BY_WORDS.has(purpose) && comparison.checks.text.result === "mismatch";
  if (!isOpen || !OPEN_ENDS.has(vainEnd(unfound))) return [];
  return [
    {
      code: "search.unfinished",
      severity: "note",
      because:
        "Not everything could be searched: a post with the very words printed may stand where it was not looked.",
    },
  ];
}

/** Puts what was learnt into the contract's shape, and in its order: people read it, too. */
export function writeVerdict({
  id,
  quote,
  search,
  lang,
  article,
  summaryLang,
  checkedAt,
}: Material): Verdict {
  const entries = search.inquiries.map(({ ledger }) => ledger.entry);
  const [best, ...others] = search.accepted;
  const head = { id, ref: quote.ref ?? null, quote, ...(article && { article }) };
  const end = { checkedAt: checkedAt.toISOString(), engine: ENGINE };
  const unfound: Unfound = {
    search: entries,
    unreadable: search.inquiries.reduce((sum, { ledger }) => sum + ledger.unreadable, 0),
    incomplete: search.inquiries.some(({ ledger }) => ledger.incomplete),
  };
  if (best === undefined) {
    const { outcome, end: because } = judgeUnfound(unfound);
    const linked = quote.url === undefined ? null : (parsePermalink(quote.url)?.id ?? null);
    const timeline = timelineOf(search.inquiries, linked);
    return {
      ...head,
      outcome,
      summary: summariseUnfound({
        outcome,
        end: because,
        search: entries,
        goneSince: timeline.goneSince,
        lang: summaryLang,
      }),
      confidence: confidenceUnfound(),
      checks: checksWithoutPost(quote, {
        ...(lang !== undefined && { lang }),
        ...(article?.publishedAt !== undefined && { publishedAt: article.publishedAt }),
      }),
      findings: search.findings,
      post: null,
      otherCandidates: named(search.rejected),
      evidence: [],
      search: entries,
      timeline,
      ...end,
    };
  }
  const { outcome, findings } = judgeComparison(best.comparison, [
    ...best.findings,
    ...linkFindings(quote, best),
    ...accountFindings(best),
    ...openFindings(best, unfound),
    ...redirectFindings(best, readingsOf(search)),
    ...search.findings,
  ]);
  const evidence = evidenceOf(best);
  const { checks, post } = best.comparison;
  return {
    ...head,
    outcome,
    summary: summarise({
      outcome,
      checks,
      findings,
      post,
      archives: [...new Set(evidence.map(({ archive }) => archive))],
      lang: summaryLang,
    }),
    confidence: confidenceOf({ outcome, checks, quote: quote.text, evidence }),
    checks,
    findings,
    post,
    otherCandidates: named([...others, ...search.rejected]),
    evidence,
    search: entries,
    timeline: timelineOf(search.inquiries, post.id),
    ...end,
  };
}
