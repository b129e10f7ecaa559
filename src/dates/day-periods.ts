import { NEUTRAL, PERIODS } from "./words/periods.js";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

interface DayPeriods {
  hours: ReadonlyMap<string, ReadonlySet<number>>;
  /** Words that stand beside a time and say nothing about it. */
  neutral: ReadonlySet<string>;
}

let periods: DayPeriods | undefined;

/**
 * Hours (0–23) that a word for a part of the day can mean, over all languages: `pm`, `nachm`, `下午`,
 * `م`. Undefined for words that mean none. The word is folded, without dots and spaces.
 */
export function hoursOfPeriod(word: string): ReadonlySet<number> | undefined {
  periods ??= readPeriods();
  return periods.hours.get(word);
}

/** Whether a folded word beside a time is no name for a part of the day: `at`, `à`, `om`. */
export function isNeutralBesideTime(word: string): boolean {
  periods ??= readPeriods();
  return periods.neutral.has(word);
}

/** `p. m.` → `pm` */
export function periodKey(words: string): string {
  return words.replace(/[.\s]/g, "");
}

function readPeriods(): DayPeriods {
  const hours = PERIODS.split("\n").map((line): [string, ReadonlySet<number>] => {
    const [name = "", bits = ""] = line.split("\t");
    const set = Number.parseInt(bits, 36);
    return [name, new Set(HOURS.filter((hour) => ((set >> hour) & 1) === 1))];
  });
  return { hours: new Map(hours), neutral: new Set(NEUTRAL.split("\n")) };
}
