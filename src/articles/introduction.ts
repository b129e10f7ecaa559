import type { Platform } from "../records/platform.js";
import type { Attribution } from "./attribution.js";
import type { Language } from "./languages/language.js";
import { PLATFORM_NAMES, speaksOfSaying } from "./languages.js";
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
  const tokens = tokensOf(sentence.replace(BRACKETED_HANDLE, " "));
  const platform = platformIn(tokens, language);
  if (platform === "other") return null;
  const posts = tokens.findIndex((token) => isOneOf(token, language.posts));
  const verbs = tokens.flatMap((token, index) =>
    isOneOf(token, language.posts) || isOneOf(token, language.reports) ? [index] : [],
  );
  const posted = platform !== null || posts >= 0 || namesPost(tokens, language);
  const bare = tokens.find((token) => token.kind === "handle")?.text.slice(1);
  const handle = printed ?? bare ?? null;
  for (const verb of verbs.slice(0, 6)) {
    const name =
      language.code === "ar" ? arabicName(tokens, verb, language) : nameAt(tokens, verb, language);
    if (name !== null) return { name, handle, platform, posted };
  }
  return handle !== null && verbs.length > 0 ? { name: null, handle, platform, posted } : null;
}

function isOneOf(token: Token, set: ReadonlySet<string>): boolean {
  if (set.has(token.lower)) return true;
  return /^[وف]/u.test(token.lower) && set.has(token.lower.slice(1));
}

/** A platform named behind "on"; `X` only as a capital of its own. */
function platformIn(tokens: readonly Token[], language: Language): Platform | "other" | null {
  for (const [index, token] of tokens.entries()) {
    const isX = token.text === "X";
    const named = isX ? "twitter" : PLATFORM_NAMES.get(token.lower);
    if (named === undefined) continue;
    const before = tokens.slice(Math.max(0, index - 3), index);
    if (!before.slice(isX ? -2 : -3).some((one) => isOneOf(one, language.on))) continue;
    return named ?? "other";
  }
  return null;
}

/** "in a tweet", but neither a newspaper called Post nor a blog post. */
function namesPost(tokens: readonly Token[], language: Language): boolean {
  return tokens.some((token, index) => {
    if (!isOneOf(token, language.post)) return false;
    if (token.capital && language.code !== "de") return false;
    const before = tokens.slice(Math.max(0, index - 3), index);
    if (before.some((one) => /^(?:blogs?|blog-)$/.test(one.lower))) return false;
    return before.some((one) => isOneOf(one, language.on) || /^(?:num|un|einem)$/.test(one.lower));
  });
}

interface Run {
  name: string;
  first: number;
  last: number;
  words: number;
}

const PARTICLES = new Set(
  "de del della di da das dos du van von der den ten ter bin ibn al el la le zu y e".split(" "),
);

const CALENDAR =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^(?:january|february|march|april|june|july|august|september|october|november|december|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|januar|februar|märz|mai|juni|juli|oktober|dezember)$/;

/** Names by their capitals: what prose in Latin, Greek and Cyrillic letters shows of them. */
function namesIn(tokens: readonly Token[], language: Language): Run[] {
  const runs: Run[] = [];
  const plain = ({ lower }: Token) =>
    language.function.has(lower) ||
    language.on.has(lower) ||
    language.titles.has(lower) ||
    language.firstPerson.has(lower);
  const isName = (token: Token | undefined): boolean =>
    token?.capital === true &&
    token.text !== "X" &&
    !PLATFORM_NAMES.has(token.lower) &&
    !CALENDAR.test(token.lower);
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || !isName(token) || plain(token)) continue;
    let last = at;
    let words = 1;
    for (let next = at + 1; next < tokens.length; next += 1) {
      const one = tokens[next];
      if (isName(one)) {
        last = next;
        words += 1;
      } else if (one === undefined || !PARTICLES.has(one.lower) || next > last + 2) break;
    }
    const name = tokens
      .slice(at, last + 1)
      .map((one) => one.text)
      .join(" ");
    runs.push({ name, first: at, last, words });
    at = last;
  }
  return runs;
}

const MAX_GAP = 4;

/** The name beside the verb: behind it where the quotation stands before, else in front of it. */
function nameAt(tokens: readonly Token[], verb: number, language: Language): string | null {
  const runs = namesIn(tokens, language);
  const quotation = lastIndexBefore(tokens, verb, (token) => token.text === QUOTATION);
  const inverted = quotation >= 0 && verb - quotation <= 4;
  const before = nameBefore(tokens, verb, runs, quotation);
  if (before !== null && (!inverted || before.first > quotation)) return before.name;
  if (!inverted && language.code === "en") return null;
  return nameBehind(tokens, verb, runs, language)?.name ?? null;
}

function nameBefore(
  tokens: readonly Token[],
  verb: number,
  runs: readonly Run[],
  from: number,
): Run | null {
  const near = runs.filter((run) => run.last < verb && run.first > from);
  const last = near[near.length - 1];
  if (last === undefined) return null;
  if (tokens[verb - 1]?.text === ",") {
    const comma = lastIndexBefore(tokens, verb - 1, (token) => token.text === ",");
    const named = near.find((run) => run.last === comma - 1);
    return named ?? (last.last === verb - 2 ? last : null);
  }
  const between = tokens.slice(last.last + 1, verb);
  const apart = between.length > MAX_GAP || between.some((token) => /[,;:()]/.test(token.text));
  return apart ? null : last;
}

function nameBehind(
  tokens: readonly Token[],
  verb: number,
  runs: readonly Run[],
  language: Language,
): Run | null {
  const stop = tokens.findIndex(
    (token, index) =>
      index > verb + 1 &&
      (/[:;()]/.test(token.text) ||
        token.text === QUOTATION ||
        platformHere(tokens, index, language)),
  );
  const near = runs.filter(
    (run) => run.first > verb && run.first <= verb + MAX_GAP + 1 && (stop < 0 || run.first < stop),
  );
  return near.find((run) => run.words > 1) ?? near[0] ?? null;
}

function platformHere(tokens: readonly Token[], index: number, language: Language): boolean {
  const token = tokens[index];
  const next = tokens[index + 1];
  return (
    token !== undefined &&
    next !== undefined &&
    language.on.has(token.lower) &&
    (PLATFORM_NAMES.has(next.lower) || next.text === "X")
  );
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
