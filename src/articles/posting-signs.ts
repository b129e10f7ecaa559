import type { Platform } from "../records/platform.js";
import { fillersBefore, isOneOf } from "./adjuncts.js";
import type { Language } from "./languages/language.js";
import { PLATFORM_NAMES } from "./languages.js";
import { QUOTATION, type Token } from "./tokens.js";

/** What in a sentence says that words were posted, as indexes of its tokens. */
export interface PostingSigns {
  /** "other" where the platform named is one that no record can hold. */
  platform: Platform | "other" | null;
  at: readonly number[];
  /** Of these, handles that a verb of saying or an account's words belong to. */
  speaking: readonly number[];
}

/** Reads the signs of posting: "on Twitter", "tweeted", "in a post", an account that speaks. */
export function postingSigns(
  tokens: readonly Token[],
  sentence: string,
  verbs: readonly number[],
  language: Language,
): PostingSigns {
  const named = platformIn(tokens, sentence, language);
  const speaking = speakingAccounts(tokens, verbs, language);
  return {
    platform: named?.platform ?? null,
    speaking,
    at: [
      ...(named ? [named.at] : []),
      ...tokens.flatMap((token, index) =>
        saysPosted(token, index, tokens, language) ? [index] : [],
      ),
      ...postNouns(tokens, language),
      ...networksNamed(tokens, language),
      ...speaking,
    ],
  };
}

/** "a resident who tweeted about the smoke, said": her words stand elsewhere. */
function saysPosted(
  token: Token,
  index: number,
  tokens: readonly Token[],
  language: Language,
): boolean {
  if (isOneOf(token, language.posts)) return !language.about.has(tokens[index + 1]?.lower ?? "");
  return isOneOf(token, language.publishes) && bordersQuotation(tokens, index, language);
}

/** Whether nothing but a name of few words parts the verb and the quotation: "…," O'Dell posted. */
function bordersQuotation(tokens: readonly Token[], verb: number, language: Language): boolean {
  const isNear = (step: 1 | -1) => {
    for (let at = verb + step, words = 0; words <= MAX_SUBJECT; at += step) {
      const token = tokens[at];
      if (token === undefined) return false;
      if (token.text === QUOTATION) return true;
      if (/^[:,\uff1a\u060c]$/u.test(token.text)) continue;
      if (token.kind === "sign" || (step > 0 && !token.capital)) return false;
      if (!token.capital && !language.articles.has(token.lower) && token.kind !== "handle")
        if (!language.titles.has(token.lower) && !language.between.has(token.lower)) return false;
      words += 1;
    }
    return false;
  };
  return isNear(-1) || isNear(1);
}

const MAX_SUBJECT = 5;

/** "on social media", "sur les réseaux sociaux": posted, and not told where. */
function networksNamed(tokens: readonly Token[], language: Language): number[] {
  return tokens.flatMap((token, index) => {
    const words = `${tokens[index - 1]?.lower} ${token.lower}`;
    const leads = tokens.slice(Math.max(0, index - 4), index);
    return language.networks.includes(words) && leads.some((one) => isOneOf(one, language.on))
      ? [index]
      : [];
  });
}

/** `@name wrote`, `a écrit @name`, `on her account @name`: who has a handle speaks where it counts. */
function speakingAccounts(
  tokens: readonly Token[],
  verbs: readonly number[],
  language: Language,
): number[] {
  return tokens.flatMap((token, index) => {
    if (token.kind !== "handle") return [];
    const before = tokens[index - 1];
    if (before !== undefined && language.account.has(before.lower)) return [index];
    const speaks = verbs.some((verb) =>
      verb > index
        ? fillersBefore(tokens, verb, language) === index
        : verb === index - 1 && tokens.slice(Math.max(0, verb - 4), verb).some(isQuotation),
    );
    return speaks ? [index] : [];
  });
}

function isQuotation({ text }: Token): boolean {
  return text === QUOTATION;
}

/** Words that may stand between "on" and a platform: "on her official account of the network X". */
const MAX_ACCOUNT_WORDS = 6;

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
    const before = tokens.slice(Math.max(0, index - (isX ? 2 : 3)), index);
    if (!before.some((one) => isOneOf(one, language.on)) && !onAccount(tokens, index, language))
      continue;
    return { platform: named ?? "other", at: index };
  }
  return null;
}

function onAccount(tokens: readonly Token[], platform: number, language: Language): boolean {
  for (let at = platform - 1; at >= Math.max(0, platform - MAX_ACCOUNT_WORDS); at -= 1) {
    const token = tokens[at];
    if (token === undefined) return false;
    if (isOneOf(token, language.on)) return true;
    const leads = language.account.has(token.lower) || language.articles.has(token.lower);
    if (!leads && !language.prepositions.has(token.lower)) return false;
  }
  return false;
}

/** "in a tweet", but neither a newspaper called Post, nor a blog post, nor a magazine. */
function postNouns(tokens: readonly Token[], language: Language): number[] {
  return tokens.flatMap((token, index) => {
    if (!isOneOf(token, language.post)) return [];
    if (token.capital && language.code !== "de") return [];
    const before = tokens.slice(Math.max(0, index - 3), index);
    if (before.some((one) => /^(?:blogs?|blog-)$/.test(one.lower))) return [];
    // "na publicação Cyber Security Review": a periodical goes by a name.
    if (/^publica/.test(token.lower) && tokens[index + 1]?.capital) return [];
    const inPost = (one: Token) =>
      isOneOf(one, language.on) || /^(?:num|un|einem)$/.test(one.lower);
    return before.some(inPost) ? [index] : [];
  });
}
