import { foldDate } from "../../src/dates/fold.js";
import { relativeTemplate } from "../../src/dates/relative.js";
import { namedLocales } from "./locales.js";

const UNITS = ["second", "minute", "hour", "day", "week", "month", "year"] as const;
const STYLES = ["long", "short", "narrow"] as const;
/** One of each plural form that languages have. */
const COUNTS = [1, 2, 3, 5, 11, 21, 100];

/**
 * Lines `unit count<tab>phrases`, parted by `|`: what a phrase says about how long ago it was, `#`
 * for a count that the phrase prints. A phrase of two meanings is kept once, under `?`.
 */
export function relativePhrases(): string[] {
  const found = new Map<string, Set<string>>();
  for (const locale of namedLocales()) {
    for (const style of STYLES) {
      for (const numeric of ["always", "auto"] as const) {
        const format = new Intl.RelativeTimeFormat(`${locale}-u-nu-latn`, { style, numeric });
        const add = (count: number, unit: (typeof UNITS)[number]) => {
          const phrase = relativeTemplate(foldDate(format.format(-count, unit)));
          const meaning = `${unit} ${phrase.includes("#") ? "#" : count}`;
          found.set(phrase, (found.get(phrase) ?? new Set()).add(meaning));
        };
        for (const unit of UNITS) for (const count of COUNTS) add(count, unit);
        add(0, "day");
        add(0, "second");
      }
    }
  }
  const byMeaning = new Map<string, string[]>();
  for (const [phrase, meanings] of found) {
    const [only = "?"] = meanings.size === 1 ? meanings : [];
    byMeaning.set(only, [...(byMeaning.get(only) ?? []), phrase]);
  }
  return [...byMeaning]
    .map(([meaning, phrases]) => `${meaning}\t${phrases.sort().join("|")}`)
    .sort();
}
