/** Calendars whose month names are read. */
export type Calendar = "gregorian" | "persian";

const DAY_MS = 86_400_000;

/** Days of months in years that are not printed: February has 29. */
const LEAP_YEAR = 2000;

/**
 * The ISO day (`2023-02-06`, or `--02-06` without a year); null when there is no such day. Years
 * 2400–2699 are Buddhist (Thai) ones; a Persian month without a Persian year has no ISO day.
 */
export function isoDay(
  year: number | null,
  month: number,
  day: number,
  calendar: Calendar = "gregorian",
): string | null {
  if (calendar === "persian") return year === null ? null : persianDay(year, month, day);
  if (year === null) return isDay(LEAP_YEAR, month, day) ? `--${two(month)}-${two(day)}` : null;
  const gregorian = year >= 2400 && year < 2700 ? year - 543 : year;
  if (gregorian < 1900 || gregorian >= 2200 || !isDay(gregorian, month, day)) return null;
  return `${gregorian}-${two(month)}-${two(day)}`;
}

/** Years that can only be Persian (1921–2036); the Islamic years of those times are larger. */
export function isPersianYear(year: number): boolean {
  return year >= 1300 && year <= 1415;
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}

let persian: Intl.DateTimeFormat | undefined;

/** Found by trying the days around the estimate against the runtime's own Persian calendar. */
function persianDay(year: number, month: number, day: number): string | null {
  if (!isPersianYear(year)) return null;
  persian ??= new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    timeZone: "UTC",
  });
  const estimate = Date.UTC(year + 621, 2, 20) + Math.round((month - 1) * 30.5 + day) * DAY_MS;
  for (let shift = -6; shift <= 6; shift += 1) {
    const date = new Date(estimate + shift * DAY_MS);
    const part = new Map(persian.formatToParts(date).map(({ type, value }) => [type, value]));
    if (
      Number(part.get("year")) === year &&
      Number(part.get("month")) === month &&
      Number(part.get("day")) === day
    ) {
      return date.toISOString().slice(0, 10);
    }
  }
  return null;
}
