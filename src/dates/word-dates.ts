import { editDistance } from "../handles/edit-distance.js";
import { isoDay } from "./calendars.js";
import { type Candidate, fullYear } from "./candidate.js";
import { languageOf } from "./locales.js";
import { dateWords, type MonthMeaning } from "./month-names.js";

interface Token {
  kind: "number" | "word" | "sign";
  text: string;
  start: number;
  end: number;
}

/** A month's name in the text. */
interface MonthAt {
  meanings: readonly MonthMeaning[];
  /** It may as well be a weekday (`mar`, `sen`). */
  maybeWeekday: boolean;
  /** First token, and the one behind the last. */
  from: number;
  to: number;
}

const TOKEN = /\d+|[\p{L}\p{M}]+(?:[.'][\p{L}\p{M}]+)*|[^\s\p{L}\p{M}\d]/gu;
/** Signs that may stand between the parts of one date; others part what does not belong together. */
const JOINING_SIGNS = new Set(".,-–/()'°º\"|");
/** Words of a month's name at most. */
const LONGEST_NAME = 3;
/** Tokens between two parts of a date at most. */
const REACH = 4;

/** Months whose misprints are read: long enough for one letter to be told as wrong. */
const CORRECTED =
  "january february august september october november december janvier fevrier juillet septembre octobre novembre decembre".split(
    " ",
  );

/**
 * All readings of the dates in a folded text that name the month, in any language. `lang` (BCP 47)
 * decides between languages in which one name is two months (`listopad`).
 */
export function wordDates(text: string, lang?: string): Candidate[] {
  const tokens = tokensOf(text);
  const months = monthsIn(tokens);
  const found = months.flatMap((month) => {
    const meanings = meaningsIn(month.meanings, lang);
    return meanings.flatMap((meaning) =>
      readingsAround(tokens, month, meaning).map((candidate) => ({ candidate, month })),
    );
  });
  return found
    .filter(
      ({ candidate, month }) => !(month.maybeWeekday && isBetterReadWithout(candidate, found)),
    )
    .map(({ candidate }) => candidate);
}

/** `mar 7 févr`: the name that is no weekday is the month. */
function isBetterReadWithout(
  candidate: Candidate,
  found: readonly { candidate: Candidate; month: MonthAt }[],
): boolean {
  return found.some(
    ({ candidate: other, month }) =>
      !month.maybeWeekday && other.start < candidate.end && candidate.start < other.end,
  );
}

function meaningsIn(meanings: readonly MonthMeaning[], lang: string | undefined) {
  const fitting = meanings.filter(({ languages }) => languages.has(languageOf(lang ?? "")));
  return fitting.length > 0 ? fitting : meanings;
}

function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].flatMap((match) => {
    const [word] = match;
    const whole: Token = {
      kind: /^\d/.test(word) ? "number" : /^[\p{L}\p{M}]/u.test(word) ? "word" : "sign",
      text: word,
      start: match.index,
      end: match.index + word.length,
    };
    return whole.kind === "word" && !isKnown(word) ? splitAtSigns(whole) : [whole];
  });
}

function isKnown(word: string): boolean {
  const { months, connectors, weekdays } = dateWords();
  return months.has(word) || connectors.has(word) || weekdays.has(word);
}

/** `d'abril`, `lun.6.feb.`: a dot or apostrophe that is not part of a known word parts two. */
function splitAtSigns({ text, start }: Token): Token[] {
  return [...text.matchAll(/[\p{L}\p{M}]+/gu)].map((part) => ({
    kind: "word",
    text: part[0],
    start: start + part.index,
    end: start + part.index + part[0].length,
  }));
}

function monthsIn(tokens: readonly Token[]): MonthAt[] {
  const found: MonthAt[] = [];
  for (let from = 0; from < tokens.length; from += 1) {
    const month = monthAt(tokens, from);
    if (month === null) continue;
    found.push(month);
    from = month.to - 1;
  }
  return found;
}

/** The longest name that begins at a token. */
function monthAt(tokens: readonly Token[], from: number): MonthAt | null {
  const { months, weekdays } = dateWords();
  const names: string[] = [];
  let longest: MonthAt | null = null;
  for (let to = from; to < tokens.length && names.length < LONGEST_NAME; to += 1) {
    const token = tokens[to];
    if (token?.kind !== "word") break;
    names.push(token.text);
    const name = names.join(" ");
    const meanings = months.get(name);
    if (meanings !== undefined) {
      longest = { meanings, maybeWeekday: weekdays.has(name), from, to: to + 1 };
    }
  }
  return longest ?? correctedMonth(tokens[from], from);
}

/** A misprint of one letter in an English or French month (`Feburary`). */
function correctedMonth(token: Token | undefined, from: number): MonthAt | null {
  if (token?.kind !== "word" || token.text.length < 5 || token.text.length > 12) return null;
  const meant = CORRECTED.filter((name) => editDistance(token.text, name) === 1);
  const meanings = meant.flatMap((name) => dateWords().months.get(name) ?? []);
  const month = meanings[0]?.month;
  if (month === undefined || meanings.some((meaning) => meaning.month !== month)) return null;
  return { meanings: meanings.slice(0, 1), maybeWeekday: false, from, to: from + 1 };
}

/** Numbers beside the month, nearest first: at most two each way. */
function readingsAround(
  tokens: readonly Token[],
  month: MonthAt,
  meaning: MonthMeaning,
): Candidate[] {
  const left = numbersFrom(tokens, month.from - 1, -1);
  const right = numbersFrom(tokens, month.to, 1);
  const name = { start: tokens[month.from]?.start ?? 0, end: tokens[month.to - 1]?.end ?? 0 };
  const [l1, l2] = left;
  const [r1, r2] = right;
  const orders: [day: Token | undefined, year: Token | undefined][] = [
    [l1, r1],
    [r1, r2],
    [r1, l1],
    [l1, l2],
    [l1, undefined],
    [r1, undefined],
  ];
  return orders.flatMap(([day, year], order) => {
    if (day === undefined || (year === undefined && order < 4)) return [];
    return candidateOf(tokens, day, year, name, meaning) ?? [];
  });
}

function candidateOf(
  tokens: readonly Token[],
  day: Token,
  year: Token | undefined,
  name: { start: number; end: number },
  { month, calendar }: MonthMeaning,
): Candidate | null {
  if (day.text.length > 2) return null;
  const full = year === undefined ? null : yearOf(tokens, year, day);
  if (full === undefined) return null;
  const iso = isoDay(full, month, Number(day.text), calendar);
  if (iso === null) return null;
  return {
    day: iso,
    start: Math.min(name.start, day.start, year?.start ?? day.start),
    end: Math.max(name.end, day.end, year?.end ?? day.end),
    completeness: year === undefined ? 1 : year.text.length === 2 ? 2 : 3,
  };
}

/** Two digits are a year only at the end of the text, behind the day; undefined when it is none. */
function yearOf(tokens: readonly Token[], year: Token, day: Token): number | undefined {
  if (year.text.length === 4) return Number(year.text);
  const behind = tokens.filter((token) => token.start >= year.end && token.kind !== "sign");
  const short = year.text.length === 2 && behind.length === 0 && year.start > day.end;
  return short ? fullYear(Number(year.text)) : undefined;
}

/** Numbers in one direction that only joining signs and connecting words lie before. */
function numbersFrom(tokens: readonly Token[], from: number, step: 1 | -1): Token[] {
  const numbers: Token[] = [];
  let passed = 0;
  for (let at = from; numbers.length < 2 && passed <= REACH; at += step) {
    const token = tokens[at];
    if (token === undefined) break;
    if (token.kind === "number") {
      numbers.push(token);
      passed = 0;
    } else if (isConnecting(token)) passed += 1;
    else break;
  }
  return numbers;
}

function isConnecting({ kind, text }: Token): boolean {
  if (kind === "sign") return JOINING_SIGNS.has(text);
  const { connectors, weekdays, months } = dateWords();
  return connectors.has(text) || (weekdays.has(text) && !months.has(text));
}
