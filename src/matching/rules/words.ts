import { isWordLike } from "../scores.js";
import type { Change, Situation } from "../situation.js";
import type { Token } from "../types.js";

/** Questions that several rules ask about a change. */

export function printedOnly(change: Change): boolean {
  return change.archived.length === 0;
}

export function archivedOnly(change: Change): boolean {
  return change.printed.length === 0;
}

export function pairOf(change: Change): [Token, Token] | null {
  const [printed] = change.printed;
  const [archived] = change.archived;
  return change.printed.length === 1 && change.archived.length === 1 && printed && archived
    ? [printed, archived]
    : null;
}

/** The tokens that stand on one side only, when the other side is empty. */
export function lone(change: Change): readonly Token[] | null {
  if (change.printed.length === 0) return change.archived;
  return change.archived.length === 0 ? change.printed : null;
}

/** The token before and after a change, on the side that has something; else in the print. */
export function neighbours(
  change: Change,
  { printed, archived }: Situation,
): {
  before: Token | undefined;
  after: Token | undefined;
} {
  return change.archived.length > 0
    ? { before: archived[change.archivedFrom - 1], after: archived[change.archivedTo] }
    : { before: printed[change.printedFrom - 1], after: printed[change.printedTo] };
}

/** The letters and digits of a stretch run together, folded. */
export function joined(tokens: readonly Token[]): string {
  return tokens
    .filter((token) => isWordLike(token))
    .map(({ fold }) => fold)
    .join("");
}

/** Begins with a capital letter: it may be a name, and a name is never a slip of the pen. */
export function isCapitalised(token: Token): boolean {
  return /^[#@]?\p{Lu}/u.test(token.text);
}

const MADE_MORE_BY_ARTICLE = new Set(
  "few little lot bit number peu poco poca pocos pocas pouco pouca poucos poucas weinig wenig".split(
    " ",
  ),
);

/** "a few" is not "few": there the article is not one. */
export function isMadeMoreByArticle(token: Token | undefined): boolean {
  return token !== undefined && MADE_MORE_BY_ARTICLE.has(token.fold);
}

const NEGATING_PREFIXES =
  "un|in|im|il|ir|dis|non|mis|anti|a|de|counter|contre|anti|des|in|un|не|без|анти|ne|na|bez|anti";
const NEGATING_SUFFIXES = "less|free|los|loos|suz|siz|sız|süz";
const PREFIXED = new RegExp(`^(?:${NEGATING_PREFIXES})(.{3,})$`, "u");
const SUFFIXED = new RegExp(`^(.{3,}?)(?:${NEGATING_SUFFIXES})$`, "u");

/** One word is the other with a negating prefix or suffix: legal, illegal. */
export function differInPolarity(a: string, b: string): boolean {
  return negates(a, b) || negates(b, a);
}

function negates(longer: string, plain: string): boolean {
  if (longer.length <= plain.length) return false;
  const rest = [PREFIXED.exec(longer)?.[1], SUFFIXED.exec(longer)?.[1]];
  return (
    rest.includes(plain) ||
    (longer.endsWith(plain) &&
      new RegExp(`^(?:${NEGATING_PREFIXES})$`, "u").test(longer.slice(0, -plain.length)))
  );
}

const PREFIX_PIECE = new RegExp(`^(?:${NEGATING_PREFIXES}|re|no|not|pre|ex|pro)$`, "u");

/** Would running this piece together with the next make another word ("a moral", "re-sign")? */
export function isPrefixPiece(token: Token): boolean {
  return PREFIX_PIECE.test(token.fold);
}
