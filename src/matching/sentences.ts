import type { Token } from "./types.js";

const ABBREVIATIONS = new Set(
  "mr mrs ms dr st gen col lt sgt sen rep gov prof jr sr vs mt m mme mlle sra srta dra bzw nr".split(
    " ",
  ),
);

const CLOSERS = new Set(['"', ")", "]", "}"]);

/** Words a line must have before the break after it counts as the end of a sentence. */
const LINE_WORDS = 4;

/**
 * Numbers the sentences. A full stop, `!`, `?` or their like ends one, with the closing marks after
 * it; so do dots and line breaks after a few words, if what follows does not begin in lower case.
 * Errs towards longer sentences: they hold more context that a cut may hide.
 */
export function numberSentences(tokens: readonly Token[]): number[] {
  const numbers: number[] = [];
  let sentence = 0;
  let words = 0;
  let ended = false;
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i] as Token;
    const ends = endsSentence(tokens, i);
    const breaks =
      (ended && !(token.kind === "punctuation" && CLOSERS.has(token.fold)) && !ends) ||
      (token.newLine && words >= LINE_WORDS && !startsLower(token));
    if (breaks && i > 0) {
      sentence += 1;
      words = 0;
      ended = false;
    }
    numbers.push(sentence);
    if (token.kind === "word" || token.kind === "number" || token.kind === "character") words += 1;
    if (ends) ended = true;
  }
  return numbers;
}

function startsLower(token: Token): boolean {
  return /^\p{Ll}/u.test(token.text);
}

function endsSentence(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  if (!token) return false;
  if (token.kind === "ellipsis") {
    const next = tokens[i + 1];
    return next !== undefined && !startsLower(next) && next.kind !== "punctuation";
  }
  if (token.kind !== "punctuation") return false;
  if (token.fold === "!" || token.fold === "?") return true;
  if (token.fold !== ".") return false;
  const before = tokens[i - 1];
  const after = tokens[i + 1];
  if (before && ABBREVIATIONS.has(before.fold)) return false;
  return !after || after.spaced || !startsLower(after);
}
