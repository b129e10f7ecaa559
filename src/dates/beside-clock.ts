import { hoursOfPeriod, isNeutralBesideTime, periodKey } from "./day-periods.js";
import { dateWords } from "./month-names.js";

/** What the words right before or behind a time say about the part of the day. */
export interface Beside {
  /** Hours (0–23) of the part named; null where none is. */
  hours: ReadonlySet<number> | null;
  /** Characters taken up by its name. */
  length: number;
  /** A word stands there that is not known: it may name a part of the day. */
  unknown: boolean;
}

const LETTERS = "\\p{L}[\\p{L}\\p{M}]{0,15}\\.?";
const BEHIND = new RegExp(`^ ?(${LETTERS})(?: ?(${LETTERS}))?`, "u");
const BEFORE = new RegExp(`(?:(${LETTERS}) ?)?(${LETTERS}) ?$`, "u");
/** Longest run of text looked at beside a time. */
const REACH = 40;

/** `pm`, `p. m.`, `nachm.` behind a time that ends at `at`. */
export function readBehind(text: string, at: number): Beside {
  const [all, first, second] = BEHIND.exec(text.slice(at, at + REACH)) ?? [];
  if (all === undefined || first === undefined) return NOTHING;
  return (
    named(first + (second ?? ""), all.length) ??
    named(first, all.indexOf(first) + first.length) ??
    unnamed(first)
  );
}

/** `下午`, `오후` before a time that begins at `at`. */
export function readBefore(text: string, at: number): Beside {
  const [all, first, last] = BEFORE.exec(text.slice(Math.max(0, at - REACH), at)) ?? [];
  if (all === undefined || last === undefined) return NOTHING;
  return (
    named((first ?? "") + last, all.length) ??
    named(last, all.length - all.lastIndexOf(last)) ??
    unnamed(last)
  );
}

const NOTHING: Beside = { hours: null, length: 0, unknown: false };

function named(words: string, length: number): Beside | null {
  const hours = hoursOfPeriod(periodKey(words));
  return hours === undefined ? null : { hours, length, unknown: false };
}

function unnamed(word: string): Beside {
  const bare = word.replace(/\.$/, "");
  const { months, weekdays, connectors } = dateWords();
  const known =
    isNeutralBesideTime(bare) || months.has(bare) || weekdays.has(bare) || connectors.has(bare);
  return { ...NOTHING, unknown: !known };
}
