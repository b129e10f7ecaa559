import { weekdayOf } from "./weekdays.js";
import { anyZoneDay } from "./window.js";

/** What may tell which of several readings is meant. */
export interface Hints {
  /** Printed days of the week, 0 is Sunday; empty where none is printed. */
  weekdays: readonly number[];
  /** Last ISO day on which the article can have appeared. */
  publishedDay: string | null;
  /** Language of the article (BCP 47). */
  lang: string | undefined;
  /** The numbers printed around the first separator; null where there are none. */
  numbers: readonly [first: number, second: number] | null;
}

export interface TieBreak {
  /** The one reading that is left. */
  reading: string;
  /** Whether the others cannot be meant: a language's custom only makes one more likely. */
  isCertain: boolean;
  because: string;
}

interface Rule {
  isCertain: boolean;
  /** Null: the rule says nothing of the reading. */
  allows: (reading: string, hints: Hints) => boolean | null;
  because: (reading: string, hints: Hints) => string;
}

const RULES: readonly Rule[] = [
  {
    isCertain: true,
    allows: (reading, { weekdays }) =>
      weekdays.length === 0 || isYearless(reading) ? null : weekdays.includes(weekdayOf(reading)),
    because: (reading) => `of these, only ${reading} was the day of the week that is printed`,
  },
  {
    isCertain: true,
    allows: (reading, { publishedDay }) =>
      publishedDay === null || isYearless(reading)
        ? null
        : anyZoneDay(reading).fromMs < anyZoneDay(publishedDay).toMs,
    because: (reading, { publishedDay }) =>
      `of these, only ${reading} was not later than the article of ${publishedDay}`,
  },
  {
    isCertain: false,
    allows: (reading, { numbers, lang }) => {
      const order = orderOf(lang);
      if (numbers === null || order === null) return null;
      return Number(reading.slice(-2)) === numbers[order === "day-first" ? 0 : 1];
    },
    because: (reading, { lang }) =>
      `articles in ${lang} print the ${orderOf(lang) === "day-first" ? "day" : "month"} first, which speaks for ${reading}`,
  },
];

/**
 * Which of several readings of a printed date is meant: the one on the printed day of the week, the
 * one that is not after the article, or, as a hint only, the one in the usual order of the article's
 * language. Null where nothing tells, or the certain signs contradict each other.
 */
export function breakTie(readings: readonly string[], hints: Hints): TieBreak | null {
  let left = readings;
  for (const rule of RULES) {
    const allowed = left.filter((reading) => rule.allows(reading, hints) !== false);
    if (allowed.length === 0 && rule.isCertain) return null;
    const [only] = allowed;
    if (allowed.length === 1 && left.length > 1 && only !== undefined) {
      const isDenied = RULES.some(
        (other) => other.isCertain && other.allows(only, hints) === false,
      );
      return isDenied
        ? null
        : { reading: only, isCertain: rule.isCertain, because: rule.because(only, hints) };
    }
    if (allowed.length > 0) left = allowed;
  }
  return null;
}

/** The two numbers that a folded date in numbers begins with, years of four digits left out. */
export function leadingNumbers(text: string): [first: number, second: number] | null {
  const match = /(?<!\d)(\d{1,2}) ?[/-] ?(\d{1,2})(?!\d)/.exec(text);
  return match === null ? null : [Number(match[1]), Number(match[2])];
}

/** Regions and languages whose dates in numbers begin with the month (CLDR). */
const MONTH_FIRST = /^(?:en-(?:us|ph|as|gu|mp|pr|um|vi)|fil|chr|ee|es-(?:pr|pa))\b/i;

/** Null for English of no stated region, and for what is no language. */
function orderOf(lang: string | undefined): "day-first" | "month-first" | null {
  if (lang === undefined || !/^[a-z]{2,3}(?:-|$)/i.test(lang)) return null;
  if (MONTH_FIRST.test(lang)) return "month-first";
  return /^en$/i.test(lang) ? null : "day-first";
}

function isYearless(reading: string): boolean {
  return reading.startsWith("--");
}
