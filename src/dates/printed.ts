import { mostComplete } from "./candidate.js";
import { type Clock, takeClock } from "./clock.js";
import { plainYears } from "./eras.js";
import { foldDate } from "./fold.js";
import { hebrewNumerals } from "./hebrew-numerals.js";
import { numericDates } from "./numeric-dates.js";
import { readRange } from "./ranges.js";
import { anchoredDays, isRelative } from "./relative.js";
import { leadingNumbers } from "./tie-breaks.js";
import { printedWeekdays } from "./weekdays.js";
import { wordDates } from "./word-dates.js";

/** What a printed date says, without guessing. */
export interface PrintedDate {
  /**
   * `ambiguous`: several readings, none preferred. `range`: all days from the first to the last
   * printed. `relative`: seen from the moment of reading (`3h`, `il y a 2 jours`), so no day by
   * itself; with an anchor, the days that it means as seen from there.
   */
  status: "read" | "ambiguous" | "range" | "relative" | "unreadable";
  /** ISO days, `--MM-DD` where no year is printed; empty for `unreadable`, and `relative` without an anchor. */
  readings: string[];
  /** The printed time of day; null where there is none to the minute, or more than one. */
  clock: Clock | null;
  /** The printed offset from UTC; null where none is. */
  offsetMinutes: number | null;
  /** Printed days of the week, 0 is Sunday; several where languages share the name. */
  weekdays: number[];
  /** The first two numbers of a date in numbers alone; null where it is none. */
  numbers: readonly [first: number, second: number] | null;
}

export interface ReadOptions {
  /** Language of the article (BCP 47). */
  lang?: string | undefined;
  /** ISO day from which a relative date is seen. */
  anchor?: string | undefined;
}

/** More readings than this are no date. */
const MAX_READINGS = 4;

/**
 * Reads a date as a newsroom prints it: any language whose names the runtime knows, malformed or
 * not (`february7, 2023`), with or without a time of day and words around it. Day and month that
 * could be either way round give both readings; days that do not exist none; a range of up to 31
 * days each of them. Never throws; texts over 500 characters are unreadable. `lang` (BCP 47, of the article) only decides between
 * languages that give one name to two months.
 */
export function readPrintedDate(printed: string, options: ReadOptions = {}): PrintedDate {
  const text = plainYears(hebrewNumerals(foldDate(printed)));
  const { clock, offsetMinutes, rest } = takeClock(text);
  const range = readRange(rest, (part) => readingsOf(part, options.lang));
  if (range?.isWhole === true) {
    return {
      ...NOTHING,
      status: range.days.length > 0 ? "range" : "unreadable",
      readings: range.days,
    };
  }
  const readings = range?.days ?? readingsOf(rest, options.lang);
  if (readings.length > 0 && readings.length <= MAX_READINGS) {
    return {
      status: readings.length > 1 ? "ambiguous" : "read",
      readings,
      clock,
      offsetMinutes,
      weekdays: printedWeekdays(rest),
      numbers: leadingNumbers(rest),
    };
  }
  return readings.length > 0 ? NOTHING : readRelative(text, options.anchor);
}

const NOTHING: PrintedDate = {
  status: "unreadable",
  readings: [],
  clock: null,
  offsetMinutes: null,
  weekdays: [],
  numbers: null,
};

function readRelative(text: string, anchor: string | undefined): PrintedDate {
  const readings = anchor === undefined ? [] : anchoredDays(text, anchor);
  if (readings.length === 0 && !isRelative(text)) return NOTHING;
  return { ...NOTHING, status: "relative", readings: [...new Set(readings)] };
}

function readingsOf(text: string, lang: string | undefined): string[] {
  if (!/\d/.test(text)) return [];
  const candidates = mostComplete([...numericDates(text, lang), ...wordDates(text, lang)]);
  const days = [...new Set(candidates.flatMap(({ day }) => day ?? []))].sort();
  return days.filter((day) => !isSaidMoreFully(day, days));
}

/** `--02-06` beside `2023-02-06`. */
function isSaidMoreFully(day: string, days: readonly string[]): boolean {
  return (
    day.startsWith("--") && days.some((other) => other !== day && other.endsWith(day.slice(1)))
  );
}
