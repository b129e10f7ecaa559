import type { Platform } from "../records/platform.js";
import { PRE_SNOWFLAKE_POINTS } from "./pre-snowflake-points.js";
import { LAST_SEQUENTIAL_ID, readId, snowflakeMs } from "./snowflake.js";

/** A time read from an id: the post's own time lies within `ms ± toleranceMs`. */
export interface IdTime {
  /** Milliseconds since 1970, UTC. */
  ms: number;
  toleranceMs: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Of 3,500 posts of 2006 to 2010 whose times are known (oduwsdl/tweetedat, the points below and its
 * test set) interpolation put one in a hundred more than 8.6 h off, five more than 12 h, none more
 * than 22.5 h. What lies outside must be wrong, so the bound holds all of them.
 */
const INTERPOLATION_TOLERANCE = DAY;

/** Mastodon 2.0 (October 2017) began to put the time into ids; earlier ones are plain counters. */
const FIRST_MASTODON_TIME = Date.UTC(2017, 9, 1);
const FIRST_TIKTOK_TIME = Date.UTC(2016, 0, 1);
/** Instagram's own epoch, and the day it opened: earlier times are no times. */
const INSTAGRAM_EPOCH = 1_314_220_021_721;
const FIRST_INSTAGRAM_TIME = Date.UTC(2011, 7, 25);
const FIRST_BLUESKY_TIME = Date.UTC(2022, 0, 1);
const LATEST_TIME = Date.UTC(2100, 0, 1);

const READERS: Partial<Record<Platform, (id: string) => IdTime | null>> = {
  twitter: twitterTime,
  mastodon: (id) => shiftedTime(id, 16n, 1, FIRST_MASTODON_TIME, MINUTE),
  tiktok: (id) => shiftedTime(id, 32n, SECOND, FIRST_TIKTOK_TIME, HOUR),
  bluesky: tidTime,
  instagram: shortcodeTime,
};

/**
 * The time a post's id carries, and how exact it is; null where ids of the platform carry none, or
 * this one does not. Twitter: exact to the second from 2010-11-04 on, before that interpolated
 * between known posts. Bluesky's ids are made by the author's own program: a claim, like its date.
 */
export function idTime(platform: Platform, id: string): IdTime | null {
  return READERS[platform]?.(id) ?? null;
}

/** Pages print whole seconds, cut off: hence the second of tolerance. */
function twitterTime(text: string): IdTime | null {
  const id = readId(text);
  if (id === null) return null;
  if (id > LAST_SEQUENTIAL_ID) return { ms: snowflakeMs(id), toleranceMs: SECOND };
  return interpolatedTime(Number(id));
}

/** Ids ascend with time, so the time lies between those of the two neighbouring known posts. */
function interpolatedTime(id: number): IdTime | null {
  const after = firstPointFrom(id);
  const [id1, s1] = [PRE_SNOWFLAKE_POINTS[2 * after], PRE_SNOWFLAKE_POINTS[2 * after + 1]];
  if (id1 === undefined || s1 === undefined) return null;
  if (id1 === id) return { ms: s1 * SECOND, toleranceMs: SECOND };
  const [id0, s0] = [PRE_SNOWFLAKE_POINTS[2 * after - 2], PRE_SNOWFLAKE_POINTS[2 * after - 1]];
  if (id0 === undefined || s0 === undefined) return null;
  const seconds = s0 + ((s1 - s0) * (id - id0)) / (id1 - id0);
  const widest = Math.max(seconds - s0, s1 - seconds) * SECOND;
  return {
    ms: Math.round(seconds * SECOND),
    toleranceMs: Math.ceil(Math.min(widest, INTERPOLATION_TOLERANCE)),
  };
}

/** Index of the first known post whose id is not below `id` (binary search). */
function firstPointFrom(id: number): number {
  let low = 0;
  let high = PRE_SNOWFLAKE_POINTS.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((PRE_SNOWFLAKE_POINTS[2 * middle] ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ids that are a time shifted up by `bits`; a time before the platform's first is a plain counter. */
function shiftedTime(
  text: string,
  bits: bigint,
  unitMs: number,
  firstMs: number,
  toleranceMs: number,
): IdTime | null {
  const id = readId(text);
  if (id === null) return null;
  const ms = Number(id >> bits) * unitMs;
  return ms >= firstMs && ms < LATEST_TIME ? { ms, toleranceMs } : null;
}

const SHORTCODE_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * Instagram's shortcode: the id in base 64, milliseconds since an epoch of its own above 23 bits of
 * shard and counter ("Sharding & IDs at Instagram", 2012). The id is given when the upload begins:
 * the post is not older, and may be a while younger. Codes of private posts are longer.
 */
function shortcodeTime(text: string): IdTime | null {
  if (!/^[\w-]{9,11}$/.test(text)) return null;
  let value = 0n;
  for (const digit of text) value = value * 64n + BigInt(SHORTCODE_DIGITS.indexOf(digit));
  const ms = Number(value >> 23n) + INSTAGRAM_EPOCH;
  return ms >= FIRST_INSTAGRAM_TIME && ms < LATEST_TIME ? { ms, toleranceMs: DAY } : null;
}

const TID_DIGITS = "234567abcdefghijklmnopqrstuvwxyz";

/** Bluesky's TID: 13 digits of sortable base 32, microseconds above a 10-bit clock id (atproto). */
function tidTime(text: string): IdTime | null {
  if (!/^[2-7a-j][2-7a-z]{12}$/.test(text)) return null;
  let value = 0n;
  for (const digit of text) value = value * 32n + BigInt(TID_DIGITS.indexOf(digit));
  const ms = Number((value >> 10n) / 1_000n);
  return ms >= FIRST_BLUESKY_TIME && ms < LATEST_TIME ? { ms, toleranceMs: MINUTE } : null;
}
