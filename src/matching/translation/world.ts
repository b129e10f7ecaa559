import { looseFold } from "../text/fold.js";

/*
 * Words that the runtime itself has in every language (CLDR, by way of `Intl`): countries, months,
 * days of the week, yesterday, today, tomorrow. No data of our own, no dictionary needed.
 */
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const REGIONS = LETTERS.flatMap((a) => LETTERS.map((b) => `${a}${b}`)).filter(
  (code) => !/^(?:Q[M-Z]|X[A-Z]|ZZ|EU|EZ|UN)$/.test(code),
);
/** A country's name begins its people's: Sudan, Sudanese. */
const SHORTEST_STEM = 4;
const LONGEST_ENDING = 4;
const ARABIC_ARTICLE = /^(?:و|ب)?ال/u;

const cache = new Map<string, ReadonlyMap<string, string>>();

/** What a word names in `lang`, as a code that is the same in every language; null if nothing. */
export function conceptOf(fold: string, lang: string): string | null {
  const names = namesIn(lang);
  const bare = fold.replace(ARABIC_ARTICLE, "");
  const exact = names.get(fold) ?? names.get(bare);
  if (exact !== undefined) return exact;
  const shortest = Math.max(SHORTEST_STEM, bare.length - LONGEST_ENDING);
  for (let length = bare.length - 1; length >= shortest; length -= 1) {
    const concept = names.get(bare.slice(0, length));
    if (concept?.startsWith("region-")) return concept;
  }
  return null;
}

function namesIn(lang: string): ReadonlyMap<string, string> {
  let names = cache.get(lang);
  if (names === undefined) {
    names = new Map(collect(lang));
    cache.set(lang, names);
  }
  return names;
}

function* collect(lang: string): Generator<[string, string]> {
  if (Intl.DisplayNames.supportedLocalesOf(lang).length === 0) return;
  const regions = new Intl.DisplayNames(lang, { type: "region", fallback: "none" });
  for (const code of REGIONS) {
    const name = looseFold(regions.of(code) ?? "");
    if (name === "" || name.includes(" ")) continue;
    yield [name, `region-${code}`];
    yield [name.replace(ARABIC_ARTICLE, ""), `region-${code}`];
  }
  for (let month = 0; month < 12; month += 1) {
    const day = Date.UTC(2023, month, 15);
    yield [dateWord(lang, day, { month: "long" }), `month-${month}`];
    yield [dateWord(lang, day, { month: "long", day: "numeric" }), `month-${month}`];
  }
  for (let day = 0; day < 7; day += 1) {
    yield [dateWord(lang, Date.UTC(2023, 0, 1 + day), { weekday: "long" }), `weekday-${day}`];
  }
  const relative = new Intl.RelativeTimeFormat(lang, { numeric: "auto" });
  for (const offset of [-1, 0, 1])
    yield [looseFold(relative.format(offset, "day")), `day-${offset}`];
}

function dateWord(lang: string, time: number, options: Intl.DateTimeFormatOptions): string {
  const format = new Intl.DateTimeFormat(`${lang}-u-ca-gregory`, { ...options, timeZone: "UTC" });
  const part = format
    .formatToParts(time)
    .find(({ type }) => type === "month" || type === "weekday");
  return looseFold(part?.value ?? "");
}
