import { existsSync } from "node:fs";
import path from "node:path";
import { looseFold } from "../matching/text/fold.js";
import type { Dictionary } from "../matching/translation/aids.js";
import { isSmallWord } from "../matching/translation/small-words.js";
import { wordKey } from "../matching/translation/word-key.js";
import { readDictd } from "./dictd.js";
import { translationsIn } from "./entry.js";
import { DictionaryUnreadableError } from "./errors.js";

/** FreeDict names its databases after ISO 639-3 codes: `freedict-fra-eng`. */
const CODES: Readonly<Record<string, string>> = {
  fr: "fra",
  es: "spa",
  ar: "ara",
  pt: "por",
  de: "deu",
  it: "ita",
  ru: "rus",
  nl: "nld",
  pl: "pol",
  sv: "swe",
  tr: "tur",
  el: "ell",
  hi: "hin",
  id: "ind",
  sw: "swh",
  cs: "ces",
  hu: "hun",
  da: "dan",
  sr: "srp",
  hr: "hrv",
};

/** German compounds alone would fill memory: what a post says is said with words this short. */
const LONGEST_WORD = 14;
const MOST_WORDS = 300_000;
const MOST_PER_WORD = 32;

export interface DictionaryShelf {
  /** Reads the dictionary of a language once; later calls wait for the first. Never throws. */
  load(lang: string): Promise<void>;
  /** What `load` has read; null before, and where none is installed. */
  get(lang: string): Dictionary | null;
}

/**
 * Bilingual dictionaries in dictd's format, as Debian's `dict-freedict-…` packages install them.
 * `problem` is told of one that is there and cannot be read; it then counts as absent.
 */
export function openDictionaries(
  folder: string,
  problem: (error: DictionaryUnreadableError) => void = () => {},
): DictionaryShelf {
  const loading = new Map<string, Promise<void>>();
  const loaded = new Map<string, Dictionary>();

  async function read(lang: string): Promise<void> {
    const table = new Map<string, Set<string>>();
    for (const { base, toEnglish } of databasesFor(folder, lang)) {
      try {
        await fill(table, base, toEnglish);
      } catch (error) {
        if (!(error instanceof DictionaryUnreadableError)) throw error;
        problem(error);
      }
    }
    if (table.size > 0) loaded.set(lang, dictionaryOf(table));
  }

  return {
    load(lang) {
      const promise = loading.get(lang) ?? read(lang);
      loading.set(lang, promise);
      return promise;
    },
    get: (lang) => loaded.get(lang) ?? null,
  };
}

function databasesFor(folder: string, lang: string): { base: string; toEnglish: boolean }[] {
  const code = Object.hasOwn(CODES, lang) ? CODES[lang] : undefined;
  if (code === undefined) return [];
  return [
    { base: path.join(folder, `freedict-${code}-eng`), toEnglish: true },
    { base: path.join(folder, `freedict-eng-${code}`), toEnglish: false },
  ].filter(({ base }) => existsSync(`${base}.index`) && existsSync(`${base}.dict.dz`));
}

async function fill(table: Map<string, Set<string>>, base: string, toEnglish: boolean) {
  // The same few thousand English words come up again and again.
  const keys = new Map<string, string | null>();
  const keyOf = (english: string): string | null => {
    let key = keys.get(english);
    if (key === undefined) {
      // "to look for": what is small in English translates nothing by itself.
      key = english.length < 2 || isSmallWord(english, "en") ? null : wordKey(english);
      keys.set(english, key);
    }
    return key;
  };
  const single = (headword: string) => headword.length <= LONGEST_WORD && !headword.includes(" ");
  for await (const { headword, definition } of readDictd(base, single)) {
    const head = looseFold(headword);
    for (const word of translationsIn(definition)) {
      const other = looseFold(word);
      const [foreign, english] = toEnglish ? [head, other] : [other, head];
      const key = keyOf(english);
      if (key !== null && foreign.length >= 2) add(table, wordKey(foreign), key);
    }
  }
}

function add(table: Map<string, Set<string>>, foreign: string, english: string): void {
  const known = table.get(foreign);
  if (known) {
    if (known.size < MOST_PER_WORD) known.add(english);
  } else if (table.size < MOST_WORDS) {
    table.set(foreign, new Set([english]));
  }
}

/** One string a word instead of a set: a tenth of the memory. */
function dictionaryOf(table: ReadonlyMap<string, ReadonlySet<string>>): Dictionary {
  const compact = new Map([...table].map(([key, words]) => [key, [...words].join(" ")]));
  return { english: (key) => compact.get(key)?.split(" ") ?? [] };
}
