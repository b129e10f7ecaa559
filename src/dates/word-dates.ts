import { isoDays } from "./calendars.js";
import { type Candidate, fullYear } from "./candidate.js";
import { languageOf, leadsWithYear } from "./locales.js";
import { correctedMonth } from "./month-corrections.js";
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
/** Signs that part what does not belong to one date. */
const PARTING_SIGNS = new Set("·•∙;!?@#&+=*…—→");
/** Words of a month's name at most (Lingala: `sánzá ya zómi na míbalé`). */
const LONGEST_NAME = 5;
/** Tokens between two parts of a date at most. */
const REACH = 4;

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
      readingsAround(tokens, month, meaning, lang).map((candidate) => ({ candidate, month })),
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
  if (fitting.length > 0) return fitting;
  const common = meanings.filter(({ isRare }) => !isRare);
  return common.length > 0 ? common : meanings;
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
    // `t-Samhain`, `Rabi' I`: signs within names of several words.
    if ((token?.text === "-" || token?.text === "'") && names.length > 0) continue;
    if (token?.kind !== "word") break;
    names.push(token.text);
    const name = names.join(" ");
    const meanings = months.get(name);
    if (meanings !== undefined) {
      longest = { meanings, maybeWeekday: weekdays.has(name), from, to: to + 1 };
    }
  }
  return longest ?? misprintedMonth(tokens, from);
}

/** A misprinted name; looked for only where a number stands near by. */
function misprintedMonth(tokens: readonly Token[], from: number): MonthAt | null {
  const token = tokens[from];
  const isNear = tokens
    .slice(Math.max(0, from - REACH), from + REACH + 1)
    .some(({ kind }) => kind === "number");
  if (token?.kind !== "word" || !isNear || isKnown(token.text)) return null;
  const meant = correctedMonth(token.text);
  return meant === null ? null : { meanings: [meant], maybeWeekday: false, from, to: from + 1 };
}

/** Which of the numbers beside a month is the day, which the year. */
interface Order {
  day: Token | undefined;
  year?: Token | undefined;
}

/** All orders in which the numbers beside the month make a date. */
function readingsAround(
  tokens: readonly Token[],
  month: MonthAt,
  meaning: MonthMeaning,
  lang: string | undefined,
): Candidate[] {
  const [before, beforeThat] = numbersFrom(tokens, month.from - 1, -1);
  const [behind, behindThat] = numbersFrom(tokens, month.to, 1);
  const orders: Order[] = [
    { day: before, year: behind },
    { day: behind, year: behindThat },
    { day: behind, year: before },
    { day: before, year: beforeThat },
  ];
  const complete = orders.flatMap(({ day, year }) =>
    day === undefined || year === undefined
      ? []
      : completeDate(tokens, month, meaning, day, year, lang),
  );
  const dayOnly = [before, behind].flatMap((day) =>
    day === undefined ? [] : candidateOf(tokens, month, meaning, day, null),
  );
  return [...complete, ...dayOnly];
}

function completeDate(
  tokens: readonly Token[],
  month: MonthAt,
  meaning: MonthMeaning,
  day: Token,
  year: Token,
  lang: string | undefined,
): Candidate[] {
  const isYear = year.text.length === 4 || isShortYear(tokens, day, year, meaning, lang);
  return isYear ? candidateOf(tokens, month, meaning, day, year) : [];
}

/**
 * Two digits are a year only where nothing but the date follows: behind the day in most languages,
 * before it in those that lead with the year. Where the language is not known and the name is one
 * of such a language too, both readings stay; but English, whose names many share, never writes the
 * year first (`14-Jul-22`), and never a dot behind it (Hungarian `22. júl. 14.`).
 */
function isShortYear(
  tokens: readonly Token[],
  day: Token,
  year: Token,
  { languages }: MonthMeaning,
  lang: string | undefined,
): boolean {
  if (year.text.length !== 2 || !isLastPart(tokens, Math.max(day.end, year.end))) return false;
  const language = languageOf(lang ?? "");
  const isKnown = language !== "";
  if (year.start > day.end) return !(isKnown && leadsWithYear(language));
  if (Number(year.text) <= 12) return false;
  if (isKnown) return leadsWithYear(language);
  const isDotted = tokens.some(({ start, text }) => start === year.end && text === ".");
  return (isDotted || !languages.has("en")) && [...languages].some(leadsWithYear);
}

/** No number follows, and no word but those that belong to dates. */
function isLastPart(tokens: readonly Token[], end: number): boolean {
  return tokens
    .filter(({ start }) => start >= end)
    .every((token) => token.kind === "sign" || (token.kind === "word" && isConnecting(token)));
}

function candidateOf(
  tokens: readonly Token[],
  at: MonthAt,
  { month, calendar }: MonthMeaning,
  day: Token,
  year: Token | null,
): Candidate[] {
  if (day.text.length > 2) return [];
  const printed = year?.text ?? null;
  const full =
    printed === null ? null : printed.length === 2 ? fullYear(Number(printed)) : Number(printed);
  const used = [tokens[at.from], tokens[at.to - 1], day, year].filter((token) => token != null);
  const days = isoDays(full, month, Number(day.text), calendar);
  return (days.length > 0 ? days : [null]).map((iso) => ({
    day: iso,
    start: Math.min(...used.map(({ start }) => start)),
    end: Math.max(...used.map(({ end }) => end)),
    completeness: printed === null ? 1 : printed.length === 2 ? 2 : 3,
  }));
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
  if (kind === "sign") return !PARTING_SIGNS.has(text);
  const { connectors, weekdays, months } = dateWords();
  return connectors.has(text) || (weekdays.has(text) && !months.has(text));
}
