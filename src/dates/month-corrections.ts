import { editDistance } from "../handles/edit-distance.js";
import { dateWords, type MonthMeaning } from "./month-names.js";

/** Languages whose months are recognised with one letter wrong. */
const LANGUAGES = new Set(
  "en fr de es pt it nl pl cs ru uk bg el tr id sv da nb ro hu fi ca ar fa hi".split(" "),
);
/** Letters of a name at least, and of its misprint at least: shorter words are too near to others. */
const MIN_NAME = 6;
const MIN_LETTERS = 5;
const MAX_LETTERS = 12;

/** Names by what is left of them when a letter is taken out, in all ways. */
let names: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * The month that a word with one letter wrong, missing, too many or swapped with its neighbour must
 * be (`Feburary`, `febbrraio`); null where it may be more than one month, or none.
 */
export function correctedMonth(word: string): MonthMeaning | null {
  if (word.length < MIN_LETTERS || word.length > MAX_LETTERS || /[.']/.test(word)) return null;
  names ??= namesByRest();
  const near = new Set([word, ...withoutOneLetter(word)].flatMap((key) => names?.get(key) ?? []));
  const meanings = [...near]
    .filter((name) => editDistance(word, name) === 1)
    .flatMap((name) => dateWords().months.get(name) ?? []);
  const [first] = meanings;
  if (first === undefined || first.calendar !== "gregorian") return null;
  const isUnique = meanings.every(
    ({ month, calendar }) => month === first.month && calendar === first.calendar,
  );
  return isUnique ? first : null;
}

function namesByRest(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const { months } = dateWords();
  for (const name of months.names()) {
    if (name.length < MIN_NAME || name.length > MAX_LETTERS || /[ .']/.test(name)) continue;
    if (!isCommon(months.get(name) ?? [])) continue;
    for (const key of [name, ...withoutOneLetter(name)]) {
      found.set(key, [...(found.get(key) ?? []), name]);
    }
  }
  return found;
}

function isCommon(meanings: readonly MonthMeaning[]): boolean {
  return meanings.some(({ languages }) => [...languages].some((tag) => LANGUAGES.has(tag)));
}

function withoutOneLetter(word: string): string[] {
  return Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1));
}
