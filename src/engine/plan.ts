import { readPrintedDate } from "../dates/printed.js";
import { publishedDay } from "../dates/published-day.js";
import { anyZoneWindow, mergeWindows, type Window } from "../dates/window.js";
import { normaliseHandle } from "../handles/handle.js";
import { parsePermalink } from "../handles/permalink.js";
import type { QuoteRecord } from "../records/quote.js";
import type { Article } from "../records/request.js";
import { accountSteps, daySteps, nearbySteps } from "./plan/by-account.js";
import { addressStep, permalinkSteps } from "./plan/by-link.js";
import { nameSteps } from "./plan/by-name.js";
import type { Step } from "./plan/step.js";
import { isRecognisable } from "./recognisable.js";

/** Where the printed day may lie, or null when none can be read. */
function printedWindows(quote: QuoteRecord, article: Article | undefined): Window[] | null {
  if (quote.date === undefined) return null;
  const lang = quote.lang ?? article?.lang;
  const anchor = publishedDay({ publishedAt: article?.publishedAt }) ?? undefined;
  const { readings } = readPrintedDate(quote.date, { lang, anchor });
  const year = anchor === undefined ? {} : { year: Number(anchor.slice(0, 4)) };
  // A range of days is one search: each window costs questions to every archive.
  const windows = mergeWindows(anyZoneWindow(readings, year));
  return windows.length > 0 ? windows : null;
}

/**
 * Where to look for a quote's post, in order: at its permalink; among the account's posts of the
 * printed day; of the days around it; of any day; at handles that the printed name suggests.
 */
export function planSearch(quote: QuoteRecord, article?: Article): Step[] {
  const link = quote.url === undefined ? null : parsePermalink(quote.url);
  const platform = link?.platform ?? quote.platform ?? "twitter";
  const printedHandle = quote.author?.handle ? normaliseHandle(quote.author.handle) : null;
  const handles = printedHandle === null ? [] : [printedHandle];
  const windows = printedWindows(quote, article);
  const steps: Step[] = [];

  if (link?.id && quote.url !== undefined) {
    steps.push(...permalinkSteps({ ...link, id: link.id }, quote.url, handles));
  } else if (quote.url !== undefined && link === null && /^https?:\/\//i.test(quote.url)) {
    steps.push(addressStep(quote.url));
  }
  const accounts = handles.length > 0 ? handles : link?.handle ? [link.handle] : [];
  if (accounts.length > 0) {
    if (windows !== null) {
      const days = daySteps(platform, accounts, windows);
      steps.push(...days);
      // Of another day a post is taken for the quoted one by its words alone.
      if (isRecognisable(quote)) steps.push(...nearbySteps(days, platform, accounts, windows));
    } else if (!link?.id) {
      steps.push(...accountSteps("handle", { platform, handles: accounts, windows: null }));
    }
  } else if (steps.length === 0 && quote.author?.name) {
    steps.push(...nameSteps(platform, quote.author.name, windows));
  }
  return steps;
}
