import { isOneOf } from "./adjuncts.js";
import type { Language } from "./languages/language.js";
import type { Person } from "./people.js";
import type { Token } from "./tokens.js";

/** Most words of a name. */
const MAX_WORDS = 4;

const HAS_ARTICLE = /^ال/u;
/** "verbatim", "in the name of", "in answer to", "herself", "in it": no name begins so or goes on so. */
const NO_NAME =
  /^(?:بال.*|لل.*|باسم|رد(?:ا|ًا)|ذاته|ذاتها|نفسه|نفسها|فيه|فيها|له|لها|به|بها|عنه|عنها|عليه|عليها|منه|منها)$/u;

/**
 * Who says it, by an Arabic sentence: it has no capitals, so the name is what stands between the
 * verb and the next particle, or in front of it behind "had" (كان … قد). Null where that is a common
 * noun as far as can be told, or where the verb stands in a relative clause.
 */
export function arabicName(
  tokens: readonly Token[],
  verb: number,
  language: Language,
): Person | null {
  const before = tokens[verb - 1]?.lower ?? "";
  if (language.clauses.has(before)) return null;
  const words = nameIn(
    before === "قد" ? subjectBefore(tokens, verb - 1) : tokens.slice(verb + 1),
    language,
  );
  const [head] = words;
  if (head === undefined) return null;
  const first = tokens.indexOf(head);
  return {
    name: words.map(({ text }) => text).join(" "),
    first,
    last: first + words.length - 1,
    words: words.length,
    article: false,
    preposition: false,
  };
}

/** `وكان Name قد كتب` */
function subjectBefore(tokens: readonly Token[], had: number): readonly Token[] {
  for (let at = had - 1; at >= Math.max(0, had - MAX_WORDS - 3); at -= 1) {
    if (/^[وف]?كانت?$/u.test(tokens[at]?.lower ?? "")) return tokens.slice(at + 1, had);
  }
  return [];
}

/** The words of a name at the beginning; none where it is none. */
function nameIn(tokens: readonly Token[], language: Language): readonly Token[] {
  const name: Token[] = [];
  let titled = false;
  for (const token of tokens.slice(0, 9)) {
    if (token.kind !== "word" || isParticle(token, language)) break;
    const leads = language.titles.has(token.lower) || language.account.has(token.lower);
    if (name.length === 0 && leads) titled ||= language.titles.has(token.lower);
    else name.push(token);
  }
  const own = titled ? withoutOffice(name) : name;
  if (own.length > MAX_WORDS) return [];
  // "the company", "the deputy": one word with the article is a name behind a title only.
  return own.length === 1 && !titled && HAS_ARTICLE.test(own[0]?.text ?? "") ? [] : own;
}

function isParticle(token: Token, language: Language): boolean {
  if ([language.on, language.post, language.reports].some((set) => isOneOf(token, set)))
    return true;
  if ([language.function, language.dated, language.clauses].some((set) => set.has(token.lower)))
    return true;
  return NO_NAME.test(token.lower);
}

/** `وزير الإعلام اليمني Name`: of what a title is, words with the article, before a name without. */
function withoutOffice(name: readonly Token[]): readonly Token[] {
  const first = name.findIndex(({ text }) => !HAS_ARTICLE.test(text));
  return first === -1 ? name : name.slice(first);
}
