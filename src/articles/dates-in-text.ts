import { readPrintedDate } from "../dates/printed.js";

const MAX_DATE = 80;
const MAX_WORDS = 12;

/** A date and where it stands. */
export interface DateSpan {
  text: string;
  start: number;
  end: number;
}

/** Whether a date can be read in the text, malformed ones included. */
export function isPrintedDate(text: string): boolean {
  return readingOf(text) !== null;
}

/**
 * The date in a text of a few words, without the words around it; null when there is none. Reading
 * forgives words around a date, so they are dropped one by one as long as the reading stays.
 */
export function dateIn(text: string): DateSpan | null {
  const reading = readingOf(text);
  const words = [...text.matchAll(/[^\s,;]+/gu)];
  if (reading === null || words.length > MAX_WORDS) return null;
  const spanOf = (first: number, last: number): DateSpan => {
    const start = words[first]?.index ?? 0;
    const end = (words[last]?.index ?? 0) + (words[last]?.[0].length ?? 0);
    return { text: text.slice(start, end), start, end };
  };
  const keeps = (first: number, last: number) => readingOf(spanOf(first, last).text) === reading;
  let first = 0;
  let last = words.length - 1;
  while (first < last && keeps(first + 1, last)) first += 1;
  while (last > first && keeps(first, last - 1)) last -= 1;
  while (first > 0 && isPrintedDate(words[first - 1]?.[0] ?? "")) first -= 1;
  return spanOf(first, last);
}

/** What the text is read as, in one string; null when no date can be read. */
function readingOf(text: string): string | null {
  if (text.length > MAX_DATE || !/[\p{N}\p{L}]/u.test(text)) return null;
  const { status, readings, clock } = readPrintedDate(text);
  return status === "unreadable" ? null : JSON.stringify([status, readings, clock]);
}

/** The first date with a number in it that a sentence prints; null when there is none. */
export function dateWithin(sentence: string): string | null {
  for (const number of [...sentence.matchAll(/\p{Nd}+/gu)].slice(0, 6)) {
    const before = lastWords(sentence.slice(0, number.index), 3);
    const after = firstWords(sentence.slice(number.index), 4);
    const date = dateIn(`${before}${after}`);
    if (date !== null && /\p{Nd}/u.test(date.text)) return date.text;
  }
  return null;
}

function lastWords(text: string, count: number): string {
  return new RegExp(`(?:[^\\s()]{1,20}\\s+){0,${count}}$`, "u").exec(text.slice(-60))?.[0] ?? "";
}

function firstWords(text: string, count: number): string {
  const words = new RegExp(`^[^\\s()]{1,20}(?:\\s+[^\\s()]{1,20}){0,${count}}`, "u");
  return (words.exec(text.slice(0, 60))?.[0] ?? "").replace(/[.,;:]+$/u, "");
}
