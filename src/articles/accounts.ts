import { isOneOf } from "./adjuncts.js";
import type { Language } from "./languages/language.js";
import { PLATFORM_NAMES } from "./languages.js";
import type { Person } from "./people.js";
import { type Token, tokensOf } from "./tokens.js";

/** A handle that a sentence prints, and the index of the token that it stands at or in front of. */
interface PrintedHandle {
  handle: string;
  at: number;
  bracketed: boolean;
}

/** A sentence's tokens without what stands in brackets, and the handles that it prints. */
export interface Accounts {
  tokens: readonly Token[];
  sentence: string;
  handles: readonly PrintedHandle[];
}

const BRACKETED_HANDLE = /\s?[([\uff08]\s?[@\uff20]([^\s()[\]]{1,100})\s?[)\]\uff09]/gu;

/** Parties, places and the like behind a name: "Ann (Greens) wrote". */
const IN_BRACKETS = /\s?\([^()]{1,60}\)/gu;

/** Takes brackets out of a sentence, and keeps where handles stood in them. */
export function accountsIn(printed: string): Accounts {
  let sentence = "";
  let from = 0;
  const bracketed: { handle: string; offset: number }[] = [];
  const plain = (text: string) => text.replace(IN_BRACKETS, " ");
  for (const match of printed.matchAll(BRACKETED_HANDLE)) {
    sentence += `${plain(printed.slice(from, match.index))} `;
    from = match.index + match[0].length;
    bracketed.push({ handle: match[1] ?? "", offset: sentence.length });
  }
  sentence += plain(printed.slice(from));
  const tokens = tokensOf(sentence);
  const before = (offset: number) => tokens.filter(({ start }) => start < offset).length;
  return {
    sentence,
    tokens,
    handles: [
      ...bracketed.map(({ handle, offset }) => ({ handle, at: before(offset), bracketed: true })),
      ...tokens.flatMap(({ kind, text }, at) =>
        kind === "handle" ? [{ handle: text.slice(1), at, bracketed: false }] : [],
      ),
    ],
  };
}

/**
 * The handle of whoever speaks: behind the name, or behind what it is set off as in commas ("Ann Lee,
 * a teacher (@name)"), or "on her account @name". `speaking` are indexes of handles that a verb of
 * saying belongs to; those count where nobody is named. "Responding to @name, Ann wrote" prints no
 * handle of Ann's, nor does "Ann wrote to the mayor (@name)".
 */
export function handleOf(
  person: Person | null,
  { tokens, handles }: Accounts,
  speaking: readonly number[],
  language: Language,
): string | null {
  const own = handles.find((one) => person !== null && isBehind(person, one, tokens));
  const named = handles.find(
    ({ at, bracketed }) => !bracketed && isOfAccount(tokens, at, language),
  );
  const apposed = handles.find(
    (one) => person !== null && isApposed(person, one, tokens, language),
  );
  const spoken = handles.find(({ at }) => person === null && speaking.includes(at));
  return (own ?? named ?? apposed ?? spoken)?.handle ?? null;
}

function isBehind(
  { last }: Person,
  { at, bracketed }: PrintedHandle,
  tokens: readonly Token[],
): boolean {
  return at === last + 1 || (!bracketed && at === last + 2 && tokens[at - 1]?.text === ",");
}

/** ", a teacher (@name)": what says with whom or to whom something is done begins otherwise. */
function isApposed(
  { last }: Person,
  { at, bracketed }: PrintedHandle,
  tokens: readonly Token[],
  language: Language,
): boolean {
  const [comma, ...between] = tokens.slice(last + 1, at);
  return (
    bracketed &&
    comma?.text === "," &&
    between.every(({ kind, lower }) => kind === "word" && !language.prepositions.has(lower))
  );
}

/** "her account @name", "su cuenta de Twitter, @name". */
function isOfAccount(tokens: readonly Token[], handle: number, language: Language): boolean {
  for (let at = handle - 1; at >= Math.max(0, handle - 4); at -= 1) {
    const token = tokens[at];
    if (token === undefined) return false;
    if (isOneOf(token, language.account)) return true;
    if (token.text !== "," && !isPlatform(token) && !isOneOf(token, language.by)) return false;
  }
  return false;
}

function isPlatform({ text, lower }: Token): boolean {
  return text === "X" || PLATFORM_NAMES.has(lower);
}
