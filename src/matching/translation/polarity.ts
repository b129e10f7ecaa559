import type { Token } from "../types.js";
import { knowsNegators, type Negations, negationsIn } from "./negators.js";

export interface SpokenWords {
  readonly tokens: readonly Token[];
  readonly lang: string | null;
  /** Tokens with a counterpart on the other side: `unacceptable` beside `inacceptable`. */
  readonly paired: ReadonlySet<Token>;
}

/** Whether one side denies what the other says; null where a language shows it otherwise. */
export function negationDiffers(printed: SpokenWords, original: SpokenWords): boolean | null {
  if (!knowsNegators(printed.lang) || !knowsNegators(original.lang)) return null;
  const here = negations(printed, printed.lang);
  const there = negations(original, original.lang);
  // Sentence by sentence where they can be told to correspond; else the texts as wholes.
  if (here.length === there.length) {
    return here.some((count, i) => apart(count, there[i] ?? NONE));
  }
  return apart(here.reduce(add, NONE), there.reduce(add, NONE));
}

const NONE: Negations = { certain: 0, possible: 0 };

const add = (a: Negations, b: Negations): Negations => ({
  certain: a.certain + b.certain,
  possible: a.possible + b.possible,
});

/** Whatever the possible ones turn out to be, the counts differ. */
function apart(a: Negations, b: Negations): boolean {
  return a.certain > b.certain + b.possible || b.certain > a.certain + a.possible;
}

function negations({ tokens, paired }: SpokenWords, lang: string): Negations[] {
  const sentences: Token[][] = [[]];
  for (const token of tokens) {
    const ends = token.kind === "punctuation" && /^[.!?。！？؟।;:]+$/u.test(token.text);
    if (ends || token.newLine) sentences.push([]);
    if (token.kind === "word") sentences.at(-1)?.push(token);
  }
  return sentences
    .filter((words) => words.length > 0)
    .map((words) =>
      negationsIn(
        words.map(({ fold }) => fold),
        lang,
        (i) => words[i] !== undefined && paired.has(words[i]),
      ),
    );
}
