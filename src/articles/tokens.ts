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

/** Sentences of a paragraph as offsets; stops inside the `sealed` stretches end none. */
export function sentencesOf(
  text: string,
  sealed: readonly { start: number; end: number }[] = [],
): { start: number; end: number }[] {
  const sentences: { start: number; end: number }[] = [];
  let start = 0;
  let next = 0;
  for (const match of text.matchAll(/(?:[.!?…\u061f\u06d4]+[”"»)\]]*(?=\s)|\n)\s*/gu)) {
    while ((sealed[next]?.end ?? Number.POSITIVE_INFINITY) < match.index) next += 1;
    const seal = sealed[next];
    if (seal !== undefined && match.index >= seal.start && match.index < seal.end) continue;
    if (isAbbreviation(text, match.index)) continue;
    const end = match.index + match[0].length;
    sentences.push({ start, end: match.index + match[0].trimEnd().length });
    start = end;
  }
  if (start < text.length) sentences.push({ start, end: text.length });
  return sentences;
}

function isAbbreviation(text: string, stop: number): boolean {
  const before = text.slice(Math.max(0, stop - 8), stop);
  return (
    text[stop] === "." &&
    /(?:^|[\s(])(?:\p{Lu}|Mr|Mrs|Ms|Dr|Prof|St|Sr|Sra|Rep|Sen|Gov|Gen|Mme|No|vs|z\.B|bzw)$/u.test(
      before,
    )
  );
}
