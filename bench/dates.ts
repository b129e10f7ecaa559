import { readPrintedDate } from "../src/dates/printed.js";

export const name =
  "dates: strings written by Intl, 100 locales × 3 lengths × 12 days; other calendars; ranges";

const LOCALES = (
  "af am ar ar-EG as az be bg bn bs ca cs cy da de de-AT el en en-GB en-IN eo es es-MX et eu fa fi " +
  "fil fo fr fr-CA fy ga gd gl gu ha he hi hr hu hy id ig is it ja ka kk km kn ko ku ky lo lt lv " +
  "mg mi mk ml mn mr ms mt my nb ne nl nn or pa pl ps pt pt-PT ro ru rw si sk sl so sq sr sr-Latn " +
  "sv sw ta te tg th tk tr ug uk ur uz vi yo zh zh-TW zu"
).split(" ");
const DAY_MS = 86_400_000;
const STYLES = ["long", "medium", "full"] as const;

interface Written {
  locale: string;
  printed: string;
  day: string;
}

/** Days that differ in year, month and day; a third of them have a day that could be a month. */
function writtenDates(): Written[] {
  return LOCALES.flatMap((locale) =>
    STYLES.flatMap((dateStyle) => {
      const format = new Intl.DateTimeFormat(locale, { dateStyle, timeZone: "UTC" });
      return Array.from({ length: 12 }, (_, n): Written => {
        const date = new Date(Date.UTC(2012 + n, (n * 5) % 12, 1 + ((n * 7 + 3) % 28)));
        return { locale, printed: format.format(date), day: date.toISOString().slice(0, 10) };
      });
    }),
  );
}

/** Calendars in the languages that print them. */
const CALENDARS: readonly (readonly [locale: string, calendar: string])[] = [
  ["fa", "persian"],
  ["ar-SA", "islamic-umalqura"],
  ["th", "buddhist"],
  ["ja", "japanese"],
  ["am", "ethiopic"],
  ["he", "hebrew"],
];

function calendarDates(): Written[] {
  return CALENDARS.flatMap(([locale, calendar]) => {
    const tag = `${locale}-u-ca-${calendar}`;
    const format = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" });
    return Array.from({ length: 24 }, (_, n): Written => {
      const date = new Date(Date.UTC(2014 + (n % 10), (n * 5) % 12, 1 + ((n * 7 + 3) % 28)));
      return { locale, printed: format.format(date), day: date.toISOString().slice(0, 10) };
    });
  });
}

/** Languages in which ranges are read: their words for "to" are listed. */
const RANGE_LOCALES = "en en-GB fr de es pt it nl ru pl sv da tr ja zh ko th ar fa hi".split(" ");

/** Ranges as the runtime writes them: within a month, over the end of one, over that of a year. */
function ranges(): { printed: string; days: string; locale: string }[] {
  return RANGE_LOCALES.flatMap((locale) => {
    const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, {
      dateStyle: "long",
      timeZone: "UTC",
    });
    return [
      [Date.UTC(2023, 1, 6), 2],
      [Date.UTC(2021, 0, 30), 4],
      [Date.UTC(2019, 11, 30), 5],
    ].map(([from = 0, more = 0]) => ({
      locale,
      printed: format.formatRange(new Date(from), new Date(from + more * DAY_MS)),
      days: Array.from({ length: more + 1 }, (_, n) =>
        new Date(from + n * DAY_MS).toISOString().slice(0, 10),
      ).join(),
    }));
  });
}

type Result = "right" | "open" | "unread" | "wrong";

function resultOf({ locale, printed, day }: Written, withLang: boolean): Result {
  const { readings } = readPrintedDate(printed, withLang ? { lang: locale } : {});
  if (readings.length === 0) return "unread";
  if (!readings.includes(day)) return "wrong";
  return readings.length === 1 ? "right" : "open";
}

function countRanges(): void {
  const counts: Record<Result, number> = { right: 0, open: 0, unread: 0, wrong: 0 };
  for (const { printed, days, locale } of ranges()) {
    const { readings } = readPrintedDate(printed, { lang: locale });
    const result =
      readings.join() === days
        ? "right"
        : readings.length === 0
          ? "unread"
          : readings.some((day) => days.includes(day))
            ? "open"
            : "wrong";
    counts[result] += 1;
    if (result !== "right")
      console.log(`dates, range ${result}: ${printed} (${locale}): ${readings}`);
  }
  console.log(`dates, ranges: ${JSON.stringify(counts)}`);
}

function countCalendars(): void {
  const counts = new Map<string, number>();
  for (const date of calendarDates()) {
    const result = resultOf(date, true);
    const name = `${date.locale} ${result}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  console.log(`dates, other calendars: ${JSON.stringify(Object.fromEntries(counts))}`);
}

/** Prints how many are read, left open between readings, unread and wrong, and what a reading costs. */
export function run(): void {
  const start = performance.now();
  readPrintedDate("10:31 PM · February 6, 2023");
  console.log(`dates, first in a process: ${(performance.now() - start).toFixed(1)} ms`);
  const dates = writtenDates();
  for (const withLang of [false, true]) {
    const counts: Record<Result, number> = { right: 0, open: 0, unread: 0, wrong: 0 };
    const began = performance.now();
    for (const date of dates) counts[resultOf(date, withLang)] += 1;
    const each = ((performance.now() - began) * 1_000) / dates.length;
    const share = ((100 * counts.right) / dates.length).toFixed(1);
    console.log(
      `dates, language ${withLang ? "known" : "unknown"}: ${counts.right} of ${dates.length} right (${share} %), ` +
        `${counts.open} open, ${counts.unread} unread, ${counts.wrong} wrong; ${each.toFixed(0)} µs each`,
    );
  }
  countCalendars();
  countRanges();
}
