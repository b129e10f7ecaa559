import { firstSnowflake, LAST_SEQUENTIAL_MS } from "./snowflake.js";

const MAX_DIGITS = 19;
/** Most prefixes of a window; one that would need more gets shorter ones. */
const MAX_PREFIXES = 100;

/**
 * Leading digits that the ids of all Twitter posts of `[fromMs, toMs)` begin with: what an archive
 * is asked for when only account and day are known. Each prefix has `digits` digits (1–19), fewer
 * where the window would need more than `most`. Ids of each length in the window get prefixes of
 * their own; as text a prefix also fits ids of another length and year (`1622` begins 18-digit ids
 * of 2012 too), so what is found must still be held against the window by its own time. Empty when
 * the window is empty or begins before 2010-11-04T21:02:48Z, when ids carried no time.
 */
export function idPrefixesBetween(
  fromMs: number,
  toMs: number,
  digits: number,
  most = MAX_PREFIXES,
): string[] {
  if (!Number.isFinite(fromMs) || !Number.isFinite(toMs)) return [];
  const from = Math.floor(fromMs);
  const to = Math.ceil(toMs);
  if (from < LAST_SEQUENTIAL_MS || to <= from) return [];
  const low = firstSnowflake(from);
  const high = firstSnowflake(to) - 1n;
  // Of more digits than these, ids so far apart have more than `most` prefixes: none need be tried.
  const apart = String(high - low).length;
  const enough = String(high).length - apart + String(Math.max(1, Math.trunc(most))).length + 1;
  for (
    let length = Math.min(MAX_DIGITS, Math.max(1, Math.trunc(digits)), Math.max(1, enough));
    length > 0;
    length -= 1
  ) {
    const prefixes = prefixesOf(low, high, length, most);
    if (prefixes !== null) return prefixes;
  }
  return [];
}

/** Ids of 27.6 days. */
const BLOCK = 10n ** 16n;

/**
 * Leading digits of the ids of all Twitter posts of `[fromMs, toMs)`, in blocks of 27.6 days that
 * begin at fixed times: questions for neighbouring days are the same question. Empty as
 * `idPrefixesBetween`, and for the first month in which ids carried their time.
 */
export function idBlocksBetween(fromMs: number, toMs: number): string[] {
  if (!Number.isFinite(fromMs) || !Number.isFinite(toMs)) return [];
  const [from, to] = [Math.floor(fromMs), Math.ceil(toMs)];
  if (from < LAST_SEQUENTIAL_MS || to <= from) return [];
  const first = firstSnowflake(from) / BLOCK;
  const last = (firstSnowflake(to) - 1n) / BLOCK;
  if (first === 0n || last - first >= BigInt(MAX_PREFIXES)) return [];
  return Array.from({ length: Number(last - first) + 1 }, (_, n) => String(first + BigInt(n)));
}

/** Prefixes of `low…high` (inclusive), null when there would be more than `most`. */
function prefixesOf(low: bigint, high: bigint, digits: number, most: number): string[] | null {
  const found = new Set<string>();
  for (let length = low.toString().length; length <= high.toString().length; length += 1) {
    const unit = 10n ** BigInt(Math.max(0, length - digits));
    const first = larger(low, 10n ** BigInt(length - 1)) / unit;
    const last = smaller(high, 10n ** BigInt(length) - 1n) / unit;
    if (last - first >= BigInt(most)) return null;
    for (let prefix = first; prefix <= last; prefix += 1n) found.add(prefix.toString());
  }
  return found.size > most ? null : [...found];
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
