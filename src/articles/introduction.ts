import type { Platform } from "../records/platform.js";
import { isOneOf } from "./adjuncts.js";
import type { Attribution } from "./attribution.js";
import type { Language } from "./languages/language.js";
import { speaksOfSaying } from "./languages.js";
import { type Person, peopleIn } from "./people.js";
import { postingSigns } from "./posting-signs.js";
import { arabicName, subjectOf } from "./subjects.js";
import { QUOTATION, type Token, tokensOf } from "./tokens.js";

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
  const verbs = tokens.flatMap((_, index) => (isSaying(tokens, index, language) ? [index] : []));
  const { platform, at: signs } = postingSigns(tokens, bareSentence, verbs, language);
  if (platform === "other") return null;
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
    const person = subjectOf(tokens, verb, people, language);
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

/** A verb of saying, or a word like German "so" that gives the quotation before it to somebody. */
function isSaying(tokens: readonly Token[], index: number, language: Language): boolean {
  const token = tokens[index];
  if (token === undefined) return false;
  if (isOneOf(token, language.posts) || isOneOf(token, language.reports)) return true;
  if (isOneOf(token, language.publishes)) return true;
  const before = tokens[index - 1]?.text === "," ? tokens[index - 2] : tokens[index - 1];
  return language.credits.has(token.lower) && before?.text === QUOTATION;
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
