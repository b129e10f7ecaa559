import type { Platform } from "../records/platform.js";
import { accountsIn, handleOf } from "./accounts.js";
import { isOneOf } from "./adjuncts.js";
import { arabicName } from "./arabic-names.js";
import type { Attribution } from "./attribution.js";
import type { Language } from "./languages/language.js";
import { PLATFORM_NAMES, speaksOfSaying } from "./languages.js";
import { ownerOfPost } from "./owners.js";
import { type Person, peopleIn } from "./people.js";
import { postingSigns } from "./posting-signs.js";
import { subjectOf } from "./subjects.js";
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

/**
 * Who says the words, by a sentence like "Name wrote on Twitter: …" or "…, wrote Name". Of several
 * quotations (`QUOTATION`) in the sentence the one meant is the `quotation`-th: the verb next to it
 * tells. Null when no verb of saying stands beside a name, or when the platform is one that no
 * record can hold.
 */
export function readIntroduction(
  sentence: string,
  language: Language,
  quotation = 0,
): Introduction | null {
  const accounts = accountsIn(sentence);
  const { tokens } = accounts;
  const verbs = tokens.flatMap((_, index) => (isSaying(tokens, index, language) ? [index] : []));
  const { platform, at, speaking } = postingSigns(tokens, accounts.sentence, verbs, language);
  if (platform === "other") return null;
  const people = peopleIn(tokens, language);
  const handle = (person: Person | null) => handleOf(person, accounts, speaking, language);
  const owner = ownerOfPost(tokens, accounts.sentence, people, language);
  for (const verb of nearestFirst(verbs, tokens, quotation).slice(0, 6)) {
    if (isInSideClause(tokens, verb, language)) continue;
    const own = at.filter((sign) => !isSaidElsewhere(tokens, verb, sign, language));
    if (language.code === "ar") {
      const named = arabicName(tokens, verb, language);
      if (named === null) continue;
      const posted = own.length > 0;
      const full = named.words > 1;
      return { name: named.name, handle: handle(named), platform, posted, full };
    }
    const person = subjectOf(tokens, verb, people, language);
    if (person === null && isOfUnnamed(tokens, verb, language)) return null;
    if (person === null) continue;
    const full = person.words > 1 && !person.article;
    const clause = { tokens, people, verbs, person, language };
    // "Ann said, according to a tweet by Bob": the post is his.
    const posted = own.some(
      (sign) =>
        isOfClause(sign, verb, clause) &&
        !(sign === owner?.at && owner.person.name !== person.name),
    );
    const { name } = person;
    return { name, handle: handle(person), platform: posted ? platform : null, posted, full };
  }
  if (owner !== null && tokens.some(({ text }) => text === QUOTATION)) {
    const { person } = owner;
    return { name: person.name, handle: handle(person), platform, posted: true, full: true };
  }
  const account = handle(null);
  return account !== null && verbs.length > 0
    ? { name: null, handle: account, platform, posted: at.length > 0, full: false }
    : null;
}

/** Verbs by their distance to a quotation, in the sentence's order where there is none. */
function nearestFirst(
  verbs: readonly number[],
  tokens: readonly Token[],
  quotation: number,
): readonly number[] {
  const at = placesOf(tokens, ({ text }) => text === QUOTATION)[quotation];
  if (at === undefined) return verbs;
  return [...verbs].sort((a, b) => Math.abs(a - at) - Math.abs(b - at));
}

function placesOf(tokens: readonly Token[], wanted: (token: Token) => boolean): number[] {
  return tokens.flatMap((token, index) => (wanted(token) ? [index] : []));
}

/** Whether a clause ends in a verb of saying. */
export function reportsAtEnd(clause: string, language: Language): boolean {
  const tokens = tokensOf(clause.slice(-100));
  return isSaying(tokens, tokens.length - 1, language);
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

/** `“…”, said the magistrate`: the words are told to be somebody's who is not named. */
function isOfUnnamed(tokens: readonly Token[], verb: number, language: Language): boolean {
  let at = verb - 1;
  while (tokens[at]?.text === "," || language.between.has(tokens[at]?.lower ?? "")) at -= 1;
  const [article, ...behind] = tokens.slice(verb + 1);
  if (tokens[at]?.text !== QUOTATION || !language.articles.has(article?.lower ?? "")) return false;
  return !behind.some(({ kind }) => kind === "handle");
}

/** As far as this before a sign of posting, and behind a platform's name, it is told what was posted. */
const BEFORE_SIGN = 4;
const BEHIND_PLATFORM = 2;

/**
 * "said in a video on Facebook", "a YouTube interview", "shared a clip on Twitter": a video was
 * posted, not the words. What somebody wrote beside one is a post.
 */
function isSaidElsewhere(
  tokens: readonly Token[],
  verb: number,
  sign: number,
  language: Language,
): boolean {
  const saying = tokens[verb];
  if (saying === undefined || isOneOf(saying, language.writes)) return false;
  if (isOneOf(saying, language.posts)) return false;
  const isPlatform = PLATFORM_NAMES.has(tokens[sign]?.lower ?? "");
  const from = Math.max(0, Math.min(verb, sign - BEFORE_SIGN));
  const to = Math.max(verb, sign + (isPlatform ? BEHIND_PLATFORM : 0)) + 1;
  return tokens.slice(from, to).some((token) => isElsewhere(token, language));
}

interface Clause {
  tokens: readonly Token[];
  people: readonly Person[];
  verbs: readonly number[];
  person: Person;
  language: Language;
}

/**
 * Whether a sign of posting belongs to the verb that the speaker's name goes with: "Ann told a
 * paper …, and Bob wrote on Twitter" says nothing of where Ann's words stand, nor does "Ann, who is
 * on Twitter, said". Nobody else may come between; another verb only in front, as the same
 * speaker's, before any quotation.
 */
function isOfClause(
  sign: number,
  verb: number,
  { tokens, people, verbs, person, language }: Clause,
): boolean {
  if (sign === verb) return true;
  if (sign < person.first && isOfAnother(sign, { tokens, people, verbs, person, language }))
    return false;
  const from = Math.min(sign, verb);
  const to = Math.max(sign, verb);
  const others = people.filter(
    (one) =>
      one !== person &&
      !one.preposition &&
      one.first > from &&
      one.last < to &&
      one.name !== person.name,
  );
  if (others.some(({ words }) => words > 1)) return false;
  if (sign > verb && isInClause(tokens, verb, sign, language)) return false;
  const another = verbs.some((one) => one !== verb && one >= from && one <= to);
  if (!another) return true;
  // "reacted, writing on Twitter: …", but not "said …, adding on Twitter that …".
  if (sign > verb && !tokens.slice(sign).some(({ text }) => text === QUOTATION)) return false;
  return others.length === 0 && !tokens.slice(from, to).some(({ text }) => text === QUOTATION);
}

/** "Ann posted on Facebook, and Bob said": what stands behind the verb of another is said of him. */
function isOfAnother(sign: number, { tokens, people, verbs, person, language }: Clause): boolean {
  return verbs.some((verb) => {
    if (verb > sign || tokens.slice(verb, sign).some(({ text }) => text === ",")) return false;
    const other = subjectOf(tokens, verb, people, language);
    return other !== null && other.last < verb && other.name !== person.name;
  });
}

/**
 * Whether a word stands in a clause of its own that began behind another word; "that" before a
 * quotation begins none, and a clause in commas has an end.
 */
function isInClause(
  tokens: readonly Token[],
  from: number,
  to: number,
  language: Language,
): boolean {
  for (let at = from + 1; at < to; at += 1) {
    if (!language.clauses.has(tokens[at]?.lower ?? "")) continue;
    if (tokens[at + 1]?.text === QUOTATION) continue;
    const closes = tokens.slice(at, to).some(({ text }) => text === ",");
    if (tokens[at - 1]?.text !== "," || !closes) return true;
  }
  return false;
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
  return tokensOf(sentence).some((token) => isElsewhere(token, language));
}

function isElsewhere({ lower }: Token, language: Language): boolean {
  if (language.elsewhere.has(lower)) return true;
  // German writes "Ibizavideo", and a hashtag runs words together.
  return language.nouns && [...language.elsewhere].some((word) => lower.endsWith(word));
}

/** Whether the `quotation`-th quotation (`QUOTATION`) is what a banner or the like reads. */
export function isInscription(frame: string, language: Language, quotation: number): boolean {
  const tokens = tokensOf(frame);
  const at = placesOf(tokens, ({ text }) => text === QUOTATION)[quotation] ?? -1;
  return tokens
    .slice(Math.max(0, at - INSCRIPTION_WORDS), Math.max(0, at))
    .some(({ lower }) => language.inscriptions.has(lower));
}

/** "holding a sign that read “…”": so near stands what bears the words. */
const INSCRIPTION_WORDS = 5;
