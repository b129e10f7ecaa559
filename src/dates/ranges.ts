import { dateWords } from "./month-names.js";

/** Days that a print of several days names. */
export interface DayRange {
  /** ISO days in order, or `--MM-DD` without a year; empty where the range is longer than a month. */
  days: string[];
  /** Whether the days between the first and the last are meant too (`6–8 February`, not `6 and 8`). */
  isWhole: boolean;
}

/** A longer range says next to nothing about a post's day. */
const MAX_DAYS = 31;
/** Places in a text that are tried as the middle of a range. */
const MAX_TRIES = 6;
const DAY_MS = 86_400_000;
/** Years of days printed without one: any leap year and the next. */
const LEAP_YEAR = 2000;

/** Folded words between the first and the last day, in the languages that newsrooms write in. */
const TO_WORDS =
  "to|until|till|through|thru|bis|au|a|al|hasta|ate|tot|t/m|til|do|до|по|الي|حتي|تا|से|den";
const TO_SIGNS = "[-–—−~〜]|から|至|到|부터|ถึง";
const AND_WORDS = "and|et|und|y|e|en|og|och|ja|i|и|ve|or|ou|oder|o";
const AND_SIGNS = "[&+/]";
/** `between 6 and 8`: the days between are meant. */
const BETWEEN =
  /(?<!\p{L})(?:between|entre|zwischen|tra|fra|tussen|miedzy|между|mellan|mellem|mellom|بين)(?!\p{L})/u;

const ARTICLE = "(?:the |le |el |den |dem |il |o )?";
const DAY = "(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|er|º|ª|日|일|号|號)?\\.?";
const TO = `(?: ?(?:${TO_SIGNS}) ?| (?:${TO_WORDS}) | all')`;
const AND = `(?: ?(?:${AND_SIGNS}) ?| (?:${AND_WORDS}) )`;

/** `6–8`, `6th to the 8th`, `6 and 7`. */
const DAYS = new RegExp(`${DAY}(?:(${TO})|${AND})${ARTICLE}(\\d{1,2})(?!\\d)`, "gu");
/** What may stand between two dates; a bare hyphen only between letters and digits. */
const BETWEEN_DATES = new RegExp(
  `(?:,? - | ?(?:[–—−~〜]|から|至|到|부터|ถึง) ?|(?<=\\p{L}\\.?)-(?=\\d)|(?<=\\d)-(?=\\p{L})| (?:${TO_WORDS}) | all')`,
  "gu",
);
const AND_BETWEEN_DATES = new RegExp(` (?:${AND_WORDS}) `, "gu");

/**
 * The days of a print of several days (`6–8 February 2023`, `between 6 and 8 February`, `30 January –
 * 2 February 2023`); null where it is none. `read` reads one date of a folded text.
 */
export function readRange(
  text: string,
  read: (text: string) => readonly string[],
): DayRange | null {
  return daysOfOneMonth(text, read) ?? twoDates(text, read);
}

/** Each number is put in the other's place: both must then make a date, as many days apart. */
function daysOfOneMonth(text: string, read: (text: string) => readonly string[]): DayRange | null {
  for (const match of [...text.matchAll(DAYS)].slice(0, MAX_TRIES)) {
    const [all, first = "", to, last = ""] = match;
    const apart = Number(last) - Number(first);
    const isWhole = to !== undefined || BETWEEN.test(text);
    // `6/7 February` is a night; other numbers with a slash between are something else.
    if (apart < 1 || (all.includes("/") && apart > 1)) continue;
    const withDay = (day: string) =>
      read(text.slice(0, match.index) + day + text.slice(match.index + all.length));
    const ends = pairsOf(withDay(first), withDay(last), apart, apart);
    if (ends.length > 0) return rangeOf(ends, isWhole);
  }
  return null;
}

function twoDates(text: string, read: (text: string) => readonly string[]): DayRange | null {
  const parts = BETWEEN.test(text) ? AND_BETWEEN_DATES : BETWEEN_DATES;
  for (const match of [...text.matchAll(parts)].slice(0, MAX_TRIES)) {
    const left = text.slice(0, match.index);
    const right = text.slice(match.index + match[0].length);
    if (!/\d/.test(left) || !beginsLikeDate(right)) continue;
    const [firsts, lasts] = [read(left), read(right)];
    const ends = pairsOf(firsts, lasts, 1, MAX_DAYS - 1);
    if (ends.length > 0) return rangeOf(ends, true);
    if (pairsOf(firsts, lasts, MAX_DAYS, Number.POSITIVE_INFINITY).length > 0) {
      return { days: [], isWhole: true };
    }
  }
  return null;
}

function beginsLikeDate(text: string): boolean {
  const [start = ""] = /^(?:\d|[\p{L}\p{M}]+)/u.exec(text.trimStart()) ?? [];
  const { months, weekdays, connectors } = dateWords();
  return /^\d/.test(start) || months.has(start) || weekdays.has(start) || connectors.has(start);
}

/** First and last days, at least and at most so many days apart; the year of one is the other's. */
function pairsOf(
  firsts: readonly string[],
  lasts: readonly string[],
  atLeast: number,
  atMost: number,
): [first: string, last: string][] {
  return firsts.flatMap((first) =>
    lasts.flatMap((last): [string, string][] => {
      const ends = withOneYear(first, last);
      const apart = (msOf(ends[1], ends[0]) - msOf(ends[0], ends[0])) / DAY_MS;
      return apart >= atLeast && apart <= atMost ? [ends] : [];
    }),
  );
}

/** `--12-30` to `2023-01-02` begins in 2022. */
function withOneYear(first: string, last: string): [string, string] {
  const isTurn = first.slice(-5) > last.slice(-5) ? 1 : 0;
  const yearOf = (day: string) => Number(day.slice(0, 4));
  if (first.startsWith("--") && !last.startsWith("--")) {
    return [`${yearOf(last) - isTurn}${first.slice(1)}`, last];
  }
  if (last.startsWith("--") && !first.startsWith("--")) {
    return [first, `${yearOf(first) + isTurn}${last.slice(1)}`];
  }
  return [first, last];
}

/** Days without a year are counted in one year, or the next where they lie before the first day. */
function msOf(day: string, first: string): number {
  if (!day.startsWith("--")) return Date.parse(`${day}T00:00:00Z`);
  const year = day < first ? LEAP_YEAR + 1 : LEAP_YEAR;
  return Date.parse(`${year}${day.slice(1)}T00:00:00Z`);
}

function rangeOf(ends: readonly [first: string, last: string][], isWhole: boolean): DayRange {
  const days = ends.flatMap(([first, last]) =>
    isWhole ? daysBetween(first, last) : [first, last],
  );
  return { days: [...new Set(days)].slice(0, MAX_DAYS), isWhole };
}

function daysBetween(first: string, last: string): string[] {
  const [from, to] = [msOf(first, first), msOf(last, first)];
  const prefix = first.startsWith("--") ? "-" : null;
  return Array.from({ length: (to - from) / DAY_MS + 1 }, (_, n) => {
    const day = new Date(from + n * DAY_MS).toISOString().slice(0, 10);
    return prefix === null ? day : prefix + day.slice(4);
  });
}
