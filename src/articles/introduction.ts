import type { Platform } from "../records/platform.js";
import type { Attribution } from "./attribution.js";
import type { Language } from "./languages/language.js";
import { PLATFORM_NAMES, speaksOfSaying } from "./languages.js";
import { type Person, peopleIn } from "./people.js";
import { type Token, tokensOf } from "./tokens.js";

/** Stands for a quotation in a sentence whose words around it are read. */
export const QUOTATION = "\ufffc";

/** What a sentence says about words beside or below it. */
export interface Introduction {
  name: string | null;
  handle: string | null;
  /** Platform the sentence names; null when it names none. */
  platform: Platform | null;
  /** Whether it says that the words were posted, not merely said. */
  posted: boolean;
  /** Whether the name is a person's full one, not a surname alone or an institution's. */
  full: boolean;
}

/** Whether a paragraph that ends in a colon introduces this author's words. */
export function introduces(paragraph: string, author: Attribution): boolean {
  const text = paragraph.slice(-600);
  return (
    (author.name !== null && text.includes(author.name)) ||
    (author.handle !== null && text.toLowerCase().includes(author.handle.toLowerCase())) ||
    speaksOfSaying(text)
  );
}

const BRACKETED_HANDLE = /\s?[([\uff08]\s?[@\uff20]([^\s()[\]]{1,100})\s?[)\]\uff09]/u;

/**
 * Who says the words, by a sentence like "Name wrote on Twitter: …" or "…, wrote Name". Null when
 * no verb of saying stands beside a name, or when the platform is one that no record can hold.
 */
export function readIntroduction(sentence: string, language: Language): Introduction | null {
  const printed = BRACKETED_HANDLE.exec(sentence)?.[1];
  const bareSentence = sentence.replace(BRACKETED_HANDLE, " ");
  const tokens = tokensOf(bareSentence);
  const named = platformIn(tokens, bareSentence, language);
  if (named?.platform === "other") return null;
  const platform = named?.platform ?? null;
  const verbs = tokens.flatMap((token, index) =>
    isOneOf(token, language.posts) || isOneOf(token, language.reports) ? [index] : [],
  );
  const signs = [
    ...(named ? [named.at] : []),
    ...placesOf(tokens, (token) => isOneOf(token, language.posts)).filter(
      // "a resident who tweeted about the smoke, said": her words stand elsewhere.
      (index) => !language.about.has(tokens[index + 1]?.lower ?? ""),
    ),
    ...postNouns(tokens, language),
  ];
  const bare = tokens.find((token) => token.kind === "handle")?.text.slice(1);
  const handle = printed ?? bare ?? null;
  const people = peopleIn(tokens, language);
  for (const verb of verbs.slice(0, 6)) {
    if (isInSideClause(tokens, verb, language)) continue;
    if (language.code === "ar") {
      const name = arabicName(tokens, verb, language);
      const posted = signs.length > 0;
      if (name !== null) return { name, handle, platform, posted, full: name.includes(" ") };
      continue;
    }
    const person = nameAt(tokens, verb, people, language);
    if (person === null) continue;
    const full = person.words > 1 && !person.article;
    const clause = { tokens, people, verbs, person };
    const posted = signs.some((sign) => isOfClause(sign, verb, clause));
    return { name: person.name, handle, platform: posted ? platform : null, posted, full };
  }
  return handle !== null && verbs.length > 0
    ? { name: null, handle, platform, posted: signs.length > 0, full: false }
    : null;
}

interface Clause {
  tokens: readonly Token[];
  people: readonly Person[];
  verbs: readonly number[];
  person: Person;
}

/**
 * Whether a sign of posting belongs to the verb that the speaker's name goes with: "Ann told a
 * paper …, and Bob wrote on Twitter" says nothing of where Ann's words stand. Nobody else may come
 * between; where another verb does, it must be the same speaker's, before any quotation.
 */
function isOfClause(
  sign: number,
  verb: number,
  { tokens, people, verbs, person }: Clause,
): boolean {
  if (sign === verb) return true;
  const from = Math.min(sign, verb);
  const to = Math.max(sign, verb);
  const others = people.filter(
    (one) => one !== person && one.first > from && one.last < to && one.name !== person.name,
  );
  if (others.some(({ words }) => words > 1)) return false;
  const another = verbs.some((one) => one !== verb && one >= from && one <= to);
  if (!another) return true;
  return others.length === 0 && !tokens.slice(from, to).some(({ text }) => text === QUOTATION);
}

/** "When Ann asked him about it, …": who said what follows, the main clause tells. */
function isInSideClause(tokens: readonly Token[], verb: number, language: Language): boolean {
  const opener = tokens.find(({ kind }) => kind === "word");
  if (opener === undefined || !language.subordinators.has(opener.lower)) return false;
  const word = tokens[verb];
  // What was posted is quoted in such clauses too: "After Ann tweeted “…”, …".
  if (word === undefined || isOneOf(word, language.posts)) return false;
  return !tokens.slice(0, verb).some(({ text }) => text === "," || text === QUOTATION);
}

/** Whether a sentence says that the words stood or were said somewhere else than in a post. */
export function speaksOfElsewhere(sentence: string, language: Language): boolean {
  return tokensOf(sentence).some(({ lower }) => {
    if (language.elsewhere.has(lower)) return true;
    // German writes "Ibizavideo", and a hashtag runs words together.
    return language.nouns && [...language.elsewhere].some((word) => lower.endsWith(word));
  });
}

/** Whether the quotation (`QUOTATION`) is what a banner or the like reads. */
export function isInscription(frame: string, language: Language): boolean {
  const tokens = tokensOf(frame);
  const at = tokens.findIndex(({ text }) => text === QUOTATION);
  return tokens
    .slice(Math.max(0, at - INSCRIPTION_WORDS), Math.max(0, at))
    .some(({ lower }) => language.inscriptions.has(lower));
}

/** "holding a sign that read “…”": so near stands what bears the words. */
const INSCRIPTION_WORDS = 5;

function placesOf(tokens: readonly Token[], wanted: (token: Token) => boolean): number[] {
  return tokens.flatMap((token, index) => (wanted(token) ? [index] : []));
}

function isOneOf(token: Token, set: ReadonlySet<string>): boolean {
  if (set.has(token.lower)) return true;
  return /^[وف]/u.test(token.lower) && set.has(token.lower.slice(1));
}

/** A platform named behind "on"; `X` only as a capital of its own. */
function platformIn(
  tokens: readonly Token[],
  sentence: string,
  language: Language,
): { platform: Platform | "other"; at: number } | null {
  for (const [index, token] of tokens.entries()) {
    // At the end of a sentence the name looks like an initial.
    const isX = token.text === "X" || token.text === "X.";
    const named = isX ? "twitter" : PLATFORM_NAMES.get(token.lower);
    // "on Twitter's earnings call" is no place where words are posted.
    if (named === undefined || /^['’]s/u.test(sentence.slice(token.end, token.end + 2))) continue;
    const before = tokens.slice(Math.max(0, index - 3), index);
    if (!before.slice(isX ? -2 : -3).some((one) => isOneOf(one, language.on))) continue;
    return { platform: named ?? "other", at: index };
  }
  return null;
}

/** "in a tweet", but neither a newspaper called Post nor a blog post. */
function postNouns(tokens: readonly Token[], language: Language): number[] {
  return tokens.flatMap((token, index) => {
    if (!isOneOf(token, language.post)) return [];
    if (token.capital && language.code !== "de") return [];
    const before = tokens.slice(Math.max(0, index - 3), index);
    if (before.some((one) => /^(?:blogs?|blog-)$/.test(one.lower))) return [];
    const inPost = (one: Token) =>
      isOneOf(one, language.on) || /^(?:num|un|einem)$/.test(one.lower);
    return before.some(inPost) ? [index] : [];
  });
}

/** The name beside the verb: in front of it, or behind it where the quotation stands before. */
function nameAt(
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

/** The verb's subject: next to it but for auxiliaries, "on Twitter", or a phrase between commas. */
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
  if (tokens[verb - 1]?.text === ",") {
    const comma = lastIndexBefore(tokens, verb - 1, (token) => token.text === ",");
    const inCommas = nearest.first === comma + 1 && nearest.last === verb - 2 ? nearest : undefined;
    const named = near.find((person) => person.last === comma - 1) ?? inCommas;
    return named !== undefined && isSubject(named) ? named : null;
  }
  const between = tokens.slice(nearest.last + 1, verb);
  const joined = between.every(
    (token) =>
      language.between.has(token.lower) || isPlatform(token) || language.on.has(token.lower),
  );
  if (!joined || between.length > 5 || !isSubject(nearest)) return null;
  return nearest.words > 1 || between.length === 0 ? nearest : null;
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
  const next = people.find((person) => person.first > verb);
  if (next === undefined || next.first > verb + MAX_BEHIND + 1 || next.preposition) return null;
  const between = tokens.slice(verb + 1, next.first);
  const plain = between.every(
    (token) => token.kind === "word" && !language.prepositions.has(token.lower),
  );
  if (!plain || between.some((token) => isPlatform(token))) return null;
  return next.words > 1 || between.length === 0 ? next : null;
}

function isPlatform(token: Token): boolean {
  return PLATFORM_NAMES.has(token.lower) || token.text === "X";
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

/** Arabic has no capitals: the name is what stands between the verb and the next particle. */
function arabicName(tokens: readonly Token[], verb: number, language: Language): string | null {
  const name: string[] = [];
  for (const token of tokens.slice(verb + 1, verb + 9)) {
    if (token.kind !== "word" || isOneOf(token, language.on)) break;
    if (language.function.has(token.lower) || isOneOf(token, language.post)) break;
    if (name.length === 0 && language.titles.has(token.lower)) continue;
    name.push(token.text);
    if (name.length > 4) return null;
  }
  return name.length > 0 && name.length <= 4 ? name.join(" ") : null;
}
