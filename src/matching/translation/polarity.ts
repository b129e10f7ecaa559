import type { Token } from "../types.js";
import { knowsNegators, type Polarity, polarityOf } from "./negators.js";

/** Whether one side denies what the other says; null where a language shows it otherwise. */
export function negationDiffers(
  printed: { tokens: readonly Token[]; lang: string | null },
  original: { tokens: readonly Token[]; lang: string | null },
): boolean | null {
  if (!knowsNegators(printed.lang) || !knowsNegators(original.lang)) return null;
  const here = polarities(printed.tokens, printed.lang);
  const there = polarities(original.tokens, original.lang);
  // Sentence by sentence where they can be told to correspond; else the texts as wholes.
  if (here.length === there.length) {
    return here.some((polarity, i) => opposed(polarity, there[i] ?? "none"));
  }
  return opposed(strongest(here), strongest(there));
}

const opposed = (a: Polarity, b: Polarity) =>
  (a === "negative" && b === "none") || (a === "none" && b === "negative");

const STRENGTH: Readonly<Record<Polarity, number>> = { none: 0, soft: 1, negative: 2 };

function strongest(polarities: readonly Polarity[]): Polarity {
  return polarities.reduce((a, b) => (STRENGTH[a] >= STRENGTH[b] ? a : b), "none" as Polarity);
}

function polarities(tokens: readonly Token[], lang: string): Polarity[] {
  const sentences: string[][] = [[]];
  for (const token of tokens) {
    if (token.kind === "punctuation" && /^[.!?。！？؟।;:]+$/u.test(token.text)) sentences.push([]);
    else if (token.newLine) sentences.push(token.kind === "word" ? [token.fold] : []);
    else if (token.kind === "word") sentences.at(-1)?.push(token.fold);
  }
  return sentences.filter((words) => words.length > 0).map((words) => polarityOf(words, lang));
}
