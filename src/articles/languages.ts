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

/** The language that most of the text's words are commonest in; null when none stands out. */
export function languageOf(text: string): Language | null {
  const tokens =
    text
      .slice(0, SAMPLE)
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  let best: Language | null = null;
  let most = 0;
  for (const language of LANGUAGES) {
    const hits = tokens.filter((token) => language.function.has(token)).length;
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

const ANY_REPORT = anyWord(
  LANGUAGES.flatMap(({ reports, posts, post }) => [...reports, ...posts, ...post]),
);
const ANY_POST = anyWord([
  ...LANGUAGES.flatMap(({ posts, post }) => [...posts, ...post]),
  ...PLATFORM_NAMES.keys(),
]);
const FIRST_PERSON = new Map(
  LANGUAGES.map((language) => [language, anyWord([...language.firstPerson])]),
);

/** One expression for many words, so that a paragraph is looked through once. */
function anyWord(words: readonly string[]): RegExp {
  const longestFirst = [...new Set(words)].sort((a, b) => b.length - a.length);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join("|")})(?![\\p{L}\\p{N}])`, "iu");
}

/** Whether a paragraph speaks of posting or of saying, in any of the languages. */
export function speaksOfSaying(text: string): boolean {
  return ANY_REPORT.test(text) || ANY_POST.test(text);
}

/** Whether a paragraph names a platform or a post, or says that somebody posted. */
export function speaksOfPosting(text: string): boolean {
  return ANY_POST.test(text) || /\sX(?![\p{L}\p{N}])/u.test(text);
}

/** Whether a paragraph's writer speaks of herself. */
export function speaksOfSelf(text: string, language: Language): boolean {
  return FIRST_PERSON.get(language)?.test(text) ?? false;
}
