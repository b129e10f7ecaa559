/**
 * A time as nearly all are written, in whole seconds, UTC. Days that only some months have are left to
 * `Date`, as is all else.
 */
const PLAIN =
  /^(?:199\d|2\d{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** 14 digits (`YYYYMMDDhhmmss`, UTC) of an ISO 8601 time. */
export function toTimestamp(iso: string): string {
  const text = PLAIN.test(iso) ? iso : new Date(iso).toISOString();
  const day = text.slice(0, 4) + text.slice(5, 7) + text.slice(8, 10);
  return day + text.slice(11, 13) + text.slice(14, 16) + text.slice(17, 19);
}

/**
 * ISO 8601 time of a CDX timestamp of 14 digits, or 17 with milliseconds; fewer digits count from
 * their beginning. Month or day `00` was inserted by a broken indexer: the two digits are taken out
 * and `00` appended (edgi-govdata-archiving/wayback, `_utils.py`). Null when it is no time.
 */
export function fromTimestamp(digits: string): string | null {
  if (!/^\d{4,17}$/.test(digits)) return null;
  let mended = digits.slice(0, 14);
  for (const at of [4, 6]) {
    if (mended.slice(at, at + 2) === "00")
      mended = `${mended.slice(0, at)}${mended.slice(at + 2)}00`;
  }
  const full = mended + "00000101000000".slice(mended.length);
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(full) ?? [];
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  const time = new Date(iso);
  if (Number.isNaN(time.getTime()) || time.getUTCDate() !== Number(day)) return null;
  return iso;
}

/**
 * A `WARC-Date` or `Memento-Datetime` as ISO 8601 with whole seconds, the precision by which
 * captures are named; null when it is no time.
 */
export function toIsoSeconds(written: string): string | null {
  if (PLAIN.test(written)) return written;
  const time = new Date(written.trim());
  if (Number.isNaN(time.getTime()) || time.getUTCFullYear() < 1990) return null;
  return `${time.toISOString().slice(0, 19)}Z`;
}
