import type { Token } from "../types.js";
import { COMPILED } from "./compiled.js";
import { Lexica } from "./lexica.js";

/** Which languages a text may be in, and the word lists that follow from it. */

/** Languages (by place in `COMPILED`) of which a word is a function word. */
const LANGUAGES_OF = new Map<string, number[]>();
for (const [place, { lists }] of COMPILED.entries()) {
  for (const word of lists.get("functionWords") ?? []) {
    LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), place]);
  }
}

/** How many tokens are function words of each language, most first. */
export function countFunctionWords(tokens: readonly Token[]): { lang: string; hits: number }[] {
  const hits = hitsOf(tokens);
  return COMPILED.map(({ lang }, place) => ({ lang, hits: hits[place] ?? 0 })).sort(
    (a, b) => b.hits - a.hits,
  );
}

/** Function words of each language, by its place in `COMPILED`. */
function hitsOf(tokens: readonly Token[]): number[] {
  const hits = COMPILED.map(() => 0);
  for (const { kind, fold } of tokens) {
    if (kind === "punctuation") continue;
    const places = LANGUAGES_OF.get(fold);
    if (places === undefined) continue;
    for (let i = 0; i < places.length; i += 1) {
      const place = places[i] as number;
      hits[place] = (hits[place] as number) + 1;
    }
  }
  return hits;
}

/** Sets of word lists kept at a time; most texts are in few languages. */
const MOST_KEPT = 200;
const KEPT = new Map<string, Lexica>();

/**
 * The word lists of languages by their places in `COMPILED`; what warns is looked up in these
 * alone, or in all there are. `main`: place of the text's language, or -1.
 */
function lexicaFrom(likely: readonly number[], all: boolean, main = -1): Lexica {
  const key = `${likely.join(" ")}|${all}|${main}`;
  const known = KEPT.get(key);
  if (known) return known;
  if (KEPT.size >= MOST_KEPT) KEPT.clear();
  const chosen = COMPILED.filter((_, place) => likely.includes(place));
  const lexica = new Lexica(chosen, all ? COMPILED : chosen, COMPILED[main]?.lang ?? null);
  KEPT.set(key, lexica);
  return lexica;
}

/** The word lists of one language; for another, or an unknown one, those that fit the tokens. */
export function lexicaOf(lang: string | null, tokens: readonly Token[]): Lexica {
  const named = COMPILED.findIndex((compiled) => compiled.lang === lang);
  return named >= 0 ? lexicaFrom([named], false) : lexicaFor(tokens);
}

/** Function words from which the languages of a text are taken as known. */
const ENOUGH = 4;
/** A language with this share of the most hits may be meant too. */
const LIKELY = 0.6;

/**
 * Function words of each language in a text that are not words of the text's first language too:
 * "of", "in" and "is" make no English text Dutch. As long as hits are few every language counts.
 */
function hitsBeyond(tokens: readonly Token[], first: number): number[] {
  return hitsOf(tokens.filter(({ fold }) => !LANGUAGES_OF.get(fold)?.includes(first)));
}

/** How far the language of a text is ahead of all others in function words. */
const FAR_AHEAD = 1.5;

/** The place of the language that is far ahead; -1 where none is. */
function mainOf(hits: readonly number[], best: number): number {
  if (best < ENOUGH) return -1;
  let near = 0;
  for (const count of hits) if (count * FAR_AHEAD > best) near += 1;
  return near > 1 ? -1 : hits.indexOf(best);
}

/**
 * The word lists for texts of language `lang`. Where it is not told: the languages whose function
 * words occur most; and as long as these are few, no language is ruled out for what warns.
 */
export function lexicaFor(tokens: readonly Token[], lang?: string): Lexica {
  const tag = lang?.toLowerCase().split(/[-_]/)[0];
  const hits = hitsOf(tokens);
  const best = Math.max(...hits);
  let beyond: readonly number[] | null = null;
  const likely: number[] = [];
  for (let place = 0; place < hits.length; place += 1) {
    const count = hits[place] ?? 0;
    if (COMPILED[place]?.lang !== tag) {
      if (count === 0 || count < best * LIKELY) continue;
      if (count < best && best >= ENOUGH) {
        beyond ??= hitsBeyond(tokens, hits.indexOf(best));
        if (beyond[place] === 0) continue;
      }
    }
    likely.push(place);
  }
  return lexicaFrom(likely, best < ENOUGH, mainOf(hits, best));
}
