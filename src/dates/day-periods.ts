import { foldDate } from "./fold.js";
import { namedLocales } from "./locales.js";

/** Names every language borrows. */
const COMMON: readonly (readonly [name: string, firstHour: number])[] = [
  ["am", 0],
  ["pm", 12],
];

let periods: ReadonlyMap<string, ReadonlySet<number>> | undefined;

/**
 * Hours (0–23) that a word for a part of the day can mean, over all languages: `pm`, `nachm`, `下午`,
 * `م`. Undefined for words that mean none. The word is folded, without dots and spaces.
 */
export function hoursOfPeriod(word: string): ReadonlySet<number> | undefined {
  periods ??= buildPeriods();
  return periods.get(word);
}

/** `p. m.` → `pm` */
export function periodKey(words: string): string {
  return words.replace(/[.\s]/g, "");
}

function buildPeriods(): ReadonlyMap<string, ReadonlySet<number>> {
  const hours = new Map<string, Set<number>>();
  const add = (word: string, hour: number) => {
    if (word === "") return;
    const known = hours.get(word) ?? new Set();
    hours.set(word, known.add(hour));
  };
  for (const [name, first] of COMMON) {
    for (let hour = first; hour < first + 12; hour += 1) add(name, hour);
  }
  for (const locale of namedLocales()) {
    for (const options of [{}, { dayPeriod: "short" }] as const) {
      const format = new Intl.DateTimeFormat(`${locale}-u-nu-latn`, {
        hour: "numeric",
        hour12: true,
        timeZone: "UTC",
        ...options,
      });
      for (let hour = 0; hour < 24; hour += 1) {
        const parts = format.formatToParts(new Date(Date.UTC(2023, 1, 6, hour, 30)));
        const name = parts.find((part) => part.type === "dayPeriod")?.value ?? "";
        add(periodKey(foldDate(name)), hour);
      }
    }
  }
  return hours;
}
