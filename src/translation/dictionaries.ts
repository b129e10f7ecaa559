import { existsSync } from "node:fs";
import path from "node:path";
import { looseFold } from "../matching/text/fold.js";
import type { Dictionary } from "../matching/translation/aids.js";
import { isSmallWord } from "../matching/translation/small-words.js";
import { wordKey } from "../matching/translation/word-key.js";
import { type Dictd, openDictd } from "./dictd.js";
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

const MOST_PER_WORD = 32;
/** Words whose translations are remembered; texts of one quote ask for the same ones. */
const MOST_KEPT = 20_000;

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
    const opened: { database: Dictd; toEnglish: boolean }[] = [];
    for (const { base, toEnglish } of databasesFor(folder, lang)) {
      try {
        opened.push({ database: await openDictd(base), toEnglish });
      } catch (error) {
        tell(error);
      }
    }
    if (opened.length === 0) return;
    const side = (toEnglish: boolean) =>
      lookUp(
        opened.flatMap((one) => (one.toEnglish === toEnglish ? [one.database] : [])),
        tell,
      );
    // "To look for": what is small in English translates nothing by itself.
    const [english, foreign] = [side(true), side(false)];
    loaded.set(lang, {
      english: (key) => english(key, (word) => !isSmallWord(word, "en")),
      foreign: (key) => foreign(key, () => true),
    });
  }

  function tell(error: unknown): void {
    if (!(error instanceof DictionaryUnreadableError)) throw error;
    problem(error);
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

type LookUp = (key: string, counts: (fold: string) => boolean) => readonly string[];

/** What the databases hold for a key, as keys; one that turns out damaged holds nothing. */
function lookUp(databases: readonly Dictd[], tell: (error: unknown) => void): LookUp {
  const kept = new Map<string, readonly string[]>();
  const read = (database: Dictd, key: string): string[] => {
    try {
      return database.entries(key);
    } catch (error) {
      tell(error);
      return [];
    }
  };
  return (key, counts) => {
    const known = kept.get(key);
    if (known) return known;
    const words = databases
      .flatMap((database) => read(database, key))
      .flatMap(translationsIn)
      .map((word) => looseFold(word))
      .filter((fold) => fold.length >= 2 && counts(fold));
    const keys = [...new Set(words.map(wordKey))].slice(0, MOST_PER_WORD);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, keys);
    return keys;
  };
}
