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
 * The handle of whoever speaks: behind the name, "on her account @name", or in brackets behind no
 * other name. `speaking` are indexes of bare handles that a verb of saying belongs to; those count
 * where nobody is named. "Responding to @name, Ann wrote" prints no handle of Ann's.
 */
export function handleOf(
  person: Person | null,
  people: readonly Person[],
  { tokens, handles }: Accounts,
  speaking: readonly number[],
  language: Language,
): string | null {
  const isBehind = (one: Person, { at, bracketed }: PrintedHandle) =>
    at === one.last + 1 || (!bracketed && at === one.last + 2 && tokens[at - 1]?.text === ",");
  const own = handles.find((one) => person !== null && isBehind(person, one));
  const named = handles.find(
    ({ at, bracketed }) => !bracketed && isOfAccount(tokens, at, language),
  );
  const free = handles.find(
    (one) => one.bracketed && !people.some((other) => other !== person && isBehind(other, one)),
  );
  const spoken = handles.find(
    ({ at, bracketed }) => person === null && !bracketed && speaking.includes(at),
  );
  return (own ?? named ?? free ?? spoken)?.handle ?? null;
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
