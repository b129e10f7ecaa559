import { looseFold } from "../text/fold.js";

/**
 * Words that make a sentence negative, by language: only grammatical ones, which a translation
 * keeps (from grammars; the rules around them were set with the shared pairs in sight). Not the wider lists by which an edited quote is
 * judged: there "stop" counts too, here it would have no counterpart.
 */
const NEGATORS: Readonly<Record<string, string>> = {
  en: "not no never none nobody nothing nowhere neither nor without cannot isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't couldn't shouldn't mustn't hasn't haven't hadn't ain't needn't",
  fr: "ne n' pas jamais rien aucun aucune ni non sans nul nulle nullement",
  es: "no nunca jamás nada nadie ningún ninguno ninguna ni sin tampoco",
  pt: "não nunca jamais nada ninguém nenhum nenhuma nem sem tampouco",
  it: "non no niente nulla nessuno nessun nessuna né senza neanche nemmeno neppure",
  de: "nicht kein keine keinen keinem keiner keines nie niemals nichts niemand niemanden niemandem ohne weder nirgends nein",
  nl: "niet geen nooit niets niemand zonder noch nergens nee",
  ca: "no mai res ningú cap sense ni tampoc",
  ro: "nu niciodată nimeni nimic fără nici niciun nicio",
  sv: "inte ej aldrig ingen inget inga utan varken",
  da: "ikke aldrig ingen intet uden hverken",
  nb: "ikke aldri ingen ingenting uten verken",
  ru: "не нет ни никогда никто ничего никого никому без нельзя никак нигде ничто никаких никакой",
  uk: "не ні ніколи ніхто нічого нікого без немає нема неможна жодного жоден",
  pl: "nie nigdy nikt nic nikogo bez żaden żadna żadnego żadnych ani nigdzie niczego",
  cs: "ne není nikdy nikdo nic bez žádný žádná ani nejsou",
  el: "δεν δε μην μη όχι ποτέ τίποτα χωρίς ούτε δίχως",
  ar: "لا لم لن ليس ليست ليسوا لست غير بدون دون بلا ولا ولم ولن فلا وليس وليست لسنا",
  he: "לא אין אינו אינה אינם בלי ללא אף מעולם לעולם שום אל",
  hi: "नहीं नही न ना मत बिना",
  ne: "होइन छैन छैनन् बिना विना हुँदैन भएन",
  id: "tidak bukan tak jangan belum tanpa tiada",
};

/** Say it without a negation, and translate one: they excuse its absence, and never demand one. */
const SOFT: Readonly<Record<string, string>> = {
  en: "hardly barely scarcely rarely unable fail fails failed failing refuse refuses refused refusing lack lacks lacked lacking stop stopped far instead",
  fr: "impossible incapable refuse refusent refusé échoue échoué guère manque personne",
  es: "imposible incapaz apenas falta",
  pt: "impossível incapaz falta",
  it: "impossibile incapace mai manca",
  de: "unmöglich unfähig kaum fehlt",
  ru: "невозможно отсутствие",
  ar: "عدم مستحيل ما وما",
};

const compile = (lists: Readonly<Record<string, string>>) =>
  new Map(
    Object.entries(lists).map(([lang, words]) => [lang, new Set(words.split(" ").map(looseFold))]),
  );

const HARD_WORDS = compile(NEGATORS);
const SOFT_WORDS = compile(SOFT);
/** Words with a negative beginning or end. */
const SOFT_FORMS: Readonly<Record<string, RegExp>> = {
  en: /^(?:un(?!der|til|it|iq|iv|ion|cle)\p{L}{4,}|(?:in|im|ir|il)\p{L}{2,}(?:able|ible|ent|ant|ate|ect|al|ity|ice|ive|ous)|(?:dis|non)\p{L}{5,}|\p{L}{3,}less)$/u,
  fr: /^(?:in|im|ir|il|me)\p{L}{5,}$/u,
  es: /^(?:in|im|ir|il|des)\p{L}{5,}$/u,
  pt: /^(?:in|im|ir|il|des)\p{L}{5,}$/u,
  it: /^(?:in|im|ir|il|s)\p{L}{5,}$/u,
  de: /^un\p{L}{4,}$|\p{L}{3,}los$/u,
  ru: /^(?:не|без|бес)\p{L}{5,}$/u,
};

/** Negators that only carry an earlier one on: `neither … nor`, `ni … ni`. */
const CARRIED_ON = new Set([
  "nor",
  "ni",
  "nem",
  "ne",
  "noch",
  "neither",
  "ани",
  "ни",
  "ani",
  "ولا",
]);
/** Words apart within which negators are one negation: `ne … pas`, `no … nada`. */
const ONE_NEGATION = 4;

/** How many negations a sentence has for certain, and how many words more may be one. */
export interface Negations {
  readonly certain: number;
  readonly possible: number;
}

/** Whether sentences of `lang` show their negation as words that are listed here. */
export function knowsNegators(lang: string | null): lang is string {
  return lang !== null && HARD_WORDS.has(lang);
}

/** Counts the negations in the words (folded, in order) of one sentence. */
export function negationsIn(
  folds: readonly string[],
  lang: string,
  hasCounterpart: (i: number) => boolean,
): Negations {
  let certain = 0;
  let possible = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const [i, word] of folds.entries()) {
    if (HARD_WORDS.get(lang)?.has(word) && !negatesNothing(folds, i, lang)) {
      const carriedOn = certain > 0 && CARRIED_ON.has(word);
      if (i - last > ONE_NEGATION && !carriedOn) certain += 1;
      // A negator far from the one it belongs to may be a second negation or none.
      else if (i - last > 1 && lang === "en") possible += 1;
      last = i;
    } else if (!hasCounterpart(i) && isSoft(word, lang)) {
      possible += 1;
    }
  }
  return { certain, possible };
}

function isSoft(word: string, lang: string): boolean {
  return SOFT_WORDS.get(lang)?.has(word) || SOFT_FORMS[lang]?.test(word) || false;
}

/** `Persona non grata`, `no doubt`, French `ne … que`. */
function negatesNothing(folds: readonly string[], i: number, lang: string): boolean {
  const word = folds[i];
  const next = folds.slice(i + 1, i + 6);
  if (word === "non" && (folds[i - 1] === "persona" || next[0] === "grata")) return true;
  if (word === "no" && lang === "en") return next[0] === "doubt";
  if (lang === "fr" && (word === "ne" || word === "n")) {
    return next.some((later) => later === "que" || later === "qu") && !next.includes("pas");
  }
  return false;
}
