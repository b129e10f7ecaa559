import { printedWeekdays, weekdayOf } from "./weekdays.js";

const DAYS_IN_WEEK = 7;
/** Folded words that stand with a day of the week and say that it is past: `last Monday`. */
const PAST = new Set(
  (
    "last past previous dernier derniere passe passee letzten letzter letztem vergangenen pasado pasada ultimo " +
    "ultima passado passada scorso scorsa afgelopen vorige gecen zadnji ubiegły ubiegla прошлыи прошлую прошлое " +
    "прошлои lalu الماضي"
  ).split(" "),
);
/** Further words that may stand there. */
const NEUTRAL = new Set(
  "on the this le ce am diesen el este la no na nesta op afgelopen в во yang hari gunu يوم".split(
    " ",
  ),
);

/**
 * How many days before an ISO day a text of a day of the week alone (`Monday`, `lundi dernier`) can
 * mean: the last such day, and the one before it, as people do not agree on what `last` means.
 * Empty for any other text.
 */
export function anchoredWeekday(text: string, anchor: string): number[] {
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const others = words.filter((word) => !PAST.has(word) && !NEUTRAL.has(word)).join(" ");
  const [day, ...more] = /\d/.test(text) ? [] : printedWeekdays(others);
  const isAlone = others !== "" && !others.includes(" ");
  if (day === undefined || more.length > 0 || !isAlone) return [];
  const back = (weekdayOf(anchor) - day + DAYS_IN_WEEK) % DAYS_IN_WEEK;
  const isToday = back === 0 && words.some((word) => PAST.has(word));
  return isToday ? [DAYS_IN_WEEK] : [back, back + DAYS_IN_WEEK];
}
