import { anchoredWeekday } from "./relative-weekday.js";
import { digitsForWords } from "./small-numbers.js";
import { RELATIVE } from "./words/relative.js";

/** `3h`, `2d`, `5 min`, `45s`: as platforms print them, with or without "ago". */
const SHORT_AGE =
  /^#\+? ?(?:s|sec|secs|m|min|mins|minutes?|h|hr|hrs|hours?|d|days?|j|w|wk|wks|weeks?|mo|months?|y|yr|yrs|years?|t|std|g|u)\.?(?: ago)?$/;
/** Phrases that CLDR does not list, and how many days ago they are. */
const MORE_PHRASES: ReadonlyMap<string, readonly number[]> = new Map([
  ["just now", [0]],
  ["right now", [0]],
  ["moments ago", [0]],
  ["a moment ago", [0]],
  ["a l'instant", [0]],
  ["ahora mismo", [0]],
  ["gerade eben", [0]],
  ["hier soir", [1]],
  ["last night", [1, 0]],
  ["this morning", [0]],
  ["ce matin", [0]],
]);

const DAY_MS = 86_400_000;
const HOURS_PER_DAY = 24;
/** Weeks counted in days mean about that day. */
const WEEK_SLACK = 3;
/** Phrases that count more are too vague to be a day. */
const MAX_COUNT: Readonly<Record<string, number>> = {
  second: 3_600,
  minute: 1_440,
  hour: 72,
  day: 31,
  week: 8,
};

let phrases: ReadonlyMap<string, string> | undefined;

/** Whether a folded text tells a time only as seen from when it was read, in any language. */
export function isRelative(text: string): boolean {
  const phrase = relativeTemplate(text);
  return SHORT_AGE.test(phrase) || MORE_PHRASES.has(phrase) || meaningOf(phrase) !== undefined;
}

/**
 * The ISO days that a folded text can mean when it is read on an ISO day: `yesterday`, `il y a deux
 * jours`, `last Monday`. Empty where it names none, or months and years, which are no days. Ages as
 * platforms print them (`3h`) are counted from when the page was seen, which is not the article's
 * day: empty too.
 */
export function anchoredDays(text: string, anchor: string): string[] {
  const counted = digitsForWords(text);
  const phrase = relativeTemplate(counted);
  const ago = SHORT_AGE.test(phrase) && !/ago$/.test(phrase) ? [] : daysAgo(phrase, counted);
  const days = ago.length > 0 ? ago : anchoredWeekday(text, anchor);
  const from = Date.parse(`${anchor}T00:00:00Z`);
  return days.map((n) => new Date(from - n * DAY_MS).toISOString().slice(0, 10)).sort();
}

function daysAgo(phrase: string, text: string): readonly number[] {
  const more = MORE_PHRASES.get(phrase);
  if (more !== undefined) return more;
  const [unit = "", written = ""] = (meaningOf(phrase) ?? "").split(" ");
  const count = Number(written === "#" ? /\d+/.exec(text)?.[0] : written);
  const most = MAX_COUNT[unit];
  if (most === undefined || written === "" || count > most) return [];
  if (unit === "day") return [count];
  if (unit === "week") return around(count * 7);
  const hours = unit === "hour" ? count : unit === "minute" ? count / 60 : count / 3_600;
  const full = Math.floor(hours / HOURS_PER_DAY);
  return hours < 1 ? [0] : [full, full + 1];
}

function around(days: number): number[] {
  return Array.from({ length: 2 * WEEK_SLACK + 1 }, (_, n) => Math.max(0, days - WEEK_SLACK + n));
}

/** `day 1`, `hour #`; undefined for what is no such phrase. */
function meaningOf(phrase: string): string | undefined {
  phrases ??= readPhrases();
  return phrases.get(phrase) ?? phrases.get(phrase.replace(/^#/, "# "));
}

/** Counts become `#`, signs around it go. */
export function relativeTemplate(text: string): string {
  return text
    .replace(/\d+/g, "#")
    .replace(/^[^\p{L}\p{M}#-]+|[^\p{L}\p{M}#.]+$/gu, "")
    .replace(/\.+$/, "");
}

function readPhrases(): ReadonlyMap<string, string> {
  return new Map(
    RELATIVE.split("\n").flatMap((line) => {
      const [meaning = "", list = ""] = line.split("\t");
      return list.split("|").map((phrase): [string, string] => [phrase, meaning]);
    }),
  );
}
