import { periodKey } from "../../src/dates/day-periods.js";
import { foldDate } from "../../src/dates/fold.js";
import { wordsOf } from "../../src/dates/month-names.js";
import { namedLocales } from "./locales.js";

/** Names every language borrows. */
const COMMON: readonly (readonly [name: string, firstHour: number])[] = [
  ["am", 0],
  ["pm", 12],
];

/** Prepositions, and zones by their letters (several mean more than one zone, so none is read). */
const NEUTRAL =
  "at on um uhr kl klo kello ore alle alla las les os om pukul t " +
  "est edt cst cdt mst mdt pst pdt cet cest bst ist jst msk eat wat cat sast aest aedt";

/** Lines `name<tab>hours` (a bit an hour, in base 36), and the words that say nothing about it. */
export function periodWords(): { periods: string[]; neutral: string[] } {
  const hours = new Map<string, Set<number>>();
  const neutral = new Set(NEUTRAL.split(" "));
  for (const [name, first] of COMMON) {
    for (let hour = first; hour < first + 12; hour += 1) addHour(hours, name, hour);
  }
  for (const locale of namedLocales()) {
    addPeriodsOf(locale, hours);
    for (const word of wordsBesideTime(locale)) neutral.add(word);
  }
  const periods = [...hours].map(([name, set]) => {
    const bits = [...set].reduce((sum, hour) => sum + 2 ** hour, 0);
    return `${name}\t${bits.toString(36)}`;
  });
  return { periods: periods.sort(), neutral: [...neutral].sort() };
}

function addPeriodsOf(locale: string, hours: Map<string, Set<number>>): void {
  for (const options of [{}, { dayPeriod: "short" }] as const) {
    const format = new Intl.DateTimeFormat(`${locale}-u-nu-latn`, {
      hour: "numeric",
      hour12: true,
      timeZone: "UTC",
      ...options,
    });
    for (let hour = 0; hour < 24; hour += 1) {
      const parts = format.formatToParts(Date.UTC(2023, 1, 6, hour, 30));
      const name = parts.find((part) => part.type === "dayPeriod")?.value ?? "";
      addHour(hours, periodKey(foldDate(name)), hour);
    }
  }
}

function addHour(hours: Map<string, Set<number>>, word: string, hour: number): void {
  if (word !== "") hours.set(word, (hours.get(word) ?? new Set()).add(hour));
}

function wordsBesideTime(locale: string): string[] {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" });
  return format
    .formatToParts(0)
    .filter((part) => part.type === "literal")
    .flatMap((part) => wordsOf(foldDate(part.value)));
}
