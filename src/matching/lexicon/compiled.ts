import { looseFold } from "../text/fold.js";
import { LEXICA } from "./languages.js";
import type { Lexicon } from "./lexicon.js";

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
  "questions",
  "auxiliaries",
] as const;

export const PHRASE_LISTS = ["attributions", "retractions", "hedges"] as const;

export type ListName = (typeof WORD_LISTS)[number] | (typeof PHRASE_LISTS)[number];

/** One language, its words folded. */
export interface Compiled {
  readonly lang: string;
  readonly unspaced: boolean;
  readonly lists: ReadonlyMap<ListName, ReadonlySet<string>>;
  /** Phrases of several words by their first word. */
  readonly phrases: ReadonlyMap<ListName, ReadonlyMap<string, readonly string[][]>>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly ordinals: ReadonlyMap<string, number>;
  readonly harmless: ReadonlySet<string>;
  /** The forms of words that only an accent tells apart, by what they fold to. */
  readonly accents: ReadonlyMap<string, ReadonlySet<string>>;
  readonly accentedEndings: readonly string[][];
}

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
    numbers: numbersOf(lexicon),
    ordinals: new Map(
      wordsOf(lexicon.ordinals ?? "").map((word, i): [string, number] => [looseFold(word), i + 1]),
    ),
    harmless: new Set(wordsOf(lexicon.harmless ?? "")),
    accents: accentsOf(lexicon),
    accentedEndings: groupsOf(lexicon.accentedEndings),
  };
}

/** Groups that fold alike are one: "e è" and "e' è". */
function accentsOf({ accentsMatter }: Lexicon): Map<string, Set<string>> {
  const map = new Map<string, Set<string>>();
  for (const forms of groupsOf(accentsMatter)) {
    const fold = looseFold(forms[0] ?? "");
    map.set(fold, new Set([...(map.get(fold) ?? []), ...forms]));
  }
  return map;
}

const UNITS = 9;

function numbersOf({ numbers, tens, compounds }: Lexicon): Map<string, number> {
  const words = wordsOf(numbers ?? "");
  const map = new Map(words.map((word, i) => [looseFold(word), i]));
  for (const [word, value] of Object.entries(tens ?? {})) map.set(looseFold(word), value);
  const whole = [...map].filter(([, value]) => value >= 20 && value < 100 && value % 10 === 0);
  for (const template of wordsOf(compounds ?? "")) {
    for (const [ten, value] of whole) {
      for (let unit = 1; unit <= UNITS; unit += 1) {
        const word = compound(template, ten, looseFold(words[unit] ?? ""));
        if (!map.has(word)) map.set(word, value + unit);
      }
    }
  }
  return map;
}

function compound(template: string, ten: string, unit: string): string {
  return template
    .replace("{ten}", ten)
    .replace("{ten-}", ten.slice(0, -1))
    .replace("{unit}", unit)
    .replace("{unit-}", unit.slice(0, -1));
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

/** All languages, in the order of their list. */
export const COMPILED: readonly Compiled[] = LEXICA.map(compile);
