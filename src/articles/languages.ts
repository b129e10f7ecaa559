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

/** Whether a paragraph speaks of posting or of saying, in any of the languages. */
export function speaksOfPost(text: string): boolean {
  const tokens = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  return tokens.some(
    (token) =>
      PLATFORM_NAMES.has(token) ||
      LANGUAGES.some(
        ({ reports, posts, post }) => reports.has(token) || posts.has(token) || post.has(token),
      ),
  );
}
