import { type Calendar, dateIn, type OtherCalendar } from "../../src/dates/calendars.js";
import { foldDate } from "../../src/dates/fold.js";
import { languageOf } from "../../src/dates/locales.js";
import { wordsOf } from "../../src/dates/month-names.js";
import { furtherLocales, namedLocales } from "./locales.js";

/** Names in use that CLDR does not list. */
const MORE_MONTHS: Readonly<Record<number, string>> = {
  1: "janv jänner جانفي",
  2: "fév fev feber فيفري ফেব্রুয়ারি ফেব্রুয়ারী",
  3: "mrt maerz",
  4: "avr أفريل",
  5: "",
  6: "جوان",
  7: "juil جويلية",
  8: "agu ogos أوت",
  9: "sept setiembre",
  10: "",
  11: "",
  12: "déc",
};

/** Spellings in use of months that CLDR writes in one way only, in order from the first. */
const CALENDARS_SPELT: readonly (readonly [calendar: OtherCalendar, names: string])[] = [
  [
    "islamic",
    "muharram|safar|rabi al awwal,rabi ul awwal,rabi al awal|rabi al thani,rabi ul thani,rabi al akhir,ربيع الثاني|" +
      "jumada al awwal,jumada al ula|jumada al thani,jumada al akhirah,جمادى الثانية|rajab|shaban,shaaban,sha'aban|" +
      "ramadhan,ramzan|shawwal|dhu al qadah,dhul qadah,dhu al qidah,zul qadah,ذي القعدة|" +
      "dhu al hijjah,dhul hijjah,dhu al hijja,dhul hijja,zul hijjah,ذي الحجة",
  ],
  [
    "ethiopic",
    "|tikimt,tiqimt|hidar,ህዳር|tahisas,ታህሳስ,ታህሣሥ|tir|yekatit|megabit|miyazya,miyazia,ሚያዚያ|ginbot|sene|hamle|" +
      "nehase|pagume,ጳጉሜ",
  ],
  ["hebrew", "|cheshvan,marcheshvan|kislev|tevet|shvat,sh'vat|||nissan|iyyar|sivan|tammuz"],
];

const MORE_CONNECTORS =
  "of the de del della di den der le la el al il on dal as da d a st nd rd th er ère re e ème eme o ro " +
  "ngày năm ng ika พ.ศ ค.ศ พุทธศักราช คริสต์ศักราช";

const FORMATS: readonly Intl.DateTimeFormatOptions[] = [
  { day: "numeric", month: "long", year: "numeric" },
  { day: "numeric", month: "short", year: "numeric" },
  { dateStyle: "full" },
  { day: "numeric", month: "long" },
  { month: "long" },
  { month: "short" },
];

const LETTERS_AT_END = /[\p{L}\p{M}]+$/u;
const LETTERS_AT_START = /^[\p{L}\p{M}]+/u;

/** Lines `name<tab>meaning …` as `src/dates/month-names.ts` reads them, weekdays, connecting words. */
export function monthWords(): { months: string[]; weekdays: string[]; connectors: string[] } {
  const table = new WordTable();
  for (const locale of namedLocales()) {
    for (const options of FORMATS) addFormat(table, locale, options, "gregory");
    addWeekdays(table, locale);
  }
  for (const [ca, locales] of CALENDAR_LOCALES) {
    for (const locale of locales.split(" ")) {
      addFormat(table, locale, { day: "numeric", month: "long", year: "numeric" }, ca);
    }
  }
  for (const [month, names] of Object.entries(MORE_MONTHS)) {
    for (const name of names.split(" ")) table.addMonth(name, Number(month), "gregorian", null);
  }
  for (const [calendar, names] of CALENDARS_SPELT) {
    for (const [at, spellings] of names.split("|").entries()) {
      for (const name of spellings.split(",")) table.addMonth(name, at + 1, calendar, null);
    }
  }
  table.addConnectors(MORE_CONNECTORS);
  table.isFurther = true;
  for (const locale of furtherLocales()) {
    for (const options of FORMATS) addFormat(table, locale, options, "gregory");
  }
  return table.done();
}

/** Languages that print dates of other calendars, and Intl's names of these. */
const CALENDAR_LOCALES: readonly (readonly [ca: string, locales: string])[] = [
  ["persian", "fa fa-AF en ps"],
  ["islamic-umalqura", "ar bn de en es fa fr ha hi id ms nl ru so sw tr ur uz"],
  ["ethiopic", "am en"],
  ["hebrew", "de en fr he"],
];

const CALENDARS: Readonly<Record<string, Calendar>> = {
  gregory: "gregorian",
  persian: "persian",
  "islamic-umalqura": "islamic",
  ethiopic: "ethiopic",
  hebrew: "hebrew",
};

function addFormat(
  table: WordTable,
  locale: string,
  options: Intl.DateTimeFormatOptions,
  ca: string,
): void {
  const format = new Intl.DateTimeFormat(`${locale}-u-ca-${ca}-nu-latn`, {
    ...options,
    timeZone: "UTC",
  });
  const calendar = CALENDARS[ca] ?? "gregorian";
  for (const { month, date } of sampleDays(calendar)) {
    const parts = format.formatToParts(date);
    const at = parts.findIndex((part) => part.type === "month");
    const name = parts[at]?.value ?? "";
    const before = LETTERS_AT_END.exec(literalAt(parts, at - 1))?.[0] ?? "";
    const after = LETTERS_AT_START.exec(literalAt(parts, at + 1))?.[0] ?? "";
    table.addMonth(name, month, calendar, locale);
    if (before + after !== "") table.addMonth(before + name + after, month, calendar, locale);
    for (const part of parts) if (part.type === "literal") table.addConnectors(part.value);
  }
}

/** A day of each month; of each there was in two years, where a calendar has leap months. */
function sampleDays(calendar: Calendar): { month: number; date: Date }[] {
  if (calendar !== "gregorian") return otherSamples(calendar);
  return Array.from({ length: 12 }, (_, n) => ({
    month: n + 1,
    date: new Date(Date.UTC(2023, n, 15)),
  }));
}

/** The shortest month, at the end of Ethiopian years, has five days. */
const SAMPLE_DAY = 3;

function otherSamples(calendar: OtherCalendar): { month: number; date: Date }[] {
  const dates = Array.from({ length: 740 }, (_, n) => new Date(Date.UTC(2021, 8, 1 + n)));
  return dates
    .map((date) => ({ ...dateIn(calendar, date), date }))
    .filter(({ day }) => day === SAMPLE_DAY);
}

function literalAt(parts: readonly Intl.DateTimeFormatPart[], at: number): string {
  const part = parts[at];
  return part?.type === "literal" ? part.value : "";
}

function addWeekdays(table: WordTable, locale: string): void {
  for (const weekday of ["long", "short"] as const) {
    const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" });
    for (let day = 0; day < 7; day += 1) {
      table.addWeekday(format.format(new Date(Date.UTC(2023, 0, 1 + day))), day);
    }
  }
}

interface Meaning {
  month: number;
  calendar: Calendar;
  languages: Set<string>;
  further: Set<string>;
}

class WordTable {
  /** From here on languages count only where no other gives a name. */
  isFurther = false;
  readonly #months = new Map<string, Meaning[]>();
  readonly #weekdays = new Map<string, Set<number>>();
  readonly #connectors = new Set<string>();

  addMonth(name: string, month: number, calendar: Calendar, locale: string | null): void {
    if (name === "" || /\p{N}/u.test(name)) return;
    const key = wordsOf(foldDate(name)).join(" ");
    // `Dhu'l-Qi'dah`: an apostrophe parts two words of the text where they are no name together.
    if (calendar !== "gregorian" && key.includes("'")) {
      this.addMonth(key.replaceAll("'", " "), month, calendar, locale);
    }
    const meanings = this.#months.get(key) ?? [];
    let meaning = meanings.find((m) => m.month === month && m.calendar === calendar);
    if (meaning === undefined) {
      meaning = { month, calendar, languages: new Set(), further: new Set() };
      meanings.push(meaning);
    }
    const language = locale === null ? null : languageOf(locale);
    if (language !== null) (this.isFurther ? meaning.further : meaning.languages).add(language);
    this.#months.set(key, meanings);
  }

  addWeekday(name: string, day: number): void {
    const key = wordsOf(foldDate(name)).join(" ");
    this.#weekdays.set(key, (this.#weekdays.get(key) ?? new Set()).add(day));
  }

  addConnectors(text: string): void {
    if (this.isFurther) return;
    for (const word of wordsOf(foldDate(text))) this.#connectors.add(word);
  }

  /** A short or everyday word (`de`) that only a language few write in has for a month. */
  #isMisleading(name: string, meanings: readonly Meaning[]): boolean {
    const isFurther = meanings.every(
      ({ languages, further }) => languages.size === 0 && further.size > 0,
    );
    if (!isFurther) return false;
    const isShort = /^[a-z.']{1,2}$/.test(name);
    return (
      isShort ||
      name.split(" ").some((word) => this.#connectors.has(word) || this.#weekdays.has(word))
    );
  }

  done(): { months: string[]; weekdays: string[]; connectors: string[] } {
    return {
      months: [...this.#months]
        .filter(([name, meanings]) => !this.#isMisleading(name, meanings))
        .map(([name, meanings]) => `${name}\t${meanings.map(writtenMeaning).join(" ")}`)
        .sort(),
      weekdays: [...this.#weekdays]
        .map(([name, days]) => `${name}\t${[...days].sort().join("")}`)
        .sort(),
      connectors: [...this.#connectors].sort(),
    };
  }
}

/** `g2:en,de,~kln`: calendar, month, languages; further ones behind `~`. */
function writtenMeaning({ month, calendar, languages, further }: Meaning): string {
  const written = [
    ...[...languages].sort(),
    ...[...further].sort().map((language) => `~${language}`),
  ];
  return `${calendar[0]}${month}:${written.join(",")}`;
}
