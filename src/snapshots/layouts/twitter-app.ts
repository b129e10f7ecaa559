import type { Post } from "../../records/post.js";
import { Claims } from "../claims.js";
import type { Outline } from "../markup/outline.js";
import { attribute, elementsOf, findElement, type HtmlElement, parentOf } from "../text/nodes.js";
import { readerText, type TextRules } from "../text/reader-text.js";
import type { Layout } from "../types.js";
import {
  asHandle,
  isoTime,
  makeTwitterPost,
  parseElement,
  referenceTo,
  statusLink,
} from "./twitter-common.js";

/**
 * Nothing is hidden: the scheme of a link stands in an `aria-hidden` span that the style sheet
 * shrinks away, and the rest of a long address likewise, so the address is whole.
 */
const RULES: TextRules = { isHidden: () => false, whiteSpace: "kept" };
const NAME_RULES: TextRules = { isHidden: () => false, whiteSpace: "folded" };

export const twitterApp: Layout = {
  name: "twitter-app",
  era: "2019–",
  looksFor: "article elements marked data-testid=tweet, a status link around their time element",
  signs: ["<article"],
  read(page, only) {
    const outline = page.outline();
    const elements =
      only === undefined ? postElements(outline) : [...new Set(elementsNaming(outline, only))];
    const claims = new Claims();
    for (const element of elements) claims.add(...readPosts(outline, element));
    const { posts } = claims;
    if (posts.length === 0) return null;
    return { state: "post", posts, findings: [], because: "articles marked data-testid=tweet" };
  },
};

const ARTICLE = "<article";

/** The outermost articles. */
function* postElements(outline: Outline): Generator<number> {
  let end = 0;
  for (const element of outline.holding(ARTICLE)) {
    if (outline.startOf(element) < end || !outline.isShown(element)) continue;
    end = outline.endOf(element);
    yield element;
  }
}

/** Those of them in which an id stands, once for each time that it does. */
function* elementsNaming(outline: Outline, id: string): Generator<number> {
  for (const offset of outline.mentions(id)) {
    let outermost = -1;
    for (let at = outline.around(offset); at !== -1; at = outline.parentOf(at)) {
      if (outline.startTagOf(at).includes(ARTICLE)) outermost = at;
    }
    if (outermost !== -1 && outline.isShown(outermost)) yield outermost;
  }
}

function testId(element: HtmlElement): string | null {
  return attribute(element, "data-testid");
}

/** `User-Names` until about January 2023, `User-Name` since. */
function isUserBlock(element: HtmlElement): boolean {
  return testId(element) === "User-Name" || testId(element) === "User-Names";
}

/**
 * A quoted post is a clickable box within the article (or an article within it), with an author or
 * a time of its own: the outermost such box around each.
 */
function quoteBoxes(root: HtmlElement): Set<HtmlElement> {
  const boxes = new Set<HtmlElement>();
  for (const element of elementsOf(root.children)) {
    if (!isUserBlock(element) && element.tagName !== "time") continue;
    let outermost: HtmlElement | null = null;
    for (let at = parentOf(element); at !== null && at !== root; at = parentOf(at)) {
      if (isBox(at)) outermost = at;
    }
    if (outermost !== null) boxes.add(outermost);
  }
  return boxes;
}

function isBox(element: HtmlElement): boolean {
  if (element.tagName === "article") return true;
  return element.tagName === "div" && attribute(element, "role") === "link";
}

/** A post and the one it quotes, where the page gives that one an id. */
function readPosts(outline: Outline, element: number): Post[] {
  const root = parseElement(outline, element);
  if (root === null) return [];
  const isCut = outline.isCut(element);
  const boxes = quoteBoxes(root);
  const [quote] = boxes;
  const quoted = quote === undefined ? null : readQuote(quote, isCut);
  const own = ownElements(root, boxes);
  const link = permalinkIn([root, ...own]);
  if (link === null) return quoted?.post ? [quoted.post] : [];
  const post = readPost({ own, isCut, id: link.id, linkHandle: link.handle });
  if (quoted === null) return [post];
  const whole = { ...post, quoted: quoted.reference };
  return quoted.post === null ? [whole] : [whole, quoted.post];
}

/** Elements of a post in page order, those of a post within it left out. */
function ownElements(root: HtmlElement, boxes: ReadonlySet<HtmlElement>): HtmlElement[] {
  const into = (each: HtmlElement) => each.tagName !== "svg" && !boxes.has(each);
  return [...elementsOf(root.children, into)].filter((each) => !boxes.has(each));
}

/**
 * The link around the time. In the first app (2019–2020) the main post had no `time` element: then
 * the article must say that it is a post.
 */
function permalinkIn(own: readonly HtmlElement[]): { id: string; handle: string | null } | null {
  const links = own.flatMap((each) => {
    const link = each.tagName === "a" ? statusLink(attribute(each, "href")) : null;
    return link === null || link.suffix !== "" ? [] : [{ ...link, hasTime: holdsTime(each) }];
  });
  const needsTime =
    own.some((each) => each.tagName === "time") || !own.some((each) => testId(each) === "tweet");
  return links.find((link) => link.hasTime || !needsTime) ?? null;
}

function holdsTime(element: HtmlElement): boolean {
  return findElement(element.children, (each) => each.tagName === "time") !== null;
}

interface Found {
  own: readonly HtmlElement[];
  isCut: boolean;
  /** null: a quoted post of which the page gives no link. */
  id: string | null;
  linkHandle: string | null;
}

function readPost({ own, isCut, id, linkHandle }: Found): Post {
  const user = userOf(own, linkHandle);
  const words = wordsIn(own);
  const post = makeTwitterPost({
    id,
    handle: agreed(user.handle, linkHandle),
    name: user.name,
    pageTime: timeIn(own),
    words,
    rules: RULES,
    isCut,
    rest: { media: mediaIn(own), replyTo: replyToIn(own, words) },
    sources: {
      id: "a[href*=/status/]",
      handle: user.handle === null ? "a[href*=/status/]" : "[data-testid=User-Name]",
      name: "[data-testid=User-Name]",
      createdAt: "time@datetime",
      text: "[data-testid=tweetText]",
      lang: "[data-testid=tweetText]@lang",
    },
  });
  const isFolded = own.some((each) => testId(each) === "tweet-text-show-more-link");
  if (!isFolded || post.truncated !== null) return post;
  const because = "the page shows the rest only on demand";
  return { ...post, truncated: { at: post.text.length, because } };
}

/**
 * The quoted box says who, when and what; its id only stands in links to its pictures. Without any
 * it is a post without an id: its author, its second and its words are evidence all the same.
 */
function readQuote(quote: HtmlElement, isCut: boolean) {
  const own = ownElements(quote, new Set());
  const { handle } = userOf(own, null);
  const links = own.flatMap((each) => statusLink(attribute(each, "href")) ?? []);
  const link = links.find((each) => each.handle?.toLowerCase() === handle?.toLowerCase());
  const id = link?.id ?? null;
  const isWhole = handle !== null && timeIn(own) !== null && wordsIn(own) !== null;
  if (id === null && !isWhole) return { reference: referenceTo(id, handle), post: null };
  return {
    reference: referenceTo(id, handle),
    post: readPost({ own, isCut, id, linkHandle: handle }),
  };
}

/** The page prints the handle and links it; where these differ, neither is believed. */
function agreed(printed: string | null, linked: string | null): string | null {
  if (printed === null || linked === null) return printed ?? linked;
  return printed.toLowerCase() === linked.toLowerCase() ? printed : null;
}

/** Before `tweetText` (2021) the words were the one block with a language. */
function wordsIn(own: readonly HtmlElement[]): HtmlElement | null {
  return (
    own.find((each) => testId(each) === "tweetText") ??
    own.find((each) => each.tagName === "div" && "lang" in each.attribs && "dir" in each.attribs) ??
    null
  );
}

/**
 * Before the user block had a name (2022) the author stood among the elements before the words,
 * and only the link to the post tells which handle is the author's.
 */
function userOf(
  own: readonly HtmlElement[],
  linkHandle: string | null,
): { handle: string | null; name: string | null } {
  const block = own.find(isUserBlock);
  const scope = block ? [...elementsOf(block.children)] : own;
  const mention = `@${linkHandle}`.toLowerCase();
  // In a block the last one: a display name may look like a handle, and it stands before it.
  const at = block
    ? scope.findLastIndex((each) => MENTION.test(ownText(each)))
    : scope.findIndex((each) => ownText(each).toLowerCase() === mention);
  const shown = scope[at];
  const before = at === -1 && block ? scope : scope.slice(0, Math.max(at, 0));
  const named = before.find(
    (each) => "dir" in each.attribs && plain(each) !== "" && !(shown && holds(each, shown)),
  );
  return {
    handle: shown === undefined ? null : asHandle(ownText(shown)),
    name: named === undefined ? null : plain(named),
  };
}

function holds(outer: HtmlElement, inner: HtmlElement): boolean {
  let at: HtmlElement | null = inner;
  while (at !== null && at !== outer) at = parentOf(at);
  return at !== null;
}

const MENTION = /^@\w{1,20}$/;

/** The words directly in an element, those of elements within it left out. */
function ownText(element: HtmlElement): string {
  return element.children
    .map((child) => (child.type === "text" ? child.data : ""))
    .join("")
    .trim();
}

function plain(element: HtmlElement): string {
  return readerText(element.children, NAME_RULES).text;
}

function timeIn(own: readonly HtmlElement[]): string | null {
  return isoTime(own.find((each) => each.tagName === "time")?.attribs.datetime);
}

/** "Replying to @x": the one mention between the author and the words. */
function replyToIn(own: readonly HtmlElement[], words: HtmlElement | null): Post["replyTo"] {
  const block = own.find(isUserBlock);
  if (block === undefined || words === null) return null;
  const from = own.indexOf(block) + [...elementsOf(block.children)].length + 1;
  const between = own.slice(from, own.indexOf(words));
  const mention = between.find((each) => MENTION.test(ownText(each)));
  return mention === undefined ? null : referenceTo(null, asHandle(ownText(mention)));
}

function mediaIn(own: readonly HtmlElement[]): Post["media"] {
  return own.flatMap((each): Post["media"] => {
    if (each.tagName === "video") {
      return [{ kind: "video", url: attribute(each, "poster"), alt: null }];
    }
    const image =
      testId(each) === "tweetPhoto" && findElement(each.children, (e) => e.tagName === "img");
    if (!image) return [];
    return [{ kind: "photo", url: attribute(image, "src"), alt: attribute(image, "alt") || null }];
  });
}
