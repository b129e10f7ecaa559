import { idBlocksBetween, idPrefixesBetween } from "../dates/id-range.js";
import { idTime } from "../dates/id-time.js";
import { readPrintedDate } from "../dates/printed.js";
import { publishedDay } from "../dates/published-day.js";
import {
  anyZoneWindow,
  MAX_OFFSET_MINUTES,
  MIN_OFFSET_MINUTES,
  mergeWindows,
  type Window,
} from "../dates/window.js";
import { addressesOf, searchPrefixes } from "../handles/addresses.js";
import { normaliseHandle } from "../handles/handle.js";
import { type Permalink, parsePermalink } from "../handles/permalink.js";
import { isNamedBy } from "../handles/same-post.js";
import type { Platform } from "../records/platform.js";
import type { Post } from "../records/post.js";
import type { QuoteRecord } from "../records/quote.js";
import type { Article } from "../records/request.js";
import type { CaptureQuery, PostQuery } from "./archive.js";
import { guessHandles } from "./guess-handles.js";
import { dayMs } from "./time.js";

export type Purpose = "permalink" | "address" | "day" | "nearby" | "handle" | "name" | "account";

/** One round of asking; a later step is taken only when the earlier ones found no post. */
export interface Step {
  purpose: Purpose;
  /** All asked: together they cover what this round looks for. */
  queries: readonly CaptureQuery[];
  /** Asked as well where an answer to `queries` was not all there is; together they cover it then. */
  narrower: readonly CaptureQuery[];
  /**
   * One address and a time, for archives that hand over the nearest capture without their index.
   * `only`: where they have none there, the index is not worth a question.
   */
  probe?: { uriR: string; at: string; only: boolean };
  /** Which captures to read first: the least, told from the address. All alike when absent. */
  rank?: (named: Permalink | null) => number;
  /** Looks for more than was printed: left undone, it leaves no doubt about what was. */
  isExtra?: true;
  /** Whether a listed capture could hold the post, told from its address alone. */
  wants: (named: Permalink | null) => boolean;
  /** The posts looked for, for archives that know which of their captures hold them. */
  posts: readonly PostQuery[];
  /** Whether a post read from these captures could be the quoted one. */
  considers: (post: Post) => boolean;
}

/** Days to either side in which a post with these words speaks for a misprinted day. */
const NEARBY_DAYS = 10;

const prefix = (address: string, how: { glance?: true; collapse?: true } = {}): CaptureQuery => ({
  kind: "prefix",
  prefix: address,
  ...how,
});

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
    steps.push(
      ...addresses.map(
        (address): Step => ({
          purpose: "permalink",
          narrower: [],
          probe: { uriR: address, at: postedAt(link), only: !hasVariants(address) },
          // A prefix: captures of `…/ID?s=20` and `…/ID/photo/1` hold the same post (archives.md 2).
          queries: [prefix(address)],
          wants: (named) => named?.id === link.id,
          posts: [{ by: "id", platform: link.platform, id: link.id }],
          considers: (post) => isNamedBy(post, link),
        }),
      ),
    );
  }
  return steps;
}

/** Time of the id, or now: without a time the newest capture is as good as any. */
function postedAt({ platform, id }: Permalink & { id: string }): string {
  const time = idTime(platform, id);
  return new Date(time === null ? Date.now() : time.ms).toISOString();
}

/** Addresses without a handle are typed by machines: nothing is added to them. */
function hasVariants(address: string): boolean {
  return parsePermalink(address)?.handle !== null;
}

/** Prefixes that one window may cost at each host: every one is a question to every archive. */
const MOST_PREFIXES = 2;
const ID_DIGITS = 19;

/**
 * Leading digits that the ids of a window share, as many as keep to the bound: four span 66 hours
 * of 19-digit ids, three 27 days (prior-art.md 7.3). None for times before ids carried one.
 */
function idPrefixes({ fromMs, toMs }: Window): string[] {
  return idPrefixesBetween(fromMs, toMs, ID_DIGITS, MOST_PREFIXES);
}

/** Prefix queries for handles' posts whose ids begin so, a list for each host of the platform. */
function byHost(
  platform: Platform,
  handles: readonly string[],
  digits: readonly string[],
  how: { glance?: true; collapse?: true },
): CaptureQuery[][] {
  const queries: CaptureQuery[][] = [];
  for (const handle of handles) {
    for (const one of digits) {
      for (const [host, address] of searchPrefixes(handle, [one], platform).entries()) {
        queries[host] = [...(queries[host] ?? []), prefix(address, how)];
      }
    }
  }
  return queries;
}

interface Round {
  queries: CaptureQuery[];
  narrower: CaptureQuery[];
}

/**
 * Rounds of questions for an account's posts of some days, a round for each host, since a post
 * missing at one may have been captured at another. The blocks of `first` come before those that
 * only `windows` needs. A block of ids is listed at a glance; one that holds more than a page is
 * asked for again by the digits of the days themselves, one capture of each address.
 */
function roundsOf(
  platform: Platform,
  handles: readonly string[],
  windows: readonly Window[],
  first: readonly Window[],
): Round[] {
  const blocksOf = (some: readonly Window[]) =>
    some.flatMap(({ fromMs, toMs }) => idBlocksBetween(fromMs, toMs));
  const all = platform === "twitter" ? [...new Set(blocksOf(windows))] : [];
  if (all.length === 0) {
    const digits = platform === "twitter" ? [...new Set(windows.flatMap(idPrefixes))] : [];
    const asked = byHost(platform, handles, digits.length > 0 ? digits : [""], { collapse: true });
    return asked.map((queries) => ({ queries, narrower: [] }));
  }
  const early = new Set(blocksOf(first));
  const parts = [all.filter((one) => early.has(one)), all.filter((one) => !early.has(one))];
  const narrow = byHost(platform, handles, [...new Set(windows.flatMap(idPrefixes))], {
    collapse: true,
  });
  const [soon = [], late = []] = parts.map((digits) =>
    byHost(platform, handles, digits, { glance: true }),
  );
  return narrow.flatMap((narrower, host) =>
    [soon[host], late[host]].flatMap((queries) => (queries ? [{ queries, narrower }] : [])),
  );
}

/** Days between a post's own time, by its id, and the nearest of some windows; 0 inside. */
function daysApart(named: Permalink | null, windows: readonly Window[]): number {
  const time = named?.id ? idTime(named.platform, named.id) : null;
  if (time === null) return 0;
  const apart = windows.map(({ fromMs, toMs }) => Math.max(0, fromMs - time.ms, time.ms - toMs));
  return Math.min(...apart) / dayMs;
}

/** Looks through an account's posts of some days; those of `first` are read before others. */
function accountSteps(
  purpose: Purpose,
  platform: Platform,
  handles: readonly string[],
  windows: readonly Window[] | null,
  first: readonly Window[] | null = windows,
): Step[] {
  const folded = new Set(handles.map((handle) => handle.toLowerCase()));
  const isTheirs = (handle: string | null) =>
    handle !== null && folded.has(handle.replace(/^@/, "").toLowerCase());
  return roundsOf(platform, handles, windows ?? [], first ?? []).map((round) => ({
    purpose,
    ...round,
    ...(first && { rank: (named) => daysApart(named, first) }),
    posts: handles.map((key) => ({ by: "handle", platform, key, windows })),
    wants: (named) =>
      named?.id !== null &&
      named?.id !== undefined &&
      named.platform === platform &&
      isTheirs(named.handle) &&
      (windows === null || idWithin(platform, named.id, windows)),
    considers: (post) =>
      isTheirs(post.author.handle) && (windows === null || postWithin(post, windows)),
  }));
}

/** A look at posts of any time under the printed handle: they tell whose account it is. */
export function ownerStep(step: Step): Step {
  return {
    ...step,
    purpose: "account",
    isExtra: true,
    posts: step.posts.map((query) => (query.by === "handle" ? { ...query, windows: null } : query)),
    considers: (post) =>
      step.posts.some(
        (query) =>
          query.by === "handle" &&
          query.platform === post.platform &&
          query.key.toLowerCase() === post.author.handle?.toLowerCase(),
      ),
  };
}

/**
 * The same times of a step that looks under handles, among the posts of accounts known by their ids:
 * what an account posted under an older handle.
 */
export function byAccount(step: Step, ids: readonly string[]): Step {
  const posts = step.posts.flatMap((query) =>
    query.by === "handle" ? ids.map((key) => ({ ...query, by: "account" as const, key })) : [],
  );
  return {
    ...step,
    purpose: "account",
    posts,
    considers: ({ author, ...post }) =>
      posts.some(
        ({ platform, key, windows }) =>
          platform === post.platform &&
          key === author.id &&
          (windows === null || postWithin({ author, ...post }, windows)),
      ),
  };
}

/** The UTC days in windows that hold a day in every time zone. */
function utcDaysIn(windows: readonly Window[]): Window[] {
  return windows.map(({ fromMs, toMs }) => ({
    fromMs: fromMs + MAX_OFFSET_MINUTES * 60_000,
    toMs: toMs + MIN_OFFSET_MINUTES * 60_000,
  }));
}

/**
 * A printed name alone: remote archives are asked for the handles it suggests; those at hand also
 * know the names under which accounts posted.
 */
function nameSteps(platform: Platform, name: string, windows: readonly Window[] | null): Step[] {
  const steps = accountSteps("name", platform, guessHandles(name), windows);
  const none: Step = {
    purpose: "name",
    queries: [],
    narrower: [],
    wants: () => false,
    posts: [],
    considers: () => false,
  };
  const printed = foldName(name);
  return (steps.length > 0 ? steps : [none]).map((step) => ({
    ...step,
    posts: [...step.posts, { by: "name", platform, key: name, windows }],
    considers: (post) =>
      step.considers(post) ||
      (post.author.name !== null &&
        foldName(post.author.name) === printed &&
        (windows === null || postWithin(post, windows))),
  }));
}

function foldName(name: string): string {
  return name.normalize("NFKC").replace(/\s+/gu, " ").trim().toLowerCase();
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
    steps.push({
      purpose: "address",
      queries: [{ kind: "exact", uriR: quote.url }],
      narrower: [],
      wants: () => true,
      posts: [],
      considers: () => true,
    });
  }
  const accounts = handles.length > 0 ? handles : link?.handle ? [link.handle] : [];
  if (accounts.length > 0) {
    if (windows !== null) {
      const around = widen(windows, NEARBY_DAYS);
      steps.push(...accountSteps("day", platform, accounts, windows, utcDaysIn(windows)));
      steps.push(
        ...accountSteps("nearby", platform, accounts, around, windows).map(
          (step): Step => ({ ...step, isExtra: true }),
        ),
      );
    } else if (!link?.id) {
      steps.push(...accountSteps("handle", platform, accounts, null));
    }
  } else if (steps.length === 0 && quote.author?.name) {
    steps.push(...nameSteps(platform, quote.author.name, windows));
  }
  return steps;
}
