import { lexicaOf } from "../lexicon/index.js";
import type { Token } from "../types.js";

/** Words that carry no content of their own, beside the function words of the lexicon. */
const MORE: Readonly<Record<string, string>> = {
  en: "am being doing done having having's let one ones other others such own same may might must shall should up down off out over under again further once because while until during before after above below between both each few more most some any only now get gets got make makes made take takes go goes going put thing things way well even still much many",
  fr: "etre avoir fait faire va vont vient tout tous toute toutes meme memes autre autres si non oui quand donc car alors deja encore bien peu ici ce ça ca cela celui celle ceux",
  es: "ser estar haber hacer hace tener tiene todo todos toda todas otro otra otros otras cuando donde quien ahora aqui asi bien",
  pt: "ser estar ter haver fazer tudo todos outro outra quando onde agora aqui assim bem",
  de: "sein haben werden wird wurde machen alle alles andere wenn wann jetzt hier dort so sehr noch schon",
  it: "essere avere fare tutto tutti altro altri quando dove ora qui cosi bene",
};

const MORE_SETS = new Map(
  Object.entries(MORE).map(([lang, words]) => [lang, new Set(words.split(" "))]),
);

/** Whether a folded word of `lang` says too little to count as found in a translation. */
export function isSmallWord(fold: string, lang: string): boolean {
  return (
    MORE_SETS.get(lang)?.has(fold) === true ||
    lexicaOf(lang, []).has("functionWords", asToken(fold))
  );
}

function asToken(fold: string): Token {
  const end = fold.length;
  return { kind: "word", key: fold, text: fold, fold, start: 0, end, spaced: true, newLine: false };
}
