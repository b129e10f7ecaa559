import { foldDate } from "../dates/fold.js";
import { dateWords } from "../dates/month-names.js";
import type { Language } from "./languages/language.js";
import { PLATFORM_NAMES } from "./languages.js";
import type { Token } from "./tokens.js";

/**
 * Whether the word is one of the set: also behind an Arabic "and" (و، ف), a Romance pronoun that
 * has lost its vowel ("s'est"), or with a French participle's agreement ("indignée").
 */
export function isOneOf({ lower }: Token, set: ReadonlySet<string>): boolean {
  if (set.has(lower)) return true;
  if (/^[وف]/u.test(lower)) return set.has(lower.slice(1));
  const bare = lower.replace(/^(?:[a-z]|qu)['’]/u, "").replace(/(?<=é)e?s?$/u, "");
  return bare !== lower && set.has(bare);
}

/** Most words that stand between a verb and its subject and say when and where only. */
const MAX_FILLERS = 9;

/**
 * The index in front of the auxiliaries, times and places that stand before a verb: of "Ann" in
 * "Ann has on Thursday on X posted".
 */
export function fillersBefore(tokens: readonly Token[], verb: number, language: Language): number {
  let at = verb - 1;
  for (let left = MAX_FILLERS; left > 0 && isFiller(tokens, at, language); left -= 1) at -= 1;
  return at;
}

/** The index behind the times and places that follow a verb: of "Ann" in "posted on X on May 3 Ann". */
export function afterFillers(tokens: readonly Token[], verb: number, language: Language): number {
  let at = verb + 1;
  let end = at;
  for (let left = MAX_FILLERS; left > 0; left -= 1, at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    // An article or a preposition belongs to what follows it.
    if (isTimeOrPlace(tokens, at)) end = at + 1;
    else if (!leadsOn(token, language)) break;
  }
  return end;
}

function isFiller(tokens: readonly Token[], at: number, language: Language): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  return isOneOf(token, language.between) || isTimeOrPlace(tokens, at) || leadsOn(token, language);
}

function leadsOn(token: Token, language: Language): boolean {
  return (
    isOneOf(token, language.on) ||
    language.account.has(token.lower) ||
    language.dated.has(token.lower)
  );
}

/** Shorter names of days are names of people and ordinary words too (`Dom`, `Sol`). */
const MIN_WEEKDAY = 5;

function isTimeOrPlace(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  if (token.text === "X" || PLATFORM_NAMES.has(token.lower) || isNumber(token)) return true;
  if (token.kind !== "word") return false;
  const folded = foldDate(token.lower);
  if (dateWords().weekdays.has(folded)) return token.text.length >= MIN_WEEKDAY;
  // "Jan", "Mai" and "April" are people as well: a month stands beside a number.
  const near = [tokens[at - 1], tokens[at + 1], tokens[at - 2]];
  return dateWords().months.has(folded) && near.some((one) => one !== undefined && isNumber(one));
}

function isNumber({ lower }: Token): boolean {
  return /^\p{Nd}{1,4}(?:er|st|nd|rd|th|º|ª)?$/u.test(lower);
}
