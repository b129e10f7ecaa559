import type { Post } from "../../records/post.js";
import { Claims } from "../claims.js";
import type { Outline } from "../markup/outline.js";
import { parseParts } from "../markup/parts.js";
import { attribute, elementsOf, findElement, type HtmlElement, hasClass } from "../text/nodes.js";
import { readerText } from "../text/reader-text.js";
import type { Layout, Page } from "../types.js";
import {
  asHandle,
  isPostId,
  makeTwitterPost,
  parseElement,
  referenceTo,
  statusLink,
  twitterText,
} from "./twitter-common.js";

const RULES = twitterText("kept");

const FEW = 8;

/** Marks of everything in a post that is read; posts within a post among them. */
const PARTS = [
  "tweet-text",
  "data-time",
  "QuoteTweet-innerContainer",
  "ReplyingToContextBelowAuthor",
  "data-image-url",
  "data-tweet-id",
];

/** `tweet` as a word of its own: a cheap look before an element is parsed. */
const TWEET_CLASS = /\bclass\s*=\s*["']?[^"'>]*\btweet\b/i;

export const twitterPermalink: Layout = {
  name: "twitter-permalink",
  era: "2012–2020",
  looksFor: "elements of class tweet with data-tweet-id and data-screen-name",
  signs: ["data-tweet-id="],
  read(page, only) {
    const outline = page.outline();
    const claiming = claimants(page);
    const elements = [...postElements(outline, only === undefined ? null : claiming)];
    if (elements.length === 0) return null;
    const whole = (element: number) => parseElement(outline, element);
    const isWhole = (element: number) => claiming.has(element) || outline.isCut(element);
    // Looking through the page for parts pays for many posts only.
    const hasMany = elements.length > FEW && !elements.every(isWhole);
    const roots = hasMany
      ? parseParts(outline, elements, PARTS, isWhole, whole)
      : eachOf(elements, whole);
    const claims = new Claims();
    let at = 0;
    for (const root of roots) {
      if (root !== null) claims.add(...readPosts(root, outline.isCut(elements[at] ?? -1)));
      at += 1;
    }
    const { posts } = claims;
    return { state: "post", posts, findings: [], because: "posts marked up by data-tweet-id" };
  },
};

/** One tree at a time: a page made of claims would otherwise stand in memory many times over. */
function* eachOf(
  elements: readonly number[],
  parse: (element: number) => HtmlElement | null,
): Generator<HtmlElement | null> {
  for (const element of elements) yield parse(element);
}

const MARK = "data-tweet-id=";

/** Elements that hold a post; where `only` are wanted, these, and no more of the page is looked at. */
function* postElements(outline: Outline, only: ReadonlySet<number> | null): Generator<number> {
  const elements =
    only === null
      ? outline.loosely(outline.holding(MARK))
      : [...only].sort((a, b) => a - b).filter((each) => isLoose(outline, each));
  for (const element of elements) {
    if (TWEET_CLASS.test(outline.startTagOf(element)) && outline.isShown(element)) yield element;
  }
}

/** Whether `loosely` would let an element pass, told from the elements around it alone. */
function isLoose(outline: Outline, element: number): boolean {
  let around = 0;
  for (let at = outline.parentOf(element); at !== -1; at = outline.parentOf(at)) {
    if (outline.startTagOf(at).includes(MARK)) around += 1;
  }
  return around <= 2;
}

/**
 * Posts that may claim the asked id, for themselves or for a post they quote: all round a start tag
 * that names it. Every reply names it too, as the conversation it belongs to, which is no claim.
 */
function claimants(page: Page): ReadonlySet<number> {
  const id = page.permalink?.id;
  const posts = new Set<number>();
  if (!isPostId(id)) return posts;
  const outline = page.outline();
  const seen = new Set<number>();
  for (const offset of outline.mentions(id)) {
    if (isConversation(page.raw, offset, id)) continue;
    for (
      let at = outline.startTagAt(offset);
      at !== -1 && !seen.has(at);
      at = outline.parentOf(at)
    ) {
      seen.add(at);
      if (outline.startTagOf(at).includes(MARK)) posts.add(at);
    }
  }
  return posts;
}

const CONVERSATION = 'conversation-id="';

/** Told from the characters around the id, so that the page need not be read to its last reply. */
function isConversation(raw: string, offset: number, id: string): boolean {
  return raw.startsWith(`${CONVERSATION}${id}"`, offset - CONVERSATION.length);
}

/** A post and the one it quotes. */
function readPosts(root: HtmlElement, isCut: boolean): Post[] {
  const id = attribute(root, "data-tweet-id");
  const handle = asHandle(attribute(root, "data-screen-name"));
  if (!isPostId(id) || handle === null || !hasClass(root, "tweet")) return [];
  const quote = findElement(root.children, isQuote, (each) => !isOtherPost(each, root));
  const quoted = quote === null ? null : readQuote(quote, isCut);
  const own = (each: HtmlElement) => !isQuote(each) && !isOtherPost(each, root);
  const post = makeTwitterPost({
    id,
    handle,
    name: attribute(root, "data-name"),
    userId: attribute(root, "data-user-id"),
    pageTime: timeOf(root, own),
    words: findElement(root.children, isWords, own),
    rules: RULES,
    isCut,
    rest: {
      replyTo: replyTo(root, own),
      quoted: quoted === null ? null : referenceTo(quoted.id, quoted.author.handle),
      media: mediaOf(root, own),
    },
    sources: {
      id: "@data-tweet-id",
      handle: "@data-screen-name",
      name: "@data-name",
      userId: "@data-user-id",
      createdAt: "@data-time-ms",
      text: ".js-tweet-text",
      lang: ".js-tweet-text@lang",
    },
  });
  return quoted === null ? [post] : [post, quoted];
}

function isWords(element: HtmlElement): boolean {
  return hasClass(element, "js-tweet-text") || hasClass(element, "tweet-text");
}

function isQuote(element: HtmlElement): boolean {
  return hasClass(element, "QuoteTweet-innerContainer");
}

function isOtherPost(element: HtmlElement, root: HtmlElement): boolean {
  return element !== root && hasClass(element, "tweet") && "data-tweet-id" in element.attribs;
}

function readQuote(quote: HtmlElement, isCut: boolean): Post | null {
  const id = attribute(quote, "data-item-id") ?? statusLink(attribute(quote, "href"))?.id ?? null;
  const handle = asHandle(attribute(quote, "data-screen-name"));
  if (!isPostId(id) || handle === null) return null;
  const name = findElement(quote.children, (each) => hasClass(each, "QuoteTweet-fullname"));
  return makeTwitterPost({
    id,
    handle,
    name: name && readerText(name.children, RULES).text,
    userId: attribute(quote, "data-user-id"),
    pageTime: null,
    words: findElement(quote.children, isWords),
    rules: RULES,
    isCut,
    sources: { id: "@data-item-id", handle: "@data-screen-name", text: ".QuoteTweet-text" },
  });
}

type Into = (element: HtmlElement) => boolean;

/** Milliseconds UTC; the printed time beside it is in the zone of the capturing client. */
function timeOf(root: HtmlElement, own: Into): string | null {
  for (const element of elementsOf(root.children, own)) {
    const ms = attribute(element, "data-time-ms");
    if (ms !== null && /^\d{12,13}$/.test(ms)) return new Date(Number(ms)).toISOString();
    const seconds = attribute(element, "data-time");
    if (ms === null && seconds !== null && /^\d{9,10}$/.test(seconds)) {
      return new Date(Number(seconds) * 1000).toISOString();
    }
  }
  return null;
}

function replyTo(root: HtmlElement, own: Into): Post["replyTo"] {
  const line = findElement(
    root.children,
    (each) => hasClass(each, "ReplyingToContextBelowAuthor"),
    own,
  );
  const link = line && findElement(line.children, (each) => each.tagName === "a");
  const shown = link && asHandle(readerText(link.children, RULES).text);
  return shown === null ? null : referenceTo(null, shown);
}

function mediaOf(root: HtmlElement, own: Into): Post["media"] {
  const media: Post["media"] = [];
  for (const element of elementsOf(root.children, own)) {
    const url = attribute(element, "data-image-url");
    if (url === null) continue;
    const image = findElement(element.children, (each) => each.tagName === "img");
    media.push({ kind: "photo", url, alt: image && (attribute(image, "alt") || null) });
  }
  return media;
}
