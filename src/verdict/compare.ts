import { checkDate } from "../dates/check.js";
import { readPrintedDate } from "../dates/printed.js";
import { publishedDay } from "../dates/published-day.js";
import { checkHandle, nameFindings } from "../handles/check.js";
import type { HandleSighting } from "../handles/sightings.js";
import { checkText } from "../matching/check.js";
import type { TranslationAids } from "../matching/translation/aids.js";
import type { TextComparison } from "../matching/types.js";
import type { Checks, DateCheck } from "../records/checks.js";
import type { Span } from "../records/edit.js";
import type { Finding } from "../records/finding.js";
import type { Post } from "../records/post.js";
import type { QuoteRecord } from "../records/quote.js";
import { findingsOf } from "./findings.js";
import { type SettledTime, settleTime } from "./post-time.js";
import { judgedByAuthor } from "./repeated.js";

/** A quote held against one post: the three checks, what they mean, and how well it explains. */
export interface Comparison {
  checks: Checks;
  findings: Finding[];
  post: Post;
  /** 0–1: share of the printed content words that the post holds. */
  coverage: number;
  /** Stretch of `post.text` that the quote covers; null when it covers none. */
  archivedSpan: Pick<Span, "start" | "end"> | null;
  /** Higher: this post explains the quote better. Comparable across posts of one quote only. */
  score: number;
}

export interface ComparisonContext {
  /** Handles that other captures give for the post's account id. */
  alsoKnownAs?: readonly string[];
  /** Handles and account ids that captures of the platform show. */
  handleSightings?: readonly HandleSighting[];
  /** ISO day on which the article appeared; narrows a printed date without year. */
  publishedAt?: string;
  /** Language of the article, where the record names none. */
  lang?: string;
  /** Dictionaries and machines for quotes in another language than the post's. */
  aids?: TranslationAids;
  /**
   * What was compared of this one quote so far, to be compared no second time: a post is held against
   * it whenever more is known of its account. To be emptied when `aids` know more than before.
   */
  compared?: Map<Post, ComparedWords>;
}

/** What holds of a quote and a post whatever account it is. */
interface ComparedWords {
  words: TextComparison;
  time: SettledTime;
  date: DateCheck;
}

type ComparedQuote = Pick<QuoteRecord, "text" | "originalText" | "date" | "author" | "lang">;

/** The checks of a quote whose post was not found: nothing is held against it, its day is read. */
export function checksWithoutPost(
  quote: Pick<QuoteRecord, "date" | "author" | "lang">,
  { lang, publishedAt }: Pick<ComparisonContext, "lang" | "publishedAt"> = {},
): Checks {
  const because = "No post was found to hold it against.";
  const printed =
    quote.date === undefined
      ? []
      : readPrintedDate(quote.date, {
          lang: quote.lang ?? lang,
          anchor: publishedDay({ publishedAt }) ?? undefined,
        }).readings;
  return {
    handle: {
      result: "unknown",
      class: quote.author?.handle ? null : "not-printed",
      printed: quote.author?.handle ?? null,
      archived: null,
      because,
    },
    date: {
      result: "unknown",
      class: quote.date === undefined ? "not-printed" : printed.length === 0 ? "unreadable" : null,
      printed: quote.date ?? null,
      readings: [...printed],
      archived: null,
      because,
    },
    text: { result: "unknown", class: null, flags: [], edits: [], because },
  };
}

/** Compares a quote with a post on its three counts: account, day, words. */
export function compareQuote(
  quote: ComparedQuote,
  post: Post,
  context: ComparisonContext = {},
): Comparison {
  const known = context.compared?.get(post);
  const compared = known ?? compareWordsAndDay(quote, post, context);
  if (!known) context.compared?.set(post, compared);
  const { words, time, date } = compared;
  const { coverage, archivedSpan, score, ...text } = words;
  const checks: Checks = {
    handle: judgedByAuthor(
      checkHandle(quote.author ?? {}, post.author, context.alsoKnownAs, context.handleSightings),
      post,
      quote.text,
    ),
    date,
    text,
  };
  return {
    checks,
    findings: [
      ...findingsOf(checks, post, quote.text),
      ...nameFindings(quote.author ?? {}, post.author),
      ...time.findings,
    ],
    post,
    coverage,
    archivedSpan,
    score,
  };
}

function compareWordsAndDay(
  quote: ComparedQuote,
  post: Post,
  context: ComparisonContext,
): ComparedWords {
  const lang = quote.lang ?? context.lang;
  const words = checkText(
    {
      text: quote.text,
      ...(quote.originalText !== undefined && { originalText: quote.originalText }),
      ...(lang !== undefined && { lang }),
    },
    post,
    context.aids,
  );
  const time = settleTime(post);
  const date = checkDate(quote.date, time.post, {
    ...(lang !== undefined && { lang }),
    ...(context.publishedAt !== undefined && { publishedAt: context.publishedAt }),
  });
  return { words, time, date };
}
