import { foldDate } from "../dates/fold.js";
import { dateWords } from "../dates/month-names.js";

/** Stands for a quotation in a sentence whose words around it are read. */
export const QUOTATION = "\ufffc";

/** A word, a handle or a sign of a sentence. */
export interface Token {
  text: string;
  lower: string;
  kind: "word" | "handle" | "sign";
  capital: boolean;
  start: number;
  end: number;
}

const TOKEN =
  /(?<handle>[@\uff20][\p{L}\p{N}_][\p{L}\p{N}_.@-]*)|(?<word>[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.\u200c-]*)|[^\s]/gu;

const MAX_TOKENS = 400;

export function tokensOf(sentence: string): Token[] {
  const tokens: Token[] = [];
  for (const match of sentence.matchAll(TOKEN)) {
    if (tokens.length >= MAX_TOKENS) break;
    const kind = match.groups?.handle ? "handle" : match.groups?.word ? "word" : "sign";
    const text = kind === "sign" ? match[0] : trimEnd(match[0]);
    const lower = text.toLowerCase().replace(/[\u064b-\u0652\u0640]/g, "");
    const start = match.index;
    const capital = kind === "word" && /^[\p{Lu}\p{Lt}]/u.test(text);
    tokens.push({ text, lower, kind, capital, start, end: start + text.length });
  }
  return tokens;
}

/** A word's final stop is the sentence's, unless it closes an initial ("J."). */
function trimEnd(word: string): string {
  if (/^\p{Lu}\.$/u.test(word) || /^\p{Lu}\p{Ll}{1,3}\.$/u.test(word)) return word;
  return word.replace(/['’]s$/u, "").replace(/['’.-]+$/u, "");
}

/** A run of stops is looked at from its first one alone: ten thousand dots are one run. */
const SENTENCE_END = /(?:(?<![.!?…\u061f\u06d4])[.!?…\u061f\u06d4]+[”"»)\]]*(?=\s)|\n)\s*/gu;

interface Sealed {
  text: string;
  start: number;
  end: number;
  opensAt: number;
  closesAt: number;
}

/**
 * Sentences of a paragraph as offsets. Stops inside the `sealed` quotations end none, but one that
 * closes with a stop ends the sentence that introduced it.
 */
export function sentencesOf(
  text: string,
  sealed: readonly Sealed[] = [],
): { start: number; end: number }[] {
  const sentences: { start: number; end: number }[] = [];
  let start = 0;
  let next = 0;
  const endAt = (end: number, following: number) => {
    sentences.push({ start, end });
    start = following;
  };
  const endAfterQuotations = (before: number) => {
    for (let seal = sealed[next]; seal !== undefined && seal.end < before; seal = sealed[next]) {
      next += 1;
      const after = seal.closesAt + 1;
      if (seal.opensAt >= start && endsSentence(text, start, seal)) endAt(after, after + 1);
    }
  };
  for (const match of text.matchAll(SENTENCE_END)) {
    endAfterQuotations(match.index);
    const seal = sealed[next];
    if (seal !== undefined && match.index >= seal.start && match.index < seal.end) continue;
    if (match.index < start || isAbbreviation(text, match.index)) continue;
    if (isOrdinal(text, match.index)) continue;
    endAt(match.index + match[0].trimEnd().length, match.index + match[0].length);
  }
  endAfterQuotations(text.length);
  if (start < text.length) sentences.push({ start, end: text.length });
  return sentences;
}

/**
 * `She wrote: “It is open.” Others …`: words before the quotation, a capital behind its stop. A
 * full stop in the marks ends it without such words too; "!" and "?" may stand before "she wrote".
 */
function endsSentence(text: string, start: number, seal: Sealed): boolean {
  const introduced = /\p{L}/u.test(text.slice(start, seal.opensAt));
  return (
    (introduced ? /[.!?…\u061f]$/u : /[^.]\.$/u).test(seal.text) &&
    /^\s["“„«\p{Lu}]/u.test(text.slice(seal.closesAt + 1, seal.closesAt + 5))
  );
}

function isAbbreviation(text: string, stop: number): boolean {
  const before = text.slice(Math.max(0, stop - 8), stop);
  return (
    text[stop] === "." &&
    /(?:^|[\s(])(?:\p{Lu}|Mr|Mrs|Ms|Dr|Prof|St|Sr|Sra|Rep|Sen|Gov|Gen|Mme|No|vs|U\.S|U\.K|U\.N|E\.U|z\.B|bzw)$/u.test(
      before,
    )
  );
}

/** `am 9. März`, `vom 3. bis 5. Mai`: the stop is the number's. */
function isOrdinal(text: string, stop: number): boolean {
  if (
    text[stop] !== "." ||
    !/(?:^|[\s(])\p{Nd}{1,2}$/u.test(text.slice(Math.max(0, stop - 4), stop))
  )
    return false;
  const word = /^\.\s(\p{L}{1,20})/u.exec(text.slice(stop, stop + 24))?.[1] ?? "";
  return /^\p{Ll}/u.test(word) || dateWords().months.has(foldDate(word));
}
