import { isOneOf } from "./adjuncts.js";
import type { Language } from "./languages/language.js";
import type { Person } from "./people.js";
import type { Token } from "./tokens.js";

/** Words between a post and the name of its author: articles, ranks, "official account of". */
const MAX_BETWEEN = 4;

/** "His reply to Ann Lee's tweet" is not hers; "according to Ann Lee's tweet" is. */
const ANSWERED = /(?<!according )\bto $/iu;

/** Whose post a sentence names: "the tweet from Ann Lee", "Ann Lee's deleted post". */
export function ownerOfPost(
  tokens: readonly Token[],
  sentence: string,
  people: readonly Person[],
  language: Language,
): { person: Person; at: number } | null {
  for (const [at, token] of tokens.entries()) {
    if (!isOneOf(token, language.post) || (token.capital && !language.nouns)) continue;
    const person = people.find((one) => isOwner(one, at, tokens, sentence, language));
    if (person !== undefined && person.words > 1) return { person, at };
  }
  return null;
}

function isOwner(
  { first, last }: Person,
  post: number,
  tokens: readonly Token[],
  sentence: string,
  language: Language,
): boolean {
  if (last < post) {
    const end = tokens[last]?.end ?? 0;
    const possessive = /^['’]s\s/u.test(sentence.slice(end, end + 3));
    const start = tokens[first]?.start ?? 0;
    return (
      possessive &&
      !ANSWERED.test(sentence.slice(Math.max(0, start - 14), start)) &&
      tokens.slice(last + 1, post).every(({ kind }) => kind === "word") &&
      post - last <= 3
    );
  }
  const by = tokens[post + 1];
  if (by === undefined || !isOneOf(by, language.by) || first - post - 2 > MAX_BETWEEN) return false;
  return tokens
    .slice(post + 2, first)
    .every(({ lower }) => language.articles.has(lower) || language.titles.has(lower));
}
