import type { DateCheck } from "../records/checks.js";
import type { Clock } from "./clock.js";
import {
  anyZoneDay,
  MAX_OFFSET_MINUTES,
  MIN_OFFSET_MINUTES,
  utcDay,
  type Window,
} from "./window.js";

/** When the post was made, as far as known. */
export interface ArchivedTime {
  ms: number;
  /** Over a second where the time is estimated. */
  toleranceMs: number;
}

/** How one reading of the printed date goes with the post's time. */
export interface Fit {
  class: Extract<
    DateCheck["class"],
    "same-moment" | "same-utc-day" | "possible-timezone" | "different"
  >;
  result: DateCheck["result"];
  because: string;
}

interface Reading {
  /** ISO day. */
  day: string;
  clock: Clock | null;
  offsetMinutes: number | null;
}

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
/** Zones differ from UTC by whole quarters of an hour. */
const ZONE_STEP = 15;

/**
 * Holds one reading against the post's time (matching.md 2.1). A printed clock time decides before
 * the day does: either it fits one offset from UTC, or no zone on earth explains it.
 */
export function fitReading(reading: Reading, time: ArchivedTime): Fit {
  const byClock = time.toleranceMs > MINUTE_MS ? null : fitClock(reading, time);
  return byClock ?? fitDay(reading.day, time);
}

/** Null where the clock says nothing: none printed, midnight in place of none, a minute's rounding. */
function fitClock({ day, clock, offsetMinutes }: Reading, time: ArchivedTime): Fit | null {
  if (clock === null) return null;
  const printed = utcDay(day).fromMs / MINUTE_MS + clock.hour * 60 + clock.minute;
  const archived = Math.floor(time.ms / MINUTE_MS);
  const offset = printed - archived;
  if (isOffset(offset) && (offsetMinutes === null || offset === offsetMinutes)) {
    return {
      class: "same-moment",
      result: "match",
      because: `The printed time is the post's, ${utcText(time.ms)}, in ${zoneName(offset)}.`,
    };
  }
  if (clock.hour === 0 && clock.minute === 0) return null;
  const isNear = (by: number) =>
    offsetMinutes === null ? isOffset(offset + by) : offset + by === offsetMinutes;
  return isNear(1) || isNear(-1) ? null : fitWrongClock(day, offsetMinutes, printed, time);
}

function fitWrongClock(
  day: string,
  offsetMinutes: number | null,
  printedMinutes: number,
  time: ArchivedTime,
): Fit {
  const utc = dayOf((printedMinutes - (offsetMinutes ?? 0)) * MINUTE_MS);
  const why =
    offsetMinutes === null
      ? `the printed time of day fits the post's, ${utcText(time.ms)}, in no time zone`
      : `the printed time is not the post's, ${utcText(time.ms)}`;
  if (dayOf(time.ms) === utc) {
    return {
      class: "same-utc-day",
      result: "note",
      because: `The day printed is the post's (UTC), but ${why}.`,
    };
  }
  return {
    class: "different",
    result: "mismatch",
    because: `Printed is ${day}, and ${why}.`,
  };
}

function fitDay(day: string, time: ArchivedTime): Fit {
  const span: Window = { fromMs: time.ms - time.toleranceMs, toMs: time.ms + time.toleranceMs };
  const estimated = time.toleranceMs > MINUTE_MS;
  const made = estimated
    ? `around ${utcText(time.ms)}, give or take ${Math.round(time.toleranceMs / 3_600_000)} h (estimated from its id)`
    : utcText(time.ms);
  if (estimated ? contains(utcDay(day), span) : dayOf(time.ms) === day) {
    return {
      class: "same-utc-day",
      result: "match",
      because: `The post was made ${made}, on the day printed.`,
    };
  }
  const anyZone = anyZoneDay(day);
  if (estimated ? overlaps(anyZone, span) : contains(anyZone, { fromMs: time.ms, toMs: time.ms })) {
    return {
      class: "possible-timezone",
      result: "note",
      because: `The post was made ${made}; ${estimated ? "that may have been" : "it was"} ${day} ${zonesOf(day, time, estimated)}.`,
    };
  }
  return {
    class: "different",
    result: "mismatch",
    because: `The post was made ${made}; that was ${day} in no time zone (${daysApart(day, time.ms)} off).`,
  };
}

function zonesOf(day: string, { ms }: ArchivedTime, estimated: boolean): string {
  if (estimated) return "in some time zone";
  const { fromMs, toMs } = utcDay(day);
  return ms < fromMs
    ? `only from ${zoneName(Math.ceil((fromMs - ms) / MINUTE_MS))} on eastwards`
    : `only in zones more than ${hoursAndMinutes(Math.floor((ms - toMs) / MINUTE_MS))} behind UTC`;
}

function isOffset(minutes: number): boolean {
  return (
    minutes % ZONE_STEP === 0 && minutes >= MIN_OFFSET_MINUTES && minutes <= MAX_OFFSET_MINUTES
  );
}

function contains(outer: Window, inner: Window): boolean {
  return inner.fromMs >= outer.fromMs && inner.toMs < outer.toMs;
}

function overlaps(a: Window, b: Window): boolean {
  return a.fromMs < b.toMs && b.fromMs < a.toMs;
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** `2023-02-06 20:23 UTC` */
function utcText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** `UTC`, `UTC+05:30` */
function zoneName(minutes: number): string {
  if (minutes === 0) return "UTC";
  return `UTC${minutes < 0 ? "−" : "+"}${hoursAndMinutes(Math.abs(minutes))}`;
}

function hoursAndMinutes(minutes: number): string {
  const hours = String(Math.floor(minutes / 60)).padStart(2, "0");
  return `${hours}:${String(minutes % 60).padStart(2, "0")}`;
}

function daysApart(day: string, ms: number): string {
  const days = Math.abs(Math.round((utcDay(dayOf(ms)).fromMs - utcDay(day).fromMs) / DAY_MS));
  return days === 1 ? "1 day" : `${days} days`;
}
