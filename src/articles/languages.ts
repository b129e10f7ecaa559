import type { Platform } from "../records/platform.js";
import { arabic } from "./languages/ar.js";
import { german } from "./languages/de.js";
import { english } from "./languages/en.js";
import { spanish } from "./languages/es.js";
import { french } from "./languages/fr.js";
import type { Language } from "./languages/language.js";
import { portuguese } from "./languages/pt.js";

/** Languages in which introductions and running quotations are understood. */
const LANGUAGES: readonly Language[] = [english, french, spanish, german, portuguese, arabic];

const BY_FUNCTION_WORD: ReadonlyMap<string, readonly Language[]> = new Map(
  LANGUAGES.flatMap((one) => [...one.function]).map((word) => [
    word,
    LANGUAGES.filter((language) => language.function.has(word)),
  ]),
);

/** Enough of a text to tell its language by. */
const SAMPLE = 3_000;
const MIN_SHARE = 0.12;

/** The language of an article's paragraphs; its beginning tells. */
export function languageOfBlocks(blocks: readonly { text: string }[]): Language | null {
  let sample = "";
  for (const { text } of blocks) {
    if (text.length > 80) sample += `${text}\n`;
    if (sample.length > SAMPLE) break;
  }
  return languageOf(
    sample === ""
      ? blocks
          .slice(0, 20)
          .map(({ text }) => text)
          .join("\n")
      : sample,
  );
}

/** The language a page says it is in (BCP 47); null for one that is not understood here. */
export function languageNamed(tag: string | null): Language | null {
  const code = tag?.toLowerCase().split("-")[0];
  return LANGUAGES.find((language) => language.code === code) ?? null;
}

/** The language that most of the text's words are commonest in; null when none stands out. */
export function languageOf(text: string): Language | null {
  const tokens =
    text
      .slice(0, SAMPLE)
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  const counts = new Map<Language, number>();
  for (const token of tokens) {
    for (const language of BY_FUNCTION_WORD.get(token) ?? []) {
      counts.set(language, (counts.get(language) ?? 0) + 1);
    }
  }
  let best: Language | null = null;
  let most = 0;
  for (const language of LANGUAGES) {
    const hits = counts.get(language) ?? 0;
    if (hits > most) {
      best = language;
      most = hits;
    }
  }
  return tokens.length > 0 && most / tokens.length >= MIN_SHARE ? best : null;
}

/** Platforms by the names prose gives them; null for those whose posts no record can hold. */
export const PLATFORM_NAMES: ReadonlyMap<string, Platform | null> = new Map<
  string,
  Platform | null
>([
  ["twitter", "twitter"],
  ["تويتر", "twitter"],
  ["إكس", "twitter"],
  ["اكس", "twitter"],
  ["facebook", "facebook"],
  ["فيسبوك", "facebook"],
  ["فايسبوك", "facebook"],
  ["instagram", "instagram"],
  ["إنستغرام", "instagram"],
  ["انستغرام", "instagram"],
  ["إنستجرام", "instagram"],
  ["bluesky", "bluesky"],
  ["mastodon", "mastodon"],
  ["threads", "threads"],
  ["telegram", "telegram"],
  ["تلغرام", "telegram"],
  ["تيليغرام", "telegram"],
  ["تليغرام", "telegram"],
  ["tiktok", "tiktok"],
  ["youtube", "youtube"],
  ["يوتيوب", "youtube"],
  ["linkedin", null],
  ["weibo", null],
  ["reddit", null],
  ["vkontakte", null],
  ["snapchat", null],
  ["whatsapp", null],
  ["substack", null],
  ["truth", null],
]);

const REPORT_WORDS = new Set(
  LANGUAGES.flatMap(({ reports, publishes }) => [...reports, ...publishes]),
);
const POST_WORDS = new Set([
  ...LANGUAGES.flatMap(({ posts, post, publishes }) => [...posts, ...post, ...publishes]),
  // The second words of what all platforms together are called.
  ...LANGUAGES.flatMap(({ networks }) => networks.flatMap((name) => name.split(" ").slice(-1))),
  ...PLATFORM_NAMES.keys(),
]);

/** Splitting and looking up costs a tenth of one expression with all the words in it. */
function hasWord(text: string, words: ReadonlySet<string>): boolean {
  return text
    .toLowerCase()
    .split(/[\s,.;:!?"()“”„«»\u060c]+/)
    .some((word) => words.has(word) || (/^[وف]/.test(word) && words.has(word.slice(1))));
}

/** Whether a paragraph speaks of posting or of saying, in any of the languages. */
export function speaksOfSaying(text: string): boolean {
  return speaksOfPosting(text) || hasWord(text, REPORT_WORDS);
}

/**
 * Beginnings of those words: most paragraphs hold none, and that is told without splitting them. No
 * word begins behind a Latin letter, which passes most places over at one look.
 */
const POST_BEGINNINGS = new RegExp(
  `(?:^|[^a-z])(?:${[...new Set([...POST_WORDS].map((word) => word.slice(0, 6)))].sort().join("|")})`,
  "i",
);

/** Whether a paragraph names a platform or a post, or says that somebody posted. */
export function speaksOfPosting(text: string): boolean {
  if (text.includes("X") && /(?:^|\s)X(?:[\s,.:;]|$)/.test(text)) return true;
  return POST_BEGINNINGS.test(text) && hasWord(text, POST_WORDS);
}

/** Whether a paragraph's writer speaks of herself. */
export function speaksOfSelf(text: string, language: Language): boolean {
  return hasWord(text, language.firstPerson);
}
