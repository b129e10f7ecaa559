import { readBefore, readBehind } from "./beside-clock.js";

export interface Clock {
  hour: number;
  minute: number;
}

export interface ClockReading {
  /** The time of day; null where none is printed to the minute, or more than one. */
  clock: Clock | null;
  /** Offset from UTC in minutes as printed (`Z`, `+0100`); null where none is. */
  offsetMinutes: number | null;
  /** The text without its times, so that their numbers are not taken for days or years. */
  rest: string;
}

/** `22:31`, `22:31:04.000`, `22h31`, `22 h 31`, `下午10点31分`, `10시 31분`. */
const CLOCK =
  /(?<![\d:.])(\d{1,2}) ?(?::|h|時|时|点|點|시) ?(\d{2})(?::\d{2}(?:[.,]\d{1,9})?)?(?![\d:]) ?(?:分|분|uhr\b)?/gu;
/** `10.31 pm`, `kl. 22.31`: with a dot only where a word says that it is a time. */
const DOTTED_CLOCK =
  /(?<=\b(?:kl|klo|kello|um|ore|alle|at|a)\.? )(\d{1,2})\.(\d{2})(?![\d.])|(?<![\d.])(\d{1,2})\.(\d{2})(?= ?[ap]\.? ?m\b)/gu;
/** `10 pm`, `22h`, `22 uhr`: too coarse to be compared, but no day and no year. */
const HOUR = /(?<![\d:./-])\d{1,2} ?(?:[ap]\.? ?m\b\.?|h\b|uhr\b)/gu;

/** `+0000`, `+01:00`, `Z`, `UTC`, `GMT+2`, right behind the time. */
const ZONE =
  /^ ?(?:(?:utc|gmt) ?(?:([+−-])(\d{1,2})(?::?(\d{2}))?)?(?!\d)|([+−-])(\d{2}):?(\d{2})(?!\d)|(z)(?![\p{L}\p{N}]))/u;

const LONGEST_ZONE = 12;

interface Found {
  start: number;
  end: number;
  clock: Clock | null;
  offsetMinutes: number | null;
}

/** Takes the times out of a folded text. */
export function takeClock(text: string): ClockReading {
  const found = findClocks(text);
  let rest = found.reduceRight(
    (left, { start, end }) => `${left.slice(0, start)} | ${left.slice(end)}`,
    text,
  );
  rest = rest.replace(HOUR, "|");
  const only = found.length === 1 ? found[0] : undefined;
  return { clock: only?.clock ?? null, offsetMinutes: only?.offsetMinutes ?? null, rest };
}

function findClocks(text: string): Found[] {
  const matches = [...text.matchAll(CLOCK), ...text.matchAll(DOTTED_CLOCK)];
  const found: Found[] = [];
  for (const match of matches.sort((a, b) => a.index - b.index)) {
    const taken = found.at(-1)?.end ?? 0;
    const clock = match.index < taken ? null : readClock(text, match);
    if (clock !== null) found.push({ ...clock, start: Math.max(taken, clock.start) });
  }
  return found;
}

function readClock(text: string, match: RegExpExecArray): Found | null {
  const hour = Number(match[1] ?? match[3]);
  const minute = Number(match[2] ?? match[4]);
  if (hour > 23 || minute > 59) return null;
  const end = match.index + match[0].length;
  const behind = readBehind(text, end);
  const before = behind.hours === null ? readBefore(text, match.index) : null;
  const stop = end + behind.length;
  const zone = readZone(text.slice(stop, stop + LONGEST_ZONE));
  const hours = behind.hours ?? before?.hours ?? null;
  const unknown = zone === null && (behind.unknown || before?.unknown === true);
  const solved = hourIn(hour, hours, unknown);
  return {
    start: match.index - (before?.length ?? 0),
    end: stop + (zone?.length ?? 0),
    clock: solved === null ? null : { hour: solved, minute },
    offsetMinutes: zone?.offsetMinutes ?? null,
  };
}

/**
 * The one hour of the day that shows as `hour` and lies in the named part; null when several do, or
 * when a word that may name the part is not known. Where none fits the word is used loosely
 * (`10:31 nachm.`): before or after noon still counts.
 */
function hourIn(hour: number, hours: ReadonlySet<number> | null, unknown: boolean): number | null {
  if (hour > 12) return hour;
  if (hours === null) return unknown ? null : hour;
  const fitting = [...hours].filter((candidate) => candidate % 12 === hour % 12);
  if (fitting.length > 0) return fitting.length === 1 ? (fitting[0] ?? null) : null;
  const afternoon = [...hours].filter((candidate) => candidate >= 12).length;
  if (afternoon === 0) return hour % 12;
  return afternoon === hours.size ? (hour % 12) + 12 : null;
}

function readZone(text: string): { offsetMinutes: number; length: number } | null {
  const match = ZONE.exec(text);
  if (match === null) return null;
  const sign = match[1] ?? match[4];
  const hours = Number(match[2] ?? match[5] ?? 0);
  const minutes = Number(match[3] ?? match[6] ?? 0);
  const size = hours * 60 + minutes;
  return { offsetMinutes: sign === "-" || sign === "−" ? -size : size, length: match[0].length };
}
