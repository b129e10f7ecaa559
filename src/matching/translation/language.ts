import { francAll } from "franc-min";
import { countFunctionWords } from "../lexicon/index.js";
import type { Token } from "../types.js";

/** ISO 639-3 codes of the trigram model, for the languages that have word lists and some more. */
const TAGS: Readonly<Record<string, string>> = {
  eng: "en",
  fra: "fr",
  spa: "es",
  por: "pt",
  ita: "it",
  deu: "de",
  nld: "nl",
  rus: "ru",
  ukr: "uk",
  pol: "pl",
  tur: "tr",
  arb: "ar",
  pes: "fa",
  heb: "he",
  hin: "hi",
  nep: "ne",
  cmn: "zh",
  jpn: "ja",
  tha: "th",
  kor: "ko",
  ind: "id",
  swh: "sw",
  ron: "ro",
  swe: "sv",
  ces: "cs",
  hun: "hu",
  ell: "el",
  vie: "vi",
  ben: "bn",
  urd: "ur",
  som: "so",
  hau: "ha",
  mar: "mr",
  bul: "bg",
  srp: "sr",
  bel: "be",
};

/** Tags that platforms use for "no language" (`und`, `zxx`, `qme`: media only, …). */
const NO_LANGUAGE = /^(?:und|zxx|mul|mis|q[a-t][a-z]|art)$/;
const OLD_TAGS: Readonly<Record<string, string>> = {
  iw: "he",
  in: "id",
  ji: "yi",
  no: "nb",
  cmn: "zh",
};

const SCRIPTS = [
  "Latin",
  "Cyrillic",
  "Arabic",
  "Hebrew",
  "Devanagari",
  "Greek",
  "Thai",
  "Hangul",
  "Bengali",
  "Ethiopic",
  "Armenian",
  "Georgian",
];
const SCRIPT_TESTS = SCRIPTS.map((name) => ({
  name,
  test: new RegExp(`\\p{Script=${name}}`, "u"),
}));
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Share of the letters a script needs to be the text's script. */
const DOMINANT = 0.7;
/** Function words: fewest, and how far ahead of the next language, to be sure. */
const SURE_HITS = 2;
const SURE_LEAD = 1.5;
const SURE_DENSITY = 0.12;
/** The trigram model is asked only about texts this long, and believed with this lead. */
const MODEL_LETTERS = 50;
const MODEL_LEAD = 0.12;

export interface Speech {
  readonly script: string | null;
  /** BCP 47 primary subtag; null when not sure. */
  readonly lang: string | null;
}

/**
 * The script and language of a print. Its words are believed before its tag: that is often the
 * article's, and an article in English may print a post in French.
 */
export function identifyPrint(tokens: readonly Token[], tag: string | null | undefined): Speech {
  const { words, text, script } = lettersOf(tokens);
  return { script, lang: byFunctionWords(words) ?? fromTag(tag) ?? byModel(text) };
}

/**
 * The script and language of a post: the platform's own tag first, since it saw the account's
 * other posts too, unless function words and letter statistics both say another language.
 */
export function identifyPost(tokens: readonly Token[], tag: string | null | undefined): Speech {
  const { words, text, script } = lettersOf(tokens);
  const tagged = fromTag(tag);
  const heard = byFunctionWords(words);
  if (tagged === null) return { script, lang: heard ?? byModel(text) };
  const wrong = heard !== null && heard !== tagged && byModel(text) === heard;
  return { script, lang: wrong ? heard : tagged };
}

function lettersOf(tokens: readonly Token[]) {
  const words = tokens.filter(({ kind }) => kind === "word" || kind === "character");
  const text = words.map(({ text }) => text).join(" ");
  return { words, text, script: scriptOf(text) };
}

/** "Not sure" counts as the same: a translation is claimed only where the languages differ. */
export function differentLanguages(a: Speech, b: Speech): boolean {
  if (a.script !== null && b.script !== null && a.script !== b.script) return true;
  return a.lang !== null && b.lang !== null && a.lang !== b.lang;
}

function fromTag(tag: string | null | undefined): string | null {
  const primary = tag?.toLowerCase().split(/[-_]/)[0] ?? "";
  if (!/^[a-z]{2,3}$/.test(primary) || NO_LANGUAGE.test(primary)) return null;
  return OLD_TAGS[primary] ?? primary;
}

function scriptOf(text: string): string | null {
  const counts = new Map<string, number>();
  let letters = 0;
  for (const character of text) {
    if (!/\p{L}/u.test(character)) continue;
    letters += 1;
    const name = EAST_ASIAN.test(character)
      ? "East Asian"
      : (SCRIPT_TESTS.find(({ test }) => test.test(character))?.name ?? "other");
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  return first && letters >= 3 && first[1] / letters >= DOMINANT ? first[0] : null;
}

function byFunctionWords(words: readonly Token[]): string | null {
  const [first, second] = countFunctionWords(words);
  if (!first || first.hits < SURE_HITS || first.hits / words.length < SURE_DENSITY) return null;
  return first.hits >= SURE_LEAD * (second?.hits ?? 0) ? first.lang : null;
}

function byModel(text: string): string | null {
  if (text.length < MODEL_LETTERS) return null;
  const [first, second] = francAll(text.slice(0, 2_000), { only: Object.keys(TAGS) });
  if (!first || (second && first[1] - second[1] < MODEL_LEAD)) return null;
  return TAGS[first[0]] ?? null;
}
