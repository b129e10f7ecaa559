import type { Post } from "../../records/post.js";
import type { Outline } from "../markup/outline.js";
import { attribute, findElement, type HtmlElement, hasClass } from "../text/nodes.js";
import { readerText } from "../text/reader-text.js";
import type { Layout } from "../types.js";
import {
  asHandle,
  makeTwitterPost,
  parseElement,
  statusLink,
  twitterText,
} from "./twitter-common.js";

const RULES = twitterText("folded");

/** The box of one post, and the page of a single one. */
const BOX = /(?:^|\s)(?:hentry|status|status-body|desc)(?:\s|$)/;

/**
 * The pages of 2007–2012, made in the hAtom microformat: the words in `.entry-content`, the
 * permalink in `a.entry-date`, the time in `.published`. The author's name stands in the box in
 * timelines and beside it, once, on the page of a single post.
 */
export const twitterOldPermalink: Layout = {
  name: "twitter-old-permalink",
  era: "2007–2012",
  looksFor: ".entry-content beside a.entry-date that links to a status",
  signs: ["entry-content"],
  read(page) {
    const outline = page.outline();
    const words = [...outline.holding("entry-content")];
    if (words.length === 0) return null;
    const authors = authorsBeside(outline);
    const posts = words.flatMap((each, at) => {
      const box = widestBox(outline, each, words[at - 1], words[at + 1]);
      return box === -1 ? [] : (readPost(outline, box, authors) ?? []);
    });
    if (posts.length === 0) return null;
    return { state: "post", posts, findings: [], because: "posts in the hAtom format" };
  },
};

/** Boxes of one post nest: the widest that holds these words but not those before or after. */
function widestBox(outline: Outline, words: number, before = -1, after = -1): number {
  let box = -1;
  for (let at = outline.parentOf(words); at !== -1; at = outline.parentOf(at)) {
    if (before > at || (after !== -1 && outline.startOf(after) < outline.endOf(at))) break;
    const classes = /\bclass\s*=\s*["']?([^"'>]*)/.exec(outline.startTagOf(at))?.[1] ?? "";
    if (BOX.test(classes)) box = at;
  }
  return box !== -1 && outline.isShown(box) ? box : -1;
}

function readPost(outline: Outline, box: number, beside: readonly Author[]): Post | null {
  const root = parseElement(outline, box);
  if (root === null) return null;
  const words = byClass(root, "entry-content");
  const dated = findElement(root.children, (each) => {
    return hasClass(each, "entry-date") && statusLink(attribute(each, "href")) !== null;
  });
  const link = dated && statusLink(attribute(dated, "href"));
  if (words === null || !link) return null;
  const author = authorIn(root) ?? beside.find((each) => isSame(each.handle, link.handle));
  const published = byClass(root, "published");
  return makeTwitterPost({
    id: link.id,
    handle: author?.handle ?? link.handle,
    name: author?.name ?? null,
    pageTime: published && timeOf(published),
    words,
    rules: RULES,
    isCut: outline.isCut(box),
    sources: {
      id: "a.entry-date@href",
      handle: author ? ".screen-name" : "a.entry-date@href",
      name: ".screen-name@title",
      createdAt: ".published",
      text: ".entry-content",
    },
  });
}

interface Author {
  handle: string | null;
  name: string | null;
}

function isSame(a: string | null, b: string | null): boolean {
  return a !== null && a.toLowerCase() === b?.toLowerCase();
}

/** In timelines: `a.screen-name` with the full name as its title. */
function authorIn(root: HtmlElement): Author | null {
  const link = findElement(root.children, (each) => {
    return each.tagName === "a" && hasClass(each, "screen-name");
  });
  if (link === null) return null;
  return {
    handle: asHandle(readerText(link.children, RULES).text),
    name: attribute(link, "title") || null,
  };
}

/** On the page of a single post: `.user-info` with `.screen-name` and `.full-name`, beside it. */
function authorsBeside(outline: Outline): Author[] {
  const authors: Author[] = [];
  let end = 0;
  for (const element of outline.holding("user-info")) {
    if (outline.startOf(element) < end || !outline.isShown(element)) continue;
    end = outline.endOf(element);
    const root = parseElement(outline, element);
    const [shown, name] = root ? [byClass(root, "screen-name"), byClass(root, "full-name")] : [];
    if (!shown) continue;
    authors.push({
      handle: asHandle(readerText(shown.children, RULES).text),
      name: name ? readerText(name.children, RULES).text : null,
    });
  }
  return authors;
}

/** `data="{time:'Fri May 22 09:21:09 +0000 2009'}"`, before that an ISO time as title. */
function timeOf(published: HtmlElement): string | null {
  const inData = /time:\s?'([^']{10,40})'/.exec(attribute(published, "data") ?? "")?.[1];
  const written = inData ?? attribute(published, "title") ?? "";
  if (!/(?:Z|[+-]\d{2}:?\d{2})/.test(written)) return null;
  const time = new Date(written);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

function byClass(root: HtmlElement, name: string): HtmlElement | null {
  return findElement(root.children, (each) => hasClass(each, name));
}
