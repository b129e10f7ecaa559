import { readPrintedDate } from "../src/dates/printed.js";

export const name = "dates: strings written by Intl, 100 locales × 3 lengths × 12 days";

const LOCALES = (
  "af am ar ar-EG as az be bg bn bs ca cs cy da de de-AT el en en-GB en-IN eo es es-MX et eu fa fi " +
  "fil fo fr fr-CA fy ga gd gl gu ha he hi hr hu hy id ig is it ja ka kk km kn ko ku ky lo lt lv " +
  "mg mi mk ml mn mr ms mt my nb ne nl nn or pa pl ps pt pt-PT ro ru rw si sk sl so sq sr sr-Latn " +
  "sv sw ta te tg th tk tr ug uk ur uz vi yo zh zh-TW zu"
).split(" ");
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

type Result = "right" | "open" | "unread" | "wrong";

function resultOf({ locale, printed, day }: Written, withLang: boolean): Result {
  const { readings } = readPrintedDate(printed, withLang ? { lang: locale } : {});
  if (readings.length === 0) return "unread";
  if (!readings.includes(day)) return "wrong";
  return readings.length === 1 ? "right" : "open";
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
}
