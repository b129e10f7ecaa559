import { idBlocksBetween, idPrefixesBetween } from "../../dates/id-range.js";
import { idTime } from "../../dates/id-time.js";
import { MAX_OFFSET_MINUTES, MIN_OFFSET_MINUTES, type Window } from "../../dates/window.js";
import { searchPrefixes } from "../../handles/addresses.js";
import type { Permalink } from "../../handles/permalink.js";
import type { Platform } from "../../records/platform.js";
import type { CaptureQuery } from "../archive.js";
import { dayMs } from "../time.js";
import { idWithin, type Purpose, postWithin, prefix, type Step } from "./step.js";

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
        queries[host] ??= [];
        queries[host].push(prefix(address, how));
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
 * Rounds of questions for an account's posts of some days, a list for each host, since a post
 * missing at one may have been captured at another. The blocks of `first` come before those that
 * only `windows` needs. A block of ids is listed at a glance; one that holds more than a page is
 * asked for again by the digits of the days themselves, one capture of each address.
 */
function roundsOf({ platform, handles, windows, first }: Sought): Round[][] {
  const days = platform === "twitter" ? (windows ?? []) : [];
  const blocksOf = (some: readonly Window[]) =>
    some.flatMap(({ fromMs, toMs }) => idBlocksBetween(fromMs, toMs));
  const all = [...new Set(blocksOf(days))];
  const digits = [...new Set(days.flatMap(idPrefixes))];
  if (all.length === 0) {
    const asked = byHost(platform, handles, digits.length > 0 ? digits : [""], { collapse: true });
    return asked.map((queries) => [{ queries, narrower: [] }]);
  }
  const early = new Set(blocksOf(first ?? days));
  const parts = [all.filter((one) => early.has(one)), all.filter((one) => !early.has(one))];
  const [soon = [], late = []] = parts.map((blocks) =>
    byHost(platform, handles, blocks, { glance: true }),
  );
  return byHost(platform, handles, digits, { collapse: true }).map((narrower, host) =>
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

/** Posts of an account, or of a few handles that may be its, of some days. */
interface Sought {
  platform: Platform;
  handles: readonly string[];
  /** Times of posting; all when null. */
  windows: readonly Window[] | null;
  /** Those of `windows` that are read before others; all alike when absent. */
  first?: readonly Window[] | null;
  /** Hosts of the platform to ask at, the best first; all when absent. */
  hosts?: number;
}

/** What a step takes for a post that is sought, wherever it asks. */
function sought(
  purpose: Purpose,
  { platform, handles, windows, first = windows }: Sought,
): Omit<Step, "queries" | "narrower"> {
  const folded = new Set(handles.map((handle) => handle.toLowerCase()));
  const isTheirs = (handle: string | null) =>
    handle !== null && folded.has(handle.replace(/^@/, "").toLowerCase());
  return {
    purpose,
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
  };
}

/** Looks through an account's posts of some days. */
export function accountSteps(purpose: Purpose, what: Sought): Step[] {
  const rounds = roundsOf(what).slice(0, what.hosts);
  const these = sought(purpose, what);
  return rounds.flat().map((round) => ({ ...round, ...these }));
}

/** Days to either side in which a post with these words speaks for a misprinted day. */
const NEARBY_DAYS = 10;
/**
 * Captures read in all before the days around are left alone: most quotes whose post is there cost
 * one or two, and a misprinted day is mostly the one beside.
 */
const NEARBY_UP_TO = 3;

/** Looks among an account's posts of the printed day, those of the UTC day before others. */
export function daySteps(
  platform: Platform,
  handles: readonly string[],
  windows: readonly Window[],
): Step[] {
  return accountSteps("day", { platform, handles, windows, first: utcDaysIn(windows) });
}

/**
 * Looks among the account's posts of the days around, nearest first, as far as the lists that were
 * asked for the printed day (`days`: its steps) hold them: they are not worth a question of their own.
 */
export function nearbySteps(
  days: readonly Step[],
  platform: Platform,
  handles: readonly string[],
  windows: readonly Window[],
): Step[] {
  const around = windows.map(({ fromMs, toMs }) => ({
    fromMs: fromMs - NEARBY_DAYS * dayMs,
    toMs: toMs + NEARBY_DAYS * dayMs,
  }));
  const nearby = sought("nearby", { platform, handles, windows: around, first: windows });
  return days.map((day) => ({ ...day, ...nearby, extraUpTo: NEARBY_UP_TO }));
}

/** The UTC days in windows that hold a day in every time zone. */
export function utcDaysIn(windows: readonly Window[]): Window[] {
  return windows.map(({ fromMs, toMs }) => ({
    fromMs: fromMs + MAX_OFFSET_MINUTES * 60_000,
    toMs: toMs + MIN_OFFSET_MINUTES * 60_000,
  }));
}
