import type { Token } from "../types.js";

/** How far apart, as a factor, two lengths may be before it tells. */
const LENGTH_SPREAD = 0.45;

const MARKS: readonly RegExp[] = [/[?؟;？]/u, /!/u, /[:：]/u];

/**
 * How alike two texts are in what any language shows: length, number of sentences, questions,
 * exclamations. 0–1. Says little, and is all there is where nothing else can be compared.
 */
export function shapeLikeness(a: readonly Token[], b: readonly Token[]): number {
  const [x, y] = [wordsIn(a), wordsIn(b)];
  if (x === 0 || y === 0) return 0;
  const length = Math.exp(-((Math.log(x / y) / LENGTH_SPREAD) ** 2));
  const [m, n] = [stops(a), stops(b)];
  const sentences = Math.min(m, n) / Math.max(m, n);
  const marks = MARKS.filter((mark) => has(a, mark) === has(b, mark)).length / MARKS.length;
  return (2 * length + sentences + marks) / 4;
}

const wordsIn = (tokens: readonly Token[]) =>
  tokens.filter(({ kind }) => kind === "word" || kind === "character" || kind === "number").length;

function stops(tokens: readonly Token[]): number {
  const marks = tokens.filter(({ text }) => /^[.!?؟。।]+$/u.test(text)).length;
  const closed = /^[.!?؟。।]+$/u.test(tokens.at(-1)?.text ?? "");
  return marks + (closed ? 0 : 1);
}

function has(tokens: readonly Token[], mark: RegExp): boolean {
  return tokens.some(({ kind, text }) => kind === "punctuation" && mark.test(text));
}
