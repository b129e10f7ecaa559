import type { Language } from "./languages/language.js";
import { PLATFORM_NAMES } from "./languages.js";
import type { Token } from "./tokens.js";

/** A name by its capitals: what prose in Latin, Greek and Cyrillic letters shows of it. */
export interface Person {
  name: string;
  /** Indexes of its first and last token. */
  first: number;
  last: number;
  words: number;
  /** Whether an article or a preposition stands before it: `the White House`, `at The Courier`. */
  article: boolean;
  preposition: boolean;
}

const PARTICLES = new Set(
  "de del della delle di da das do dos du las los van von vom der den ten ter af av bin bint ibn abu ould al el la le zu y e".split(
    " ",
  ),
);

const CALENDAR =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^(?:january|february|march|april|june|july|august|september|october|november|december|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|januar|februar|märz|mai|juni|juli|oktober|dezember)$/;

/** Names in a sentence, in its order; ranks and forms of address left out. */
export function peopleIn(tokens: readonly Token[], language: Language): Person[] {
  const people: Person[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isCapital(tokens[at])) continue;
    const last = endOfRun(tokens, at);
    const person = personIn(tokens, at, last, language);
    if (person !== null) people.push(person);
    at = last;
  }
  return people;
}

function isCapital(token: Token | undefined): boolean {
  return (
    token?.capital === true &&
    token.text !== "X" &&
    !PLATFORM_NAMES.has(token.lower) &&
    !CALENDAR.test(token.lower)
  );
}

/** `d’Auvergne`, `al-Noor`: a particle that is written together with the name behind it. */
function isJoined(token: Token | undefined): boolean {
  return /^(?:[dl]['’]|(?:al|el|ben|bin|ibn|ad|ar|as|at|az)-)\p{Lu}/u.test(token?.text ?? "");
}

function endOfRun(tokens: readonly Token[], from: number): number {
  let last = from;
  for (let next = from + 1; next < tokens.length && next <= last + 3; next += 1) {
    const token = tokens[next];
    if (isCapital(token) || isJoined(token)) last = next;
    else if (token === undefined || !PARTICLES.has(token.lower)) break;
  }
  return last;
}

/**
 * The name in a run of capitals: what follows the last rank or plain word in it ("T-Mobile CEO John
 * Legere"). German writes every noun with a capital, so there it is the last two words, and no
 * phrase that an article opens.
 */
function personIn(
  tokens: readonly Token[],
  from: number,
  last: number,
  language: Language,
): Person | null {
  const isPlain = ({ lower }: Token) =>
    language.titles.has(lower) ||
    language.function.has(lower) ||
    language.on.has(lower) ||
    language.firstPerson.has(lower) ||
    language.openers.has(lower);
  let first = from;
  for (let at = from; at <= last; at += 1) {
    const token = tokens[at];
    if (token !== undefined && isPlain(token) && !PARTICLES.has(token.lower)) first = at + 1;
    else if (at === first && token !== undefined && isPlain(token)) first = at + 1;
  }
  if (first > last) return null;
  if (language.nouns && last - first >= 2) first = startOfPair(tokens, first, last);
  const words = tokens.slice(first, last + 1);
  const before = tokens[first - 1]?.lower ?? "";
  const article = language.articles.has(before);
  if (language.nouns && (words.length === 1 || (article && first === from))) return null;
  const preposition =
    language.prepositions.has(before) ||
    (article && language.prepositions.has(tokens[first - 2]?.lower ?? ""));
  // The sentence's stop behind a short name looks like an abbreviation's.
  const name = words
    .map(({ text }) => text)
    .join(" ")
    .replace(/(?<!\s(?:Jr|Sr))(?<=\p{L}{2})\.$/u, "");
  return { name, first, last, words: words.length, article, preposition };
}

/** The last two words with a capital, and particles between them. */
function startOfPair(tokens: readonly Token[], first: number, last: number): number {
  let at = last - 1;
  while (at > first && tokens[at]?.capital !== true) at -= 1;
  return at;
}
