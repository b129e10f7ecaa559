/** Calendars whose dates are read. */
export type Calendar = "gregorian" | OtherCalendar;
export type OtherCalendar = "persian" | "islamic" | "ethiopic" | "hebrew";

interface Rule {
  /** Names of the calendar in Intl; each may put the same date on another day. */
  variants: readonly [string, ...string[]];
  /** Years of posts. */
  years: readonly [first: number, last: number];
  /** About the day before the first of year 1, in days since 1970, and the mean length of years and months. */
  epoch: number;
  yearDays: number;
  monthDays: number;
}

/** Reingold & Dershowitz, Calendrical Calculations: epochs and mean years; the runtime decides the day. */
const RULES: Readonly<Record<OtherCalendar, Rule>> = {
  persian: {
    variants: ["persian"],
    years: [1300, 1415],
    epoch: -492_268,
    yearDays: 365.2422,
    monthDays: 30.5,
  },
  // Saudi Arabia's calendar and the reckoned one: moons are sighted a day apart.
  islamic: {
    variants: ["islamic-umalqura", "islamic-civil"],
    years: [1416, 1465],
    epoch: -492_148,
    yearDays: 354.3667,
    monthDays: 29.53,
  },
  // Up to 2030 of ours: a later year beside an Ethiopian month is more likely one of ours.
  ethiopic: {
    variants: ["ethiopic"],
    years: [1987, 2022],
    epoch: -716_367,
    yearDays: 365.25,
    monthDays: 30,
  },
  hebrew: {
    variants: ["hebrew"],
    years: [5755, 5800],
    epoch: -2_092_591,
    yearDays: 365.2468,
    monthDays: 29.53,
  },
};

const DAY_MS = 86_400_000;

/** Days of months in years that are not printed: February has 29. */
const LEAP_YEAR = 2000;

/**
 * The ISO days (`2023-02-06`, or `--02-06` without a year) that a date can be; none when there is no
 * such day. Years 2400–2699 are Buddhist (Thai) ones; a month of another calendar without a year of
 * it has no ISO day, and one of the Islamic calendar up to two.
 */
export function isoDays(
  year: number | null,
  month: number,
  day: number,
  calendar: Calendar = "gregorian",
): string[] {
  if (calendar !== "gregorian") return year === null ? [] : otherDays(calendar, year, month, day);
  if (year === null) return isDay(LEAP_YEAR, month, day) ? [`--${two(month)}-${two(day)}`] : [];
  const gregorian = year >= 2400 && year < 2700 ? year - 543 : year;
  if (gregorian < 1900 || gregorian >= 2200 || !isDay(gregorian, month, day)) return [];
  return [`${gregorian}-${two(month)}-${two(day)}`];
}

/** The calendar of a date in numbers alone, by its year: those of Persian and Islamic ones are smaller than ours. */
export function calendarOfYear(year: number): Calendar {
  const found = (["persian", "islamic"] as const).find((name) => isYearOf(name, year));
  return found ?? "gregorian";
}

/** Year, month (counted as `isoDays` does) and day of a date in another calendar. */
export function dateIn(
  calendar: OtherCalendar,
  date: Date,
): { year: number; month: number; day: number } {
  return partsIn(RULES[calendar].variants[0], date);
}

function isYearOf(calendar: OtherCalendar, year: number): boolean {
  const [first, last] = RULES[calendar].years;
  return year >= first && year <= last;
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}

/** Calendar days already looked up: a text can name one date many times. */
const known = new Map<string, string[]>();
const MAX_KNOWN = 1_000;

function otherDays(calendar: OtherCalendar, year: number, month: number, day: number): string[] {
  if (!isYearOf(calendar, year) || day < 1 || day > 31) return [];
  const key = `${calendar} ${year} ${month} ${day}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const { variants } = RULES[calendar];
  const days = variants.flatMap((variant) => dayIn(variant, calendar, year, month, day) ?? []);
  const different = [...new Set(days)].sort();
  if (known.size < MAX_KNOWN) known.set(key, different);
  return different;
}

/** Days around the estimate that are tried: Hebrew years begin a month apart, and most leave one out. */
const REACH = 66;

/** Found by trying the days around the estimate, the nearest first, against the runtime's calendar. */
function dayIn(
  variant: string,
  calendar: OtherCalendar,
  year: number,
  month: number,
  day: number,
): string | null {
  const { epoch, yearDays, monthDays } = RULES[calendar];
  const estimate = Math.round(epoch + (year - 1) * yearDays + (month - 1) * monthDays + day);
  for (let shift = 0; shift <= 2 * REACH; shift += 1) {
    const at = estimate + (shift % 2 === 0 ? shift / 2 : -(shift + 1) / 2);
    const date = new Date(at * DAY_MS);
    const parts = partsIn(variant, date);
    if (parts.year === year && parts.month === month && parts.day === day) {
      return date.toISOString().slice(0, 10);
    }
  }
  return null;
}

/** Intl names the months of this calendar where it numbers others: Adar, 7th, is the second where there are two. */
const HEBREW_MONTHS: readonly string[] =
  "Tishri,Heshvan,Kislev,Tevet,Shevat,Adar I,Adar,Nisan,Iyar,Sivan,Tamuz,Av,Elul".split(",");

function partsIn(variant: string, date: Date): { year: number; month: number; day: number } {
  const format = formats.get(variant) ?? formatOf(variant);
  const part = new Map(format.formatToParts(date).map(({ type, value }) => [type, value]));
  const month = part.get("month") ?? "";
  return {
    year: Number(part.get("year")),
    month:
      variant === "hebrew"
        ? HEBREW_MONTHS.indexOf(month.replace("Adar II", "Adar")) + 1
        : Number(month),
    day: Number(part.get("day")),
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(variant: string): Intl.DateTimeFormat {
  const format = new Intl.DateTimeFormat(`en-u-ca-${variant}-nu-latn`, {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    timeZone: "UTC",
  });
  formats.set(variant, format);
  return format;
}
