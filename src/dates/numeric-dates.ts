import { calendarOfYear, isoDays } from "./calendars.js";
import { type Candidate, fullYear } from "./candidate.js";
import { languageOf, leadsWithYear } from "./locales.js";

type Part = "y" | "m" | "d";

interface NumericForm {
  pattern: RegExp;
  /** What the pattern's groups can be, all readings that are open. */
  orders: (groups: readonly string[], lang: string) => readonly string[];
}

const SEPARATED =
  "(?<![\\d/.:-])(\\d{1,2}) ?([/.-]) ?(\\d{1,2}) ?\\2 ?(\\d{4}|\\d{1,2})(?![\\d/:]|[.-]\\d)(\\.?)";

/** In order; each finds the dates that are written with numbers alone in its way. */
const FORMS: readonly NumericForm[] = [
  // 2023年2月6日, 2023년 2월 6일
  {
    pattern: /(?<!\d)(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日號号일]?/gu,
    orders: () => ["ymd"],
  },
  { pattern: /(?<!\d)(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日號号일]/gu, orders: () => ["md"] },
  // 6 tháng 2, 2023; 6 thg 2, 2023; ngày 6 tháng 2 năm 2023
  {
    pattern: /(?<!\d)(\d{1,2}) th(?:ang|g) (\d{1,2}),? (?:nam )?(\d{4})(?!\d)/gu,
    orders: () => ["dmy"],
  },
  { pattern: /(?<!\d)(\d{1,2}) th(?:ang|g) (\d{1,2})(?!\d)/gu, orders: () => ["dm"] },
  // 2023 оны 2-р сарын 6
  { pattern: /(?<!\d)(\d{4}) оны (\d{1,2})-р сарын (\d{1,2})(?!\d)/gu, orders: () => ["ymd"] },
  // 2023-02-06, 2023/2/6, 2023. 02. 06.
  {
    pattern: /(?<![\d/.:-])(\d{4}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{1,2})(?![\d/:]|[.-]\d)/gu,
    orders: () => ["y-md"],
  },
  { pattern: /(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)/gu, orders: () => ["ymd"] },
  // 6 02 2023, with nothing else printed
  { pattern: /^(\d{1,2}) (\d{1,2}) (\d{4})$/gu, orders: () => ["dmy", "mdy"] },
  // 06/02/2023, 2/6/23, 6.2.2023, 23. 2. 6.
  { pattern: new RegExp(SEPARATED, "gu"), orders: ordersOfSeparated },
];

/** All readings of the dates in a folded text that are written with numbers alone; `lang` as in `wordDates`. */
export function numericDates(text: string, lang = ""): Candidate[] {
  return FORMS.flatMap(({ pattern, orders }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const groups = match.slice(1).map((group) => group ?? "");
      return orders(groups, lang).flatMap((order) => candidateOf(match, groups, order));
    }),
  );
}

/**
 * Dotted dates are day.month.year; with slashes and hyphens day and month may stand either way. A
 * two-digit year may also come first, as in Korean, Basque or Nepali: taken into account where
 * `lang` is such a language, or the first number is no month and the last no likely year or
 * written as in ISO 8601 or Korean.
 */
function ordersOfSeparated(
  [first = "", separator = "", , last = "", dot = ""]: readonly string[],
  lang: string,
): readonly string[] {
  if (last.length === 1) return first.length === 2 ? ["y-md"] : [];
  const orders = separator === "." ? ["d-my"] : ["d-my", "m-dy"];
  if (last.length !== 2 || first.length !== 2) return orders;
  const open = separator === "-" || Number(last) <= 12 || dot !== "";
  return (Number(first) > 12 && open) || leadsWithYear(languageOf(lang))
    ? [...orders, "y-md"]
    : orders;
}

/** `order` names the groups: `y`, `m`, `d`; `-` is a separator. */
function candidateOf(
  match: RegExpExecArray,
  groups: readonly string[],
  order: string,
): Candidate[] {
  const value = (part: Part) => groups[order.indexOf(part)] ?? "";
  const printedYear = order.includes("y") ? value("y") : null;
  const year = printedYear === null ? null : yearOf(printedYear);
  const calendar = year === null ? "gregorian" : calendarOfYear(year);
  return isoDays(year, Number(value("m")), Number(value("d")), calendar).map((day) => ({
    day,
    start: match.index,
    end: match.index + match[0].length,
    completeness: printedYear === null ? 1 : printedYear.length === 2 ? 2 : 3,
  }));
}

function yearOf(printed: string): number {
  return printed.length <= 2 ? fullYear(Number(printed)) : Number(printed);
}
