import { isOneOf } from "./adjuncts.js";
import type { Language } from "./languages/language.js";
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
): string | null {
  const before = tokens[verb - 1]?.lower ?? "";
  if (language.clauses.has(before)) return null;
  return nameIn(
    before === "قد" ? subjectBefore(tokens, verb - 1) : tokens.slice(verb + 1),
    language,
  );
}

/** `وكان Name قد كتب` */
function subjectBefore(tokens: readonly Token[], had: number): readonly Token[] {
  for (let at = had - 1; at >= Math.max(0, had - MAX_WORDS - 3); at -= 1) {
    if (/^[وف]?كانت?$/u.test(tokens[at]?.lower ?? "")) return tokens.slice(at + 1, had);
  }
  return [];
}

function nameIn(tokens: readonly Token[], language: Language): string | null {
  const name: string[] = [];
  let titled = false;
  for (const token of tokens.slice(0, 9)) {
    if (token.kind !== "word" || isParticle(token, language)) break;
    const leads = language.titles.has(token.lower) || language.account.has(token.lower);
    if (name.length === 0 && leads) titled ||= language.titles.has(token.lower);
    else name.push(token.text);
  }
  const own = titled ? withoutOffice(name) : name;
  if (own.length === 0 || own.length > MAX_WORDS) return null;
  // "the company", "the deputy": one word with the article is a name behind a title only.
  return own.length === 1 && !titled && HAS_ARTICLE.test(own[0] ?? "") ? null : own.join(" ");
}

function isParticle(token: Token, language: Language): boolean {
  if ([language.on, language.post, language.reports].some((set) => isOneOf(token, set)))
    return true;
  if ([language.function, language.dated, language.clauses].some((set) => set.has(token.lower)))
    return true;
  return NO_NAME.test(token.lower);
}

/** `وزير الإعلام اليمني Name`: of what a title is, words with the article, before a name without. */
function withoutOffice(name: readonly string[]): readonly string[] {
  const first = name.findIndex((word) => !HAS_ARTICLE.test(word));
  return first === -1 ? name : name.slice(first);
}
