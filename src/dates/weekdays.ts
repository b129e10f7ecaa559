import { dateWords } from "./month-names.js";

/** The day of the week of an ISO day with a year, 0 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** Shorter names are ordinary words in too many languages (`so`, `ma`, `do`). */
const MIN_NAME = 3;

/**
 * The day of the week that a folded text names, 0 is Sunday: several where the name is one day in
 * one language and another in the next; empty where none is named, or more than one.
 */
export function printedWeekdays(text: string): number[] {
  const { weekdays, months, connectors } = dateWords();
  const named = (text.match(/[\p{L}\p{M}]+/gu) ?? []).flatMap((word) => {
    const isName = word.length >= MIN_NAME || /[^a-z]/.test(word);
    const days = isName && !months.has(word) && !connectors.has(word) ? weekdays.get(word) : null;
    return days ?? [];
  });
  const [only, ...others] = new Set(named);
  return only === undefined || others.length > 0 ? [] : Array.from(only, Number);
}
