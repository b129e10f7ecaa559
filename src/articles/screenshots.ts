import type { Block } from "./blocks.js";
import { attribute, type Element, elementsBelow, parentElement } from "./dom.js";
import { passagesOf } from "./reader-text.js";

const SCREENSHOT =
  /screen ?-?_?(?:shot|grab|cap)|capture d[’'e]\s?[ée]cran|copie d[’']écran|captura de (?:pantalla|tela|ecrã)|pantallazo|bildschirm(?:foto|aufnahme)|print(?: de tela)?\b|لقطة شاشة|скриншот|スクリーンショット|スクショ|截[图圖屏]|ekran görüntüsü|schermafbeelding|zrzut ekranu/iu;
/** Asked of every picture, hence without `u`, which makes `\b` twenty times as dear, and `X` first. */
const POST =
  /tweet|tuit|tuít|twitt|\bx\.com\b|X\b(?<=\b(?:on|sur|en|auf|no|from|via) X)|\bposts?\b|publicaci[óo]n|publica[çc][ãa]o|facebook|instagram|bluesky|mastodon|threads|telegram|tiktok|truth social|تغريدة|تويتر|منشور|твит|твиттер|ツイート|推文/i;
const POST_BY_NAME = /\b(?:tweets?|tuits?|tuítes?)\b|تغريدة|твит|ツイート|推文/i;

/** `Tweet by …`, `a tweet: …`: words that begin by saying what is shown. */
const OPENS_WITH_POST =
  /^\W*(?:(?:a|the|un|le|el|o|ein|der) )?(?:tweet|tuit|tuíte|تغريدة)(?::| (?:by|from|de|von|do|da)\b|\s*@)/iu;
const FILE_ENDING = /\.\w{2,4}$/;
const BETWEEN_WORDS_OF_FILE = /[-_%.+]+/g;

const MAX_CHARACTERS = 600;

/** Whether words beside a picture (or its file's name) say that it shows a post. */
function showsPost(words: string, file: string): boolean {
  const name = file.replace(FILE_ENDING, "").replace(BETWEEN_WORDS_OF_FILE, " ");
  // Each of the ways below needs it, and most pictures' words and names hold none.
  if (!POST.test(`${name} ${words}`)) return false;
  if (SCREENSHOT.test(words) && POST.test(words)) return true;
  if (SCREENSHOT.test(name) && POST.test(`${name} ${words}`)) return true;
  return isNamedPost(name) || (words.length < 200 && OPENS_WITH_POST.test(words));
}

/** `macron-tweet-2.png`, `tweet-macron.png`; a "tweet of the week" is a column's name. */
function isNamedPost(name: string): boolean {
  if (!POST.test(name)) return false;
  const words = name.match(/\p{L}{2,}/gu) ?? [];
  const last = words[words.length - 1] ?? "";
  return POST_BY_NAME.test(last) || (words.length <= 3 && POST_BY_NAME.test(words[0] ?? ""));
}

export interface Screenshot {
  element: Element;
  src: string | null;
  alt: string | null;
  caption: string | null;
}

/** A picture of a post by its alternative text, caption or file name; null for other pictures. */
export function screenshotIn(image: Element): Screenshot | null {
  const src = addressOf(image);
  const alt = attribute(image, "alt");
  const caption = captionOf(image);
  const words = inOneLine(alt, attribute(image, "title"), caption);
  const shows = showsPost(words, fileName(src ?? ""));
  return shows ? { element: image, src, alt: alt || null, caption } : null;
}

function inOneLine(...parts: (string | null)[]): string {
  let line = "";
  for (const part of parts) if (part) line += line === "" ? part : ` ${part}`;
  return line.slice(0, MAX_CHARACTERS);
}

/** A paragraph of plain text that is the caption of a picture of a post. */
export function isScreenshotCaption(block: Block): boolean {
  const { text } = block;
  return text.length <= 200 && SCREENSHOT.test(text.slice(0, 60)) && POST.test(text);
}

const ADDRESSES = ["src", "data-src", "data-lazy-src", "data-original"];

/** Pictures that load late carry a drawn blank in `src`. */
function addressOf(image: Element): string | null {
  for (const name of ADDRESSES) {
    const address = attribute(image, name);
    if (address && !address.startsWith("data:")) return address;
  }
  return null;
}

function fileName(address: string): string {
  const end = address.search(/[?#]/);
  const path = end < 0 ? address : address.slice(0, end);
  const start = path.lastIndexOf("/") + 1;
  return path.slice(start, start + 200);
}

/** The caption of the nearest figure, or the element that publishing systems put below. */
function captionOf(image: Element): string | null {
  let box: Element | null = image;
  for (let step = 0; step < 5; step += 1) {
    box = parentElement(box);
    if (box === null) return null;
    if (box.name === "article" || box.name === "body") return null;
    if (box.name !== "figure" && !/caption/i.test(box.attribs.class ?? "")) continue;
    const caption = captionIn(box);
    if (caption === null) continue;
    const text = passagesOf(caption)
      .map((passage) => passage.text)
      .join(" ");
    return text.slice(0, MAX_CHARACTERS) || null;
  }
  return null;
}

/** Captions by box: a box is looked through once, however many pictures it holds. */
const CAPTIONS = new WeakMap<Element, Element | null>();

function captionIn(box: Element): Element | null {
  const known = CAPTIONS.get(box);
  if (known !== undefined) return known;
  const [caption = null] = elementsBelow(
    box,
    ({ name, attribs }) => name === "figcaption" || /caption/i.test(attribs.class ?? ""),
    1,
  );
  CAPTIONS.set(box, caption);
  return caption;
}
