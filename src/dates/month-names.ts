import type { Calendar } from "./calendars.js";
import { CONNECTORS, MONTHS, WEEKDAYS } from "./words/months.js";

/** One thing a word can mean. */
export interface MonthMeaning {
  /** From 1; up to 13 in calendars that have as many. */
  month: number;
  calendar: Calendar;
  /** Languages in which it means this; empty for names added by hand. */
  languages: ReadonlySet<string>;
  /** Only languages that few newsrooms write in give the name this meaning. */
  isRare: boolean;
}

export interface DateWords {
  /** Folded month names, several words joined by one space. */
  months: MonthNames;
  /** Folded names, and the days they are in one language or another: digits, 0 is Sunday. */
  weekdays: ReadonlyMap<string, string>;
  /** Words that stand between the parts of a date: `of`, `de`, `den`, ordinal endings. */
  connectors: ReadonlySet<string>;
}

const WORD = /[\p{L}\p{M}]+(?:[.'][\p{L}\p{M}]+)*/gu;
const CALENDARS: Readonly<Record<string, Calendar>> = {
  g: "gregorian",
  p: "persian",
  i: "islamic",
  e: "ethiopic",
  h: "hebrew",
};

/** Month names and what they mean; a meaning is taken apart when it is first asked for. */
class MonthNames {
  readonly #written: ReadonlyMap<string, string>;
  readonly #read = new Map<string, readonly MonthMeaning[]>();

  constructor(lines: string) {
    this.#written = tableOf(lines);
  }

  names(): Iterable<string> {
    return this.#written.keys();
  }

  has(name: string): boolean {
    return this.#written.has(name);
  }

  get(name: string): readonly MonthMeaning[] | undefined {
    const known = this.#read.get(name);
    if (known !== undefined) return known;
    const meanings = this.#written.get(name)?.split(" ").map(meaningOf);
    if (meanings !== undefined) this.#read.set(name, meanings);
    return meanings;
  }
}

function tableOf(lines: string): Map<string, string> {
  return new Map(
    lines.split("\n").map((line) => {
      const tab = line.indexOf("\t");
      return [line.slice(0, tab), line.slice(tab + 1)];
    }),
  );
}

/** `g2:en,de,~kln`: calendar, month, languages; those that count only where no other does behind `~`. */
function meaningOf(written: string): MonthMeaning {
  const [head = "", list = ""] = written.split(":");
  const languages = list.split(",").filter((language) => language !== "");
  return {
    month: Number(head.slice(1)),
    calendar: CALENDARS[head.slice(0, 1)] ?? "gregorian",
    languages: new Set(languages.map((language) => language.replace("~", ""))),
    isRare: languages.length > 0 && languages.every((language) => language.startsWith("~")),
  };
}

let words: DateWords | undefined;

/** The words of dates in all languages that the runtime knew when they were written down. */
export function dateWords(): DateWords {
  words ??= {
    months: new MonthNames(MONTHS),
    weekdays: tableOf(WEEKDAYS),
    connectors: new Set(CONNECTORS.split("\n")),
  };
  return words;
}

/** The words of a folded text, dots within them kept (`ก.พ`). */
export function wordsOf(folded: string): string[] {
  return folded.match(WORD) ?? [];
}
