import { afterFillers, fillersBefore } from "./adjuncts.js";
import type { Language } from "./languages/language.js";
import type { Person } from "./people.js";
import { QUOTATION, type Token } from "./tokens.js";

/** The name beside the verb: in front of it, or behind it where the quotation stands before. */
export function subjectOf(
  tokens: readonly Token[],
  verb: number,
  people: readonly Person[],
  language: Language,
): Person | null {
  const quotation = lastIndexBefore(tokens, verb, (token) => token.text === QUOTATION);
  const before = personBefore(tokens, verb, people, quotation, language);
  if (before !== null) return before;
  const inverted = quotation >= 0 && verb - quotation <= 4;
  return inverted || language.inverts ? personBehind(tokens, verb, people, language) : null;
}

/** The verb's subject: next to it but for auxiliaries, times and places, or a phrase in commas. */
function personBefore(
  tokens: readonly Token[],
  verb: number,
  people: readonly Person[],
  from: number,
  language: Language,
): Person | null {
  const near = people.filter((person) => person.last < verb && person.first > from);
  const nearest = near[near.length - 1];
  if (nearest === undefined) return null;
  const end = fillersBefore(tokens, verb, language);
  if (tokens[end]?.text === ",") {
    const comma = lastIndexBefore(tokens, end, (token) => token.text === ",");
    const inCommas = nearest.first === comma + 1 && nearest.last === end - 1 ? nearest : undefined;
    const named = near.find((person) => person.last === comma - 1);
    return [named, inCommas].find((one) => one !== undefined && isSubject(one)) ?? null;
  }
  if (nearest.last !== end || !isSubject(nearest)) return null;
  return nearest.words > 1 || end === verb - 1 ? nearest : null;
}

function isSubject(person: Person): boolean {
  return !person.preposition && (person.words > 1 || !person.article);
}

const MAX_BEHIND = 5;

/** `wrote Name`, `a écrit le président Name`: nothing between but articles, ranks and such words. */
function personBehind(
  tokens: readonly Token[],
  verb: number,
  people: readonly Person[],
  language: Language,
): Person | null {
  const from = afterFillers(tokens, verb, language);
  const next = people.find((person) => person.first >= from);
  if (next === undefined || next.first > from + MAX_BEHIND || next.preposition) return null;
  const between = tokens.slice(from, next.first);
  // "der Spielmacher und Kapitän": where every noun has a capital, that is a second noun.
  if (language.nouns && tokens[next.first - 1]?.lower === "und") return null;
  const plain = between.every(
    (token, index) =>
      token.kind === "word" &&
      (!language.prepositions.has(token.lower) || isArticle(between, index, language)) &&
      // "said that Ann": who said it stands elsewhere.
      !language.clauses.has(token.lower),
  );
  if (!plain) return null;
  return next.words > 1 || next.first === verb + 1 ? next : null;
}

/** Portuguese "a" is an article before "ministra", though a preposition elsewhere. */
function isArticle(tokens: readonly Token[], at: number, language: Language): boolean {
  const [word, next] = tokens.slice(at, at + 2);
  return language.articles.has(word?.lower ?? "") && language.titles.has(next?.lower ?? "");
}

function lastIndexBefore(
  tokens: readonly Token[],
  from: number,
  wanted: (token: Token) => boolean,
): number {
  for (let at = from - 1; at >= 0; at -= 1) {
    const token = tokens[at];
    if (token !== undefined && wanted(token)) return at;
  }
  return -1;
}
