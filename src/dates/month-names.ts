import type { Calendar } from "./calendars.js";
import { foldDate } from "./fold.js";
import { languageOf, namedLocales } from "./locales.js";

/** One thing a word can mean. */
export interface MonthMeaning {
  /** 1–12 */
  month: number;
  calendar: Calendar;
  /** Languages in which it means this; empty for names added by hand. */
  languages: Set<string>;
}

export interface DateWords {
  /** Folded month names, several words joined by one space. */
  months: ReadonlyMap<string, readonly MonthMeaning[]>;
  weekdays: ReadonlySet<string>;
  /** Words that stand between the parts of a date: `of`, `de`, `den`, ordinal endings. */
  connectors: ReadonlySet<string>;
}

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

const WORD = /[\p{L}\p{M}]+(?:[.'][\p{L}\p{M}]+)*/gu;
const LETTERS_AT_END = /[\p{L}\p{M}]+$/u;
const LETTERS_AT_START = /^[\p{L}\p{M}]+/u;

let words: DateWords | undefined;

/** The words of dates in all languages the runtime knows; built at the first call (some 0.1 s). */
export function dateWords(): DateWords {
  words ??= buildDateWords();
  return words;
}

/** The words of a folded text, dots within them kept (`ก.พ`). */
export function wordsOf(folded: string): string[] {
  return folded.match(WORD) ?? [];
}

function buildDateWords(): DateWords {
  const table = new WordTable();
  for (const locale of namedLocales()) {
    for (const options of FORMATS) addFormat(table, locale, options, "gregorian");
    addWeekdays(table, locale);
  }
  for (const locale of ["fa", "fa-AF", "en", "ps"]) {
    addFormat(table, locale, { day: "numeric", month: "long", year: "numeric" }, "persian");
  }
  for (const [month, names] of Object.entries(MORE_MONTHS)) {
    for (const name of names.split(" ")) table.addMonth(name, Number(month), "gregorian", null);
  }
  table.addConnectors(MORE_CONNECTORS);
  return table.done();
}

function addFormat(
  table: WordTable,
  locale: string,
  options: Intl.DateTimeFormatOptions,
  calendar: Calendar,
): void {
  const ca = calendar === "persian" ? "persian" : "gregory";
  const format = new Intl.DateTimeFormat(`${locale}-u-ca-${ca}-nu-latn`, {
    ...options,
    timeZone: "UTC",
  });
  for (let month = 1; month <= 12; month += 1) {
    const parts = format.formatToParts(sampleDay(calendar, month));
    const at = parts.findIndex((part) => part.type === "month");
    const name = parts[at]?.value ?? "";
    const before = LETTERS_AT_END.exec(literalAt(parts, at - 1))?.[0] ?? "";
    const after = LETTERS_AT_START.exec(literalAt(parts, at + 1))?.[0] ?? "";
    table.addMonth(name, month, calendar, locale);
    if (before + after !== "") table.addMonth(before + name + after, month, calendar, locale);
    for (const part of parts) if (part.type === "literal") table.addConnectors(part.value);
  }
}

/** A day in the middle of the month: Persian months begin around the 20th of the Gregorian ones. */
function sampleDay(calendar: Calendar, month: number): Date {
  return new Date(
    calendar === "persian" ? Date.UTC(2022, month + 2, 5) : Date.UTC(2023, month - 1, 15),
  );
}

function literalAt(parts: readonly Intl.DateTimeFormatPart[], at: number): string {
  const part = parts[at];
  return part?.type === "literal" ? part.value : "";
}

function addWeekdays(table: WordTable, locale: string): void {
  for (const weekday of ["long", "short"] as const) {
    const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" });
    for (let day = 1; day <= 7; day += 1) {
      table.addWeekday(format.format(new Date(Date.UTC(2023, 0, day))));
    }
  }
}

class WordTable {
  readonly #months = new Map<string, MonthMeaning[]>();
  readonly #weekdays = new Set<string>();
  readonly #connectors = new Set<string>();
  /** Texts seen and their words: the same names and literals come up in many formats. */
  readonly #folded = new Map<string, string[]>();

  addMonth(name: string, month: number, calendar: Calendar, locale: string | null): void {
    if (name === "" || /\p{N}/u.test(name)) return;
    const key = this.#words(name).join(" ");
    const meanings = this.#months.get(key) ?? [];
    let meaning = meanings.find((m) => m.month === month && m.calendar === calendar);
    if (meaning === undefined) {
      meaning = { month, calendar, languages: new Set() };
      meanings.push(meaning);
    }
    if (locale !== null) meaning.languages.add(languageOf(locale));
    this.#months.set(key, meanings);
  }

  addWeekday(name: string): void {
    this.#weekdays.add(this.#words(name).join(" "));
  }

  addConnectors(text: string): void {
    for (const word of this.#words(text)) this.#connectors.add(word);
  }

  #words(text: string): string[] {
    const known = this.#folded.get(text);
    if (known !== undefined) return known;
    const words = wordsOf(foldDate(text));
    this.#folded.set(text, words);
    return words;
  }

  done(): DateWords {
    return { months: this.#months, weekdays: this.#weekdays, connectors: this.#connectors };
  }
}
