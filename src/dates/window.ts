const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Clocks on earth run from 12 hours behind UTC to 14 hours ahead. */
export const MIN_OFFSET_MINUTES = -12 * 60;
export const MAX_OFFSET_MINUTES = 14 * 60;

export interface Window {
  /** Milliseconds since 1970, UTC; half-open. */
  fromMs: number;
  toMs: number;
}

/** The UTC day of an ISO day with a year. */
export function utcDay(day: string): Window {
  const fromMs = Date.parse(`${day}T00:00:00Z`);
  return { fromMs, toMs: fromMs + DAY_MS };
}

/** When an ISO day is somewhere on earth: 50 hours. */
export function anyZoneDay(day: string): Window {
  const { fromMs, toMs } = utcDay(day);
  return {
    fromMs: fromMs - (MAX_OFFSET_MINUTES / 60) * HOUR_MS,
    toMs: toMs - (MIN_OFFSET_MINUTES / 60) * HOUR_MS,
  };
}

/**
 * For each reading of a printed date (`PrintedDate.readings`) the time in which it is that day in
 * any time zone: [day 00:00 − 14 h, next day 00:00 + 12 h) UTC. A reading without a year takes
 * `around.year`, and is left out where there is none or the year has no such day.
 */
export function anyZoneWindow(
  readings: readonly string[],
  around: { year?: number } = {},
): Window[] {
  return readings.flatMap((reading) => {
    const day = withYear(reading, around.year);
    return day === null ? [] : [anyZoneDay(day)];
  });
}

/** The same times in as few windows as they make, in order. */
export function mergeWindows(windows: readonly Window[]): Window[] {
  const merged: Window[] = [];
  for (const window of [...windows].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = merged.at(-1);
    if (last && window.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, window.toMs);
    else merged.push({ ...window });
  }
  return merged;
}

/** `--02-06` in a year; null where the year is missing or has no such day. Full days stay. */
export function withYear(reading: string, year: number | undefined): string | null {
  if (!reading.startsWith("--")) return reading;
  if (year === undefined || !Number.isInteger(year) || year < 1_000 || year > 9_999) return null;
  const day = `${year}${reading.slice(1)}`;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : null;
}
