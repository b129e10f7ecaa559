import { idPrefixesBetween } from "../dates/id-range.js";
import { idTime } from "../dates/id-time.js";
import { readPrintedDate } from "../dates/printed.js";
import { firstSnowflake } from "../dates/snowflake.js";
import { anyZoneWindow, type Window } from "../dates/window.js";
import { addressesOf, searchPrefixes } from "../handles/addresses.js";
import { normaliseHandle } from "../handles/handle.js";
import { type Permalink, parsePermalink } from "../handles/permalink.js";
import type { Platform } from "../records/platform.js";
import type { Post } from "../records/post.js";
import type { QuoteRecord } from "../records/quote.js";
import type { Article } from "../records/request.js";
import type { CaptureQuery } from "./archive.js";
import { guessHandles } from "./guess-handles.js";
import { dayMs } from "./time.js";

export type Purpose = "permalink" | "address" | "day" | "nearby" | "handle" | "name";

/** One round of asking; a later step is taken only when the earlier ones found no post. */
export interface Step {
  purpose: Purpose;
  /** Asked in order; the rest is left out once one of them lists captures that are wanted. */
  queries: readonly CaptureQuery[];
  /** Whether a listed capture could hold the post, told from its address alone. */
  wants: (named: Permalink | null) => boolean;
  /** Whether a post read from these captures could be the quoted one. */
  considers: (post: Post) => boolean;
}

/** Days to either side in which a post with these words speaks for a misprinted day. */
const NEARBY_DAYS = 10;

const prefix = (address: string): CaptureQuery => ({ kind: "prefix", prefix: address });

function within(windows: readonly Window[], ms: number): boolean {
  return windows.some(({ fromMs, toMs }) => ms >= fromMs && ms < toMs);
}

/** Whether the id's own time lies in a window; true where the id carries none. */
function idWithin(platform: Platform, id: string | null, windows: readonly Window[]): boolean {
  const time = id === null ? null : idTime(platform, id);
  if (time === null) return true;
  return windows.some(
    ({ fromMs, toMs }) => time.ms + time.toleranceMs >= fromMs && time.ms - time.toleranceMs < toMs,
  );
}

function postWithin(post: Post, windows: readonly Window[]): boolean {
  return post.createdAt === null
    ? idWithin(post.platform, post.id, windows)
    : within(windows, Date.parse(post.createdAt));
}

/**
 * Where captures of a linked post stand: under the handle in the link, under the printed one
 * (accounts are renamed, and any handle before a real id leads to the post), under none.
 */
function permalinkSteps(
  link: Permalink & { id: string },
  url: string,
  printed: readonly string[],
): Step[] {
  const asked = new Set<string>();
  const steps: Step[] = [];
  for (const handle of [link.handle, ...printed, null]) {
    const addresses = addressesOf({
      platform: link.platform,
      handle,
      id: link.id,
      ...(handle === link.handle && { url }),
    }).filter((address) => !asked.has(address));
    for (const address of addresses) asked.add(address);
    if (addresses.length === 0) continue;
    steps.push({
      purpose: "permalink",
      // Prefixes: captures of `…/ID?s=20` and `…/ID/photo/1` hold the same post (archives.md 2).
      queries: addresses.map(prefix),
      wants: (named) => named?.id === link.id,
      considers: (post) => post.id === link.id,
    });
  }
  return steps;
}

/** 19-digit ids: 4 leading digits span 66 hours, and so on down (facts: prior-art.md 7.3). */
function prefixDigits(ms: number): number {
  return Math.max(1, firstSnowflake(ms).toString().length - 15);
}

/** Prefix queries for a handle's posts of some days: a few leading digits of the id tell the time. */
function windowQueries(platform: Platform, handle: string, windows: readonly Window[]) {
  const prefixes =
    platform === "twitter"
      ? windows.flatMap(({ fromMs, toMs }) => idPrefixesBetween(fromMs, toMs, prefixDigits(toMs)))
      : [];
  const digits = prefixes.length > 0 ? [...new Set(prefixes)] : [""];
  return searchPrefixes(handle, digits, platform).map(prefix);
}

function accountStep(
  purpose: Purpose,
  platform: Platform,
  handles: readonly string[],
  windows: readonly Window[] | null,
): Step {
  const folded = new Set(handles.map((handle) => handle.toLowerCase()));
  const isTheirs = (handle: string | null) =>
    handle !== null && folded.has(handle.replace(/^@/, "").toLowerCase());
  return {
    purpose,
    queries: handles.flatMap((handle) => windowQueries(platform, handle, windows ?? [])),
    wants: (named) =>
      named?.id !== null &&
      named?.id !== undefined &&
      named.platform === platform &&
      isTheirs(named.handle) &&
      (windows === null || idWithin(platform, named.id, windows)),
    considers: (post) =>
      isTheirs(post.author.handle) && (windows === null || postWithin(post, windows)),
  };
}

function widen(windows: readonly Window[], days: number): Window[] {
  return windows.map(({ fromMs, toMs }) => ({
    fromMs: fromMs - days * dayMs,
    toMs: toMs + days * dayMs,
  }));
}

/** Where the printed day may lie, or null when none can be read. */
function printedWindows(quote: QuoteRecord, article: Article | undefined): Window[] | null {
  if (quote.date === undefined) return null;
  const lang = quote.lang ?? article?.lang;
  const printed = readPrintedDate(quote.date, lang === undefined ? {} : { lang });
  const published = article?.publishedAt ? new Date(article.publishedAt) : null;
  const year =
    published && !Number.isNaN(published.getTime()) ? { year: published.getUTCFullYear() } : {};
  const windows = anyZoneWindow(printed.readings, year);
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
    steps.push({
      purpose: "address",
      queries: [{ kind: "exact", uriR: quote.url }],
      wants: () => true,
      considers: () => true,
    });
  }
  const accounts = handles.length > 0 ? handles : link?.handle ? [link.handle] : [];
  if (accounts.length > 0) {
    if (windows !== null) {
      steps.push(accountStep("day", platform, accounts, windows));
      steps.push(accountStep("nearby", platform, accounts, widen(windows, NEARBY_DAYS)));
    } else if (!link?.id) {
      steps.push(accountStep("handle", platform, accounts, null));
    }
  } else if (steps.length === 0 && quote.author?.name) {
    steps.push(accountStep("name", platform, guessHandles(quote.author.name), windows));
  }
  return steps;
}
