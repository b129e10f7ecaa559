import { type Lexica, lexicaOf } from "../lexicon/index.js";
import type { Token } from "../types.js";
import { stem } from "./cognates.js";
import { glossaryOf } from "./glossary.js";
import { isSmallWord } from "./small-words.js";
import { skeleton } from "./transliterate.js";
import { wordKey } from "./word-key.js";
import { conceptOf } from "./world.js";

/** A word, name, number or handle that a translation has to render somehow. */
export interface Unit {
  readonly token: Token;
  readonly kind: "number" | "number-word" | "mention" | "hashtag" | "word";
  /** Names, numbers and handles say more than words that merely look alike. */
  readonly weight: number;
  readonly isName: boolean;
  /** Digits and one decimal point, of numbers in digits or in words. */
  readonly number: string | null;
  /** For related languages: without what differs regularly between them. */
  readonly stem: string;
  /** For dictionaries. */
  readonly key: string;
  /** By sound, for other scripts. */
  readonly skeleton: string;
  readonly latin: boolean;
  /** What the runtime knows it by: a country, a month, a day. */
  readonly concept: string | null;
  /** Concepts of our own small glossary. */
  readonly glossary: readonly number[];
}

const WEIGHTS = { number: 2, "number-word": 1, mention: 2, hashtag: 1.5, word: 1 } as const;
const NAME_WEIGHT = 1.5;
const SHORTEST_WORD = 3;
const LATIN = /\p{Script=Latin}/u;

/** The units of a text in `lang` (null: unknown), in order. */
export function unitsOf(tokens: readonly Token[], lang: string | null): Unit[] {
  const lexica = lexicaOf(lang, tokens);
  const languages = lang === null ? lexica.languages : [lang];
  return tokens.flatMap((token, i) => {
    const before = tokens[i - 1];
    const inSentence = before !== undefined && before.kind !== "punctuation" && !token.newLine;
    const unit = unitOf(token, inSentence, lexica, languages);
    return unit ? [unit] : [];
  });
}

function unitOf(
  token: Token,
  inSentence: boolean,
  lexica: Lexica,
  languages: readonly string[],
): Unit | null {
  const { fold } = token;
  switch (token.kind) {
    case "number":
      return make(token, "number", languages, { number: fold });
    case "mention":
    case "hashtag":
      return make(token, token.kind, languages, {});
    case "word": {
      const value = lexica.numberOf(token);
      const small = languages.some((lang) => isSmallWord(fold, lang));
      // "One" and "un" are articles as often as numbers.
      if (value !== null && value > 1) {
        return make(token, "number-word", languages, { number: String(value) });
      }
      if (small || fold.length < SHORTEST_WORD || lexica.has("negations", token)) return null;
      const isName = /^\p{Lu}/u.test(token.text) && (inSentence || !/\p{Ll}/u.test(token.text));
      return make(token, "word", languages, { isName });
    }
    default:
      return null;
  }
}

function make(
  token: Token,
  kind: Unit["kind"],
  languages: readonly string[],
  { number = null, isName = false }: { number?: string | null; isName?: boolean },
): Unit {
  const { fold } = token;
  const wordLike = kind === "word" || kind === "hashtag";
  const key = wordLike ? wordKey(fold) : fold;
  const concepts = wordLike ? languages.map((lang) => conceptOf(fold, lang)) : [];
  return {
    token,
    kind,
    weight: isName ? NAME_WEIGHT : WEIGHTS[kind],
    isName,
    number,
    stem: wordLike ? stem(fold) : fold,
    key,
    skeleton: wordLike ? skeleton(fold) : "",
    latin: LATIN.test(fold),
    concept: concepts.find((concept) => concept !== null) ?? null,
    glossary: kind === "word" ? languages.flatMap((lang) => [...glossaryOf(key, lang)]) : [],
  };
}
