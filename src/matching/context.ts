import type { Change, Situation } from "./situation.js";
import type { Token } from "./types.js";

/**
 * What a cut hides. Words that turn a sentence (negation, condition, doubt) matter when they stand
 * in a sentence of which the print keeps another part.
 */

/** A cue among archived tokens `[from, to)` whose sentence is partly kept in the print. */
export function hiddenCue(situation: Situation, from: number, to: number): Token | null {
  const { sentences, archived } = situation;
  const first = sentences[from];
  const last = sentences[to - 1];
  for (let start = from; start < to; ) {
    const sentence = sentences[start];
    let end = start;
    while (end < to && sentences[end] === sentence) end += 1;
    const keptBefore = sentence === first && from > 0 && sentences[from - 1] === sentence;
    const keptAfter = sentence === last && to < archived.length && sentences[to] === sentence;
    if (keptBefore || keptAfter) {
      const cue = turningCue(situation, archived.slice(start, end));
      if (cue) return cue;
    }
    start = end;
  }
  return null;
}

function turningCue({ lexica }: Situation, tokens: readonly Token[]): Token | null {
  return lexica.find("negations", tokens) ?? lexica.find("conditions", tokens);
}

/** Where the print begins in mid-sentence: the cue before it that governs what it keeps. */
export function leadingCue(situation: Situation, from: number): Token | null {
  const { archived, sentences, lexica } = situation;
  let start = from;
  while (start > 0 && sentences[start - 1] === sentences[from]) start -= 1;
  for (let i = start; i < from; i += 1) {
    const token = archived[i];
    if (token && (lexica.has("contrasts", token) || token.fold === ";")) start = i + 1;
  }
  const before = archived.slice(start, from);
  return turningCue(situation, before) ?? lexica.find("stances", before);
}

/** Where the print ends in mid-sentence: the cue after it that takes back what it keeps. */
export function trailingCue(situation: Situation, to: number): Token | null {
  const { archived, sentences, lexica } = situation;
  let end = to;
  while (end < archived.length && sentences[end] === sentences[to - 1]) end += 1;
  const rest = archived.slice(to, end);
  let clause = rest.findIndex(
    (token, i) =>
      i > 0 &&
      (lexica.has("contrasts", token) ||
        lexica.has("conjunctions", token) ||
        (token.kind === "punctuation" && /^[,;:-]+$/.test(token.fold))),
  );
  if (clause < 0) clause = rest.length;
  return (
    lexica.find("conditions", rest) ??
    lexica.find("negations", rest.slice(0, Math.max(clause, 2))) ??
    lexica.find("stances", rest.slice(0, 3))
  );
}

/** Does the sentence that holds archived token `at` end in a question mark? */
export function questionMarkAfter(situation: Situation, at: number): number {
  const { archived, sentences } = situation;
  for (let i = at; i < archived.length && sentences[i] === sentences[at]; i += 1) {
    if (archived[i]?.fold === "?") return i;
  }
  return -1;
}

/** The words of a change as an empty place, so that only what is left out is told. */
export function omitted(change: Change): Change {
  return { ...change, printed: [], printedTo: change.printedFrom };
}
