import { looseFold } from "../text/fold.js";
import type { Token } from "../types.js";
import {
  arabic,
  chinese,
  hebrew,
  hindi,
  indonesian,
  japanese,
  korean,
  nepali,
  persian,
  swahili,
  thai,
} from "./asian.js";
import { english } from "./en.js";
import { spanish } from "./es.js";
import { french } from "./fr.js";
import type { Lexicon } from "./lexicon.js";
import { dutch, german, italian, portuguese } from "./romance-germanic.js";
import { polish, russian, turkish, ukrainian } from "./slavic-turkic.js";

/** All languages with word lists; a new one is a new entry. */
const LEXICA: readonly Lexicon[] = [
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
];

type ListName =
  | "articles"
  | "functionWords"
  | "negations"
  | "conditions"
  | "stances"
  | "modals"
  | "quantifiers"
  | "pronouns"
  | "prepositions"
  | "conjunctions"
  | "contrasts"
  | "auxiliaries";

interface Compiled {
  readonly lang: string;
  readonly unspaced: boolean;
  readonly lists: ReadonlyMap<ListName, ReadonlySet<string>>;
  readonly numbers: ReadonlyMap<string, number>;
}

const LISTS: readonly ListName[] = [
  "articles",
  "functionWords",
  "negations",
  "conditions",
  "stances",
  "modals",
  "quantifiers",
  "pronouns",
  "prepositions",
  "conjunctions",
  "contrasts",
  "auxiliaries",
];

const COMPILED: readonly Compiled[] = LEXICA.map((lexicon) => ({
  lang: lexicon.lang,
  unspaced: lexicon.unspaced ?? false,
  lists: new Map(LISTS.map((name) => [name, new Set(wordsOf(lexicon[name] ?? "").map(looseFold))])),
  numbers: new Map([
    ...wordsOf(lexicon.numbers ?? "").map((word, i): [string, number] => [looseFold(word), i]),
    ...Object.entries(lexicon.tens ?? {}),
  ]),
}));

function wordsOf(list: string): string[] {
  return list.split(" ").filter(Boolean);
}

/** Lists that warn: there every language that may be meant is looked at. */
const WARNING: ReadonlySet<ListName> = new Set(["negations", "conditions", "stances"]);

/** The word lists that apply to a pair of texts. */
export class Lexica {
  /**
   * @param likely languages of the texts; what excuses an edit is looked up in these alone
   * @param watched languages that may be meant as well; what warns is looked up in all of them
   */
  constructor(
    private readonly likely: readonly Compiled[],
    private readonly watched: readonly Compiled[],
  ) {}

  get languages(): string[] {
    return this.likely.map(({ lang }) => lang);
  }

  has(list: ListName, token: Token): boolean {
    return this.where(list).some(({ lists }) => lists.get(list)?.has(token.fold));
  }

  /** The first of `tokens` that belongs to the list; unspaced scripts are searched through. */
  find(list: ListName, tokens: readonly Token[]): Token | null {
    const spaced = this.where(list).filter(({ unspaced }) => !unspaced);
    for (const token of tokens) {
      if (spaced.some(({ lists }) => lists.get(list)?.has(token.fold))) return token;
    }
    return tokens.some(({ kind }) => kind === "character") ? this.findInside(list, tokens) : null;
  }

  /** The number a word stands for, in any of the languages. */
  numberOf(token: Token): number | null {
    for (const { numbers } of this.watched) {
      const value = numbers.get(token.fold);
      if (value !== undefined) return value;
    }
    return null;
  }

  private where(list: ListName): readonly Compiled[] {
    return WARNING.has(list) ? this.watched : this.likely;
  }

  private findInside(list: ListName, tokens: readonly Token[]): Token | null {
    const text = tokens.map(({ fold }) => fold).join("");
    for (const { unspaced, lists } of this.where(list)) {
      if (!unspaced) continue;
      for (const cue of lists.get(list) ?? []) {
        const at = text.indexOf(cue);
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

/** Languages (by place in `COMPILED`) of which a word is a function word. */
const LANGUAGES_OF = new Map<string, number[]>();
for (const [place, { lists }] of COMPILED.entries()) {
  for (const word of lists.get("functionWords") ?? []) {
    LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), place]);
  }
}

/** How many tokens are function words of each language, most first. */
export function countFunctionWords(tokens: readonly Token[]): { lang: string; hits: number }[] {
  const hits = COMPILED.map(({ lang }) => ({ lang, hits: 0 }));
  for (const { kind, fold } of tokens) {
    if (kind === "punctuation") continue;
    for (const place of LANGUAGES_OF.get(fold) ?? []) {
      const count = hits[place];
      if (count) count.hits += 1;
    }
  }
  return hits.sort((a, b) => b.hits - a.hits);
}

/** The word lists of one language; for another, or an unknown one, those that fit the tokens. */
export function lexicaOf(lang: string | null, tokens: readonly Token[]): Lexica {
  const named = COMPILED.filter((compiled) => compiled.lang === lang);
  return named.length > 0 ? new Lexica(named, named) : lexicaFor(tokens);
}

/** Function words from which the languages of a text are taken as known. */
const ENOUGH = 4;
/** A language with this share of the most hits may be meant too. */
const LIKELY = 0.6;

/**
 * The word lists for texts of language `lang`. Where it is not told: the languages whose function
 * words occur most; and as long as these are few, no language is ruled out for what warns.
 */
export function lexicaFor(tokens: readonly Token[], lang?: string): Lexica {
  const tag = lang?.toLowerCase().split(/[-_]/)[0];
  const counts = countFunctionWords(tokens);
  const best = counts[0]?.hits ?? 0;
  const chosen = new Set(
    counts.filter(({ hits }) => hits > 0 && hits >= best * LIKELY).map((count) => count.lang),
  );
  const likely = COMPILED.filter(({ lang }) => lang === tag || chosen.has(lang));
  return new Lexica(likely, best >= ENOUGH ? likely : COMPILED);
}
