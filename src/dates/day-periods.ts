import { foldDate } from "./fold.js";
import { namedLocales } from "./locales.js";
import { wordsOf } from "./month-names.js";

/** Names every language borrows. */
const COMMON: readonly (readonly [name: string, firstHour: number])[] = [
  ["am", 0],
  ["pm", 12],
];

/** Prepositions, and zones by their letters (several mean more than one zone, so none is read). */
const NEUTRAL =
  "at on um uhr kl klo kello ore alle alla las les os om pukul t " +
  "est edt cst cdt mst mdt pst pdt cet cest bst ist jst msk eat wat cat sast aest aedt";

interface DayPeriods {
  hours: ReadonlyMap<string, ReadonlySet<number>>;
  /** Words that stand beside a time and say nothing about it. */
  neutral: ReadonlySet<string>;
}

let periods: DayPeriods | undefined;

/**
 * Hours (0–23) that a word for a part of the day can mean, over all languages: `pm`, `nachm`, `下午`,
 * `م`. Undefined for words that mean none. The word is folded, without dots and spaces.
 */
export function hoursOfPeriod(word: string): ReadonlySet<number> | undefined {
  periods ??= buildPeriods();
  return periods.hours.get(word);
}

/** Whether a folded word beside a time is no name for a part of the day: `at`, `à`, `om`. */
export function isNeutralBesideTime(word: string): boolean {
  periods ??= buildPeriods();
  return periods.neutral.has(word);
}

/** `p. m.` → `pm` */
export function periodKey(words: string): string {
  return words.replace(/[.\s]/g, "");
}

function buildPeriods(): DayPeriods {
  const hours = new Map<string, Set<number>>();
  const neutral = new Set(NEUTRAL.split(" "));
  for (const [name, first] of COMMON) {
    for (let hour = first; hour < first + 12; hour += 1) addHour(hours, name, hour);
  }
  for (const locale of namedLocales()) {
    addPeriodsOf(locale, hours);
    for (const word of wordsBesideTime(locale)) neutral.add(word);
  }
  return { hours, neutral };
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
