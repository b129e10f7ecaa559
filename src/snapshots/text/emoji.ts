import { attribute, type HtmlElement, hasClass } from "./nodes.js";

/** Twitter's emoji images are named by code points: `…/emoji/v2/72x72/1f939-200d-2640-fe0f.png`. */
const IMAGE_NAME =
  /\/emoji\/(?:v\d+\/)?(?:[\w.]+\/)?([0-9a-f]{2,6}(?:-[0-9a-f]{2,6}){0,15})\.(?:png|svg)/i;

/** A word rather than a picture; flags and keycaps are made of letters-like signs and digits too. */
const WORDY = /\p{L}{2}/u;

/** Copies of a page rename its images, but an emoji's own characters remain its description. */
const EMOJI_ONLY =
  /^(?=.*(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3))(?:\p{Emoji}|\p{Emoji_Component}){1,40}$/u;

/** The characters an emoji image stands for; null for an image that is no emoji. */
export function emojiOf(image: HtmlElement): string | null {
  const source = attribute(image, "src") ?? "";
  const named = IMAGE_NAME.exec(source)?.[1];
  const alt = attribute(image, "alt") ?? "";
  const isNamed = named !== undefined || source.includes("/emoji/") || hasEmojiClass(image);
  if (!isNamed && !EMOJI_ONLY.test(alt)) return null;
  // Very old pages name the emoji in the page's language: "Face with tears of joy".
  if (alt !== "" && !WORDY.test(alt)) return alt;
  return named === undefined ? alt : fromCodePoints(named);
}

function hasEmojiClass(image: HtmlElement): boolean {
  return ["Emoji", "emoji", "twitter-emoji", "twemoji"].some((name) => hasClass(image, name));
}

function fromCodePoints(named: string): string {
  const points = named.split("-").map((hex) => Number.parseInt(hex, 16));
  return points.every((point) => point <= 0x10ffff) ? String.fromCodePoint(...points) : "";
}
