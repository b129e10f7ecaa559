import type { DateCheck } from "../records/checks.js";
import type { Post } from "../records/post.js";
import { type ArchivedTime, type Fit, fitReading } from "./fit.js";
import { idTime } from "./id-time.js";
import { type PrintedDate, readPrintedDate } from "./printed.js";
import { publishedDay } from "./published-day.js";
import { breakTie } from "./tie-breaks.js";
import { weekdayOf } from "./weekdays.js";
import { anyZoneWindow, withYear } from "./window.js";

/** What the check must know of the post. */
export type DatedPost = Pick<Post, "platform" | "id" | "createdAt" | "createdAtSource">;

export interface DateCheckOptions {
  /** Language of the article (BCP 47). */
  lang?: string | undefined;
  /**
   * When the article was published, ISO or as printed: tells which year a date without one means,
   * which of two readings is too late, and what day `yesterday` was.
   */
  publishedAt?: string | undefined;
}

/** Best first. */
const CLASSES: readonly Fit["class"][] = [
  "same-moment",
  "same-utc-day",
  "possible-timezone",
  "different",
];

/**
 * Whether the printed date is the post's (matching.md 2.1): its UTC day, or a clock time that fits
 * one offset from UTC, match; a day that it was somewhere else on earth, one of several readings or
 * days of a range, or nothing readable are notes; any other day is a mismatch. Without a year any year's day fits.
 * Never throws.
 */
export function checkDate(
  printed: string | undefined,
  post: DatedPost,
  options: DateCheckOptions = {},
): DateCheck {
  const time = archivedTime(post);
  const archived = post.createdAt ?? (time === null ? null : new Date(time.ms).toISOString());
  if (printed === undefined || printed.trim() === "") {
    return {
      result: "note",
      class: "not-printed",
      printed: null,
      readings: [],
      archived,
      because: "No date is printed: nothing to check.",
    };
  }
  const anchor = publishedDay(options);
  const read = readPrintedDate(printed, {
    lang: options.lang,
    ...(anchor !== null && { anchor }),
  });
  const common = { printed, readings: read.readings, archived };
  if (time === null && read.readings.length > 0) {
    return {
      ...common,
      result: "unknown",
      class: "unreadable",
      because: "The capture does not say when the post was made, nor does its id.",
    };
  }
  const fit = time === null ? null : bestFit(read, time, options);
  if (fit === null) {
    return { ...common, result: "note", class: "unreadable", because: becauseUnreadable(read) };
  }
  const remark = remarkOnId(post);
  return { ...common, ...fit, because: remark === null ? fit.because : `${fit.because} ${remark}` };
}

function becauseUnreadable({ status }: PrintedDate): string {
  return status === "relative"
    ? "The printed date is seen from when it was read, and names no day by itself; when that was is not stated."
    : "The printed date cannot be read as a day.";
}

/** The page's own time, else the id's; an id's time is as exact as ids of its kind are. */
function archivedTime({
  platform,
  id,
  createdAt,
  createdAtSource,
}: DatedPost): ArchivedTime | null {
  const byId = id === null ? null : idTime(platform, id);
  const ms = createdAt === null ? Number.NaN : Date.parse(createdAt);
  if (Number.isNaN(ms)) return byId;
  return { ms, toleranceMs: createdAtSource === "snowflake" ? (byId?.toleranceMs ?? 0) : 0 };
}

/** Null where the printed date has no reading. */
function bestFit(
  read: PrintedDate,
  time: ArchivedTime,
  options: DateCheckOptions,
): Pick<DateCheck, "class" | "result" | "because"> | null {
  const fits = read.readings.map((reading) => ({
    reading,
    fit: fitAnyYear(reading, read, time, options),
  }));
  const [best, ...others] = fits.sort((a, b) => rank(a.fit) - rank(b.fit));
  if (best === undefined) return null;
  if (read.status === "range") return fitOfRange(read.readings, best.fit);
  if (read.status === "relative") return fitOfRelative(read.readings, best.fit, options);
  if (others.length === 0) return withWeekday(best.reading, read, best.fit);
  const open = `The printed date can be read as ${read.readings.join(" or ")}`;
  const { lang } = options;
  const tie = breakTie(read.readings, { ...read, lang, publishedDay: publishedDay(options) });
  const meant = tie?.isCertain ? fits.find(({ reading }) => reading === tie.reading) : undefined;
  if (tie && meant)
    return { ...meant.fit, because: `${open}; ${tie.because}. ${meant.fit.because}` };
  if (best.fit.class === "different") {
    return { ...best.fit, because: `${open}, and neither fits. ${best.fit.because}` };
  }
  const hint = tie === null ? "" : ` (${tie.because})`;
  return {
    class: "ambiguous",
    result: "note",
    because: `${open}${hint}; ${best.reading} fits. ${best.fit.because}`,
  };
}

/** A printed day of the week that the printed day was not: one of the two is a slip. */
function withWeekday(
  reading: string,
  { weekdays, status }: PrintedDate,
  fit: Fit,
): Pick<DateCheck, "class" | "result" | "because"> {
  // A name that is another day in another language tells nothing.
  const [weekday, ...others] = weekdays;
  if (weekday === undefined || others.length > 0 || reading.startsWith("--") || status !== "read")
    return fit;
  if (weekdayOf(reading) === weekday) return fit;
  return {
    ...fit,
    result: fit.result === "match" ? "note" : fit.result,
    because: `${fit.because} The day of the week that is printed was not that day's.`,
  };
}

/** A relative date goes by the article's day, which is when it was last put online at times: no certainty. */
function fitOfRelative(
  days: readonly string[],
  best: Fit,
  { publishedAt }: DateCheckOptions,
): Pick<DateCheck, "class" | "result" | "because"> {
  const [first, last] = [days[0], days.at(-1)];
  const named = days.length > 2 ? `${first} to ${last}` : [...new Set([first, last])].join(" or ");
  const seen = `Seen from the article of ${publishedAt}, the printed date means ${named}`;
  if (best.class === "different") return { ...best, because: `${seen}. ${best.because}` };
  return { class: "ambiguous", result: "note", because: `${seen}; that fits. ${best.because}` };
}

/** A day within a printed range is the post's only perhaps; one outside of it is not. */
function fitOfRange(
  days: readonly string[],
  best: Fit,
): Pick<DateCheck, "class" | "result" | "because"> {
  const range = `The days printed are ${days[0]} to ${days.at(-1)}`;
  if (best.class === "different") {
    return { ...best, because: `${range}, and none of them fits. ${best.because}` };
  }
  return {
    class: "ambiguous",
    result: "note",
    because: `${range}; one of them fits. ${best.because}`,
  };
}

function rank({ class: name }: Fit): number {
  return CLASSES.indexOf(name);
}

/** A reading without a year is tried in the post's year and its neighbours (New Year's Eve). */
function fitAnyYear(
  reading: string,
  { clock, offsetMinutes }: PrintedDate,
  time: ArchivedTime,
  options: DateCheckOptions,
): Fit {
  const year = new Date(time.ms).getUTCFullYear();
  const days = [year, year - 1, year + 1].flatMap((y) => withYear(reading, y) ?? []);
  const fits = [...new Set(days)].map((day) => ({
    day,
    fit: fitReading({ day, clock, offsetMinutes }, time),
  }));
  const [best] = fits.sort((a, b) => rank(a.fit) - rank(b.fit));
  if (best === undefined) return noSuchDay(reading, year);
  return reading.startsWith("--") && best.fit.class !== "different"
    ? withoutYear(best.fit, best.day, options)
    : best.fit;
}

/** `--02-29` for a post of 2023. */
function noSuchDay(reading: string, year: number): Fit {
  return {
    class: "different",
    result: "mismatch",
    because: `No year is printed, and neither ${year} nor its neighbours have a day ${reading}.`,
  };
}

/** The year is taken from the post; the article's own date may say that another one was meant. */
function withoutYear(fit: Fit, day: string, { publishedAt }: DateCheckOptions): Fit {
  const year = day.slice(0, 4);
  const published = publishedDay({ publishedAt });
  const expected = published === null ? null : yearMeantAt(published, day.slice(5));
  if (expected === null || String(expected) === year) {
    return { ...fit, because: `No year is printed; ${year} fits. ${fit.because}` };
  }
  return {
    ...fit,
    result: "note",
    because: `No year is printed; ${year} fits, but an article of ${publishedAt} would mean ${expected}. ${fit.because}`,
  };
}

/** Last year in which the day lay before the article, or on its day somewhere on earth. */
function yearMeantAt(published: string, monthDay: string): number | null {
  const [issue] = anyZoneWindow([published]);
  const latest = Number(published.slice(0, 4)) + 1;
  const years = [latest, latest - 1, latest - 2, latest - 3, latest - 4];
  return (
    years.find((year) => {
      const [day] = anyZoneWindow([`--${monthDay}`], { year });
      return day !== undefined && issue !== undefined && day.fromMs < issue.toMs;
    }) ?? null
  );
}

/** Twitter's ids are made by its servers: one that disagrees with the page's time is a bad sign. */
function remarkOnId({ platform, id, createdAt, createdAtSource }: DatedPost): string | null {
  if (platform !== "twitter" || id === null || createdAt === null) return null;
  const byId = createdAtSource === "page" ? idTime(platform, id) : null;
  const apart = byId === null ? 0 : Math.abs(byId.ms - Date.parse(createdAt));
  if (byId === null || !(apart > byId.toleranceMs + 60_000)) return null;
  return `Its id, though, was given out around ${new Date(byId.ms).toISOString()}.`;
}
