import { looseFold } from "../text/fold.js";
import type { Token } from "../types.js";
import { arabic } from "./ar.js";
import { bengali } from "./bn.js";
import { german } from "./de.js";
import { greek } from "./el.js";
import { english } from "./en.js";
import { spanish } from "./es.js";
import { persian } from "./fa.js";
import { french } from "./fr.js";
import { hausa } from "./ha.js";
import { hebrew } from "./he.js";
import { hindi } from "./hi.js";
import { indonesian } from "./id.js";
import { italian } from "./it.js";
import { japanese } from "./ja.js";
import { korean } from "./ko.js";
import type { Lexicon } from "./lexicon.js";
import { nepali } from "./ne.js";
import { dutch } from "./nl.js";
import { polish } from "./pl.js";
import { portuguese } from "./pt.js";
import { romanian } from "./ro.js";
import { russian } from "./ru.js";
import { placeOf } from "./segments.js";
import { swahili } from "./sw.js";
import { thai } from "./th.js";
import { turkish } from "./tr.js";
import { ukrainian } from "./uk.js";
import { chinese } from "./zh.js";

/** All languages with word lists; a new one is a new entry. */
export const LEXICA: readonly Lexicon[] = [
  english,
  french,
  spanish,
  portuguese,
  italian,
  german,
  dutch,
  russian,
  ukrainian,
  polish,
  turkish,
  arabic,
  persian,
  hebrew,
  hindi,
  nepali,
  chinese,
  japanese,
  thai,
  korean,
  indonesian,
  swahili,
  hausa,
  bengali,
  greek,
  romanian,
];

/** Lists of words, and below of phrases, that every language may have. */
export const WORD_LISTS = [
  "articles",
  "functionWords",
  "negations",
  "conditions",
  "stances",
  "limits",
  "modals",
  "quantifiers",
  "pronouns",
  "prepositions",
  "conjunctions",
  "contrasts",
  "auxiliaries",
] as const;

export const PHRASE_LISTS = ["attributions", "retractions", "hedges"] as const;

type ListName = (typeof WORD_LISTS)[number] | (typeof PHRASE_LISTS)[number];

interface Compiled {
  readonly lang: string;
  readonly unspaced: boolean;
  readonly lists: ReadonlyMap<ListName, ReadonlySet<string>>;
  /** Phrases of several words by their first word. */
  readonly phrases: ReadonlyMap<ListName, ReadonlyMap<string, readonly string[][]>>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly harmless: ReadonlySet<string>;
  /** The forms of words that only an accent tells apart, by what they fold to. */
  readonly accents: ReadonlyMap<string, ReadonlySet<string>>;
  readonly accentedEndings: readonly string[][];
}

const COMPILED: readonly Compiled[] = LEXICA.map(compile);

function compile(lexicon: Lexicon): Compiled {
  const lists = new Map<ListName, ReadonlySet<string>>();
  const phrases = new Map<ListName, ReadonlyMap<string, readonly string[][]>>();
  for (const name of WORD_LISTS) {
    lists.set(name, new Set(wordsOf(lexicon[name] ?? "").map(looseFold)));
  }
  for (const name of PHRASE_LISTS) {
    const entries = lexicon[name].split(", ").map((entry) => wordsOf(entry).map(looseFold));
    const single = entries.filter(({ length }) => length === 1 || lexicon.unspaced);
    lists.set(name, new Set(single.map((words) => words.join(""))));
    phrases.set(name, byFirstWord(entries.filter(({ length }) => length > 1)));
  }
  return {
    lang: lexicon.lang,
    unspaced: lexicon.unspaced ?? false,
    lists,
    phrases,
    numbers: new Map([
      ...wordsOf(lexicon.numbers ?? "").map((word, i): [string, number] => [looseFold(word), i]),
      ...Object.entries(lexicon.tens ?? {}),
    ]),
    harmless: new Set(wordsOf(lexicon.harmless ?? "")),
    accents: new Map(
      groupsOf(lexicon.accentsMatter).map((forms) => [looseFold(forms[0] ?? ""), new Set(forms)]),
    ),
    accentedEndings: groupsOf(lexicon.accentedEndings),
  };
}

function byFirstWord(entries: readonly string[][]): Map<string, string[][]> {
  const map = new Map<string, string[][]>();
  for (const words of entries) {
    const first = words[0] ?? "";
    map.set(first, [...(map.get(first) ?? []), words]);
  }
  return map;
}

function wordsOf(list: string): string[] {
  return list.split(" ").filter(Boolean);
}

function groupsOf(groups: string | undefined): string[][] {
  return (groups ?? "").split("|").filter(Boolean).map(wordsOf);
}

/** Lists that warn: there every language that may be meant is looked at. */
const WARNING: ReadonlySet<ListName> = new Set([
  "negations",
  "conditions",
  "stances",
  "limits",
  "attributions",
  "retractions",
  "hedges",
]);

interface MergedList {
  readonly words: ReadonlySet<string>;
  /** Those of languages written with spaces, and their phrases by first word. */
  readonly spaced: ReadonlySet<string>;
  readonly phrases: readonly ReadonlyMap<string, readonly string[][]>[];
}

/** The word lists that apply to a pair of texts. */
export class Lexica {
  private readonly lists = new Map<ListName, MergedList>();

  /**
   * @param likely languages of the texts; what excuses an edit is looked up in these alone
   * @param watched languages that may be meant as well; what warns is looked up in all of them
   */
  constructor(
    private readonly likely: readonly Compiled[],
    private readonly watched: readonly Compiled[],
    /** The language whose words outnumber any other's by far; null when there is none. */
    readonly main: string | null = null,
  ) {}

  get languages(): string[] {
    return this.likely.map(({ lang }) => lang);
  }

  has(list: ListName, token: Token): boolean {
    return this.merged(list).words.has(token.fold);
  }

  /** The first of `tokens` that belongs to the list; unspaced scripts are searched through. */
  find(list: ListName, tokens: readonly Token[]): Token | null {
    const { spaced, phrases } = this.merged(list);
    let unspaced = false;
    for (let i = 0; i < tokens.length; i += 1) {
      const token = tokens[i] as Token;
      if (spaced.has(token.fold)) return token;
      if (phrases.some((each) => startsPhrase(each, tokens, i))) return token;
      unspaced ||= token.kind === "character";
    }
    return unspaced ? this.findInside(list, tokens) : null;
  }

  /** The lists of all languages that count, put together when first asked for. */
  private merged(list: ListName): MergedList {
    const known = this.lists.get(list);
    if (known) return known;
    const where = this.where(list);
    const spaced = where.filter(({ unspaced }) => !unspaced);
    const words = (from: readonly Compiled[]) =>
      new Set(from.flatMap(({ lists }) => [...(lists.get(list) ?? [])]));
    const phrases = spaced.flatMap((each) => each.phrases.get(list) ?? []);
    const merged = {
      words: words(where),
      spaced: words(spaced),
      phrases: phrases.filter(({ size }) => size > 0),
    };
    this.lists.set(list, merged);
    return merged;
  }

  /** The number a word stands for, in the languages of the texts; if these are not known, in any. */
  numberOf(token: Token): number | null {
    for (const { numbers } of this.likely.length > 0 ? this.likely : this.watched) {
      const value = numbers.get(token.fold);
      if (value !== undefined) return value;
    }
    return null;
  }

  /** Are these two different words although they differ by an accent alone? Lower-case forms. */
  accentTells(a: string, b: string): boolean {
    const fold = looseFold(a);
    return this.likely.some(({ accents, accentedEndings }) => {
      const forms = accents.get(fold);
      if (forms?.has(a) && forms.has(b)) return true;
      return accentedEndings.some(
        (ends) =>
          a.slice(0, -1) === b.slice(0, -1) &&
          ends.includes(a.slice(-1)) &&
          ends.includes(b.slice(-1)),
      );
    });
  }

  private where(list: ListName): readonly Compiled[] {
    return WARNING.has(list) ? this.watched : this.likely;
  }

  private findInside(list: ListName, tokens: readonly Token[]): Token | null {
    const text = tokens.map(({ fold }) => fold).join("");
    for (const { lang, unspaced, lists, harmless } of this.where(list)) {
      if (!unspaced) continue;
      for (const cue of lists.get(list) ?? []) {
        const at = placeOf(cue, text, lang, harmless);
        if (at < 0) continue;
        let passed = 0;
        for (const token of tokens) {
          passed += token.fold.length;
          if (passed > at) return token;
        }
      }
    }
    return null;
  }
}

function startsPhrase(
  phrases: ReadonlyMap<string, readonly string[][]> | undefined,
  tokens: readonly Token[],
  at: number,
): boolean {
  const candidates = phrases?.get(tokens[at]?.fold ?? "");
  return candidates?.some((words) => words.every((w, k) => tokens[at + k]?.fold === w)) ?? false;
}

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

function lexicaFrom(
  likely: readonly Compiled[],
  watched: readonly Compiled[],
  main: string | null = null,
): Lexica {
  const key = `${likely.map(({ lang }) => lang).join(" ")}|${watched.length}|${main}`;
  const known = KEPT.get(key);
  if (known) return known;
  if (KEPT.size >= MOST_KEPT) KEPT.clear();
  const lexica = new Lexica(likely, watched, main);
  KEPT.set(key, lexica);
  return lexica;
}

/** The word lists of one language; for another, or an unknown one, those that fit the tokens. */
export function lexicaOf(lang: string | null, tokens: readonly Token[]): Lexica {
  const named = COMPILED.filter((compiled) => compiled.lang === lang);
  return named.length > 0 ? lexicaFrom(named, named) : lexicaFor(tokens);
}

/** Function words from which the languages of a text are taken as known. */
const ENOUGH = 4;
/** A language with this share of the most hits may be meant too. */
const LIKELY = 0.6;

/**
 * Whether a language has words in a text that are not words of the text's first language too: "of",
 * "in" and "is" make no English text Dutch. As long as hits are few every language counts.
 */
function hitsBeyond(
  tokens: readonly Token[],
  hits: readonly number[],
  best: number,
): (place: number) => boolean {
  if (best < ENOUGH) return () => true;
  const first = hits.indexOf(best);
  let beyond: readonly number[] | null = null;
  return (place) => {
    beyond ??= hitsOf(tokens.filter(({ fold }) => !LANGUAGES_OF.get(fold)?.includes(first)));
    return (beyond[place] ?? 0) > 0;
  };
}

/** How far the language of a text is ahead of all others in function words. */
const FAR_AHEAD = 1.5;

function mainOf(hits: readonly number[], best: number): string | null {
  if (best < ENOUGH || hits.filter((count) => count * FAR_AHEAD > best).length > 1) return null;
  return COMPILED[hits.indexOf(best)]?.lang ?? null;
}

/**
 * The word lists for texts of language `lang`. Where it is not told: the languages whose function
 * words occur most; and as long as these are few, no language is ruled out for what warns.
 */
export function lexicaFor(tokens: readonly Token[], lang?: string): Lexica {
  const tag = lang?.toLowerCase().split(/[-_]/)[0];
  const hits = hitsOf(tokens);
  const best = Math.max(...hits);
  const own = hitsBeyond(tokens, hits, best);
  const likely = COMPILED.filter(({ lang }, place) => {
    const count = hits[place] ?? 0;
    return lang === tag || (count > 0 && count >= best * LIKELY && (count === best || own(place)));
  });
  return lexicaFrom(likely, best >= ENOUGH ? likely : COMPILED, mainOf(hits, best));
}
