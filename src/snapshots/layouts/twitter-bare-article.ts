import { permalinkOf } from "../../handles/addresses.js";
import { parsePermalink } from "../../handles/permalink.js";
import type { Post } from "../../records/post.js";
import { madeAt } from "../json/parts.js";
import { apiTime } from "../json/time.js";
import { parseFragment } from "../page.js";
import { makePost } from "../post.js";
import { attribute, elementsOf, findElement, type HtmlElement, isElement } from "../text/nodes.js";
import { readerText, type TextRules } from "../text/reader-text.js";
import { unwrapReplay } from "../text/replay.js";
import type { Layout, Page } from "../types.js";

const RULES: TextRules = { isHidden: () => false, whiteSpace: "kept" };

interface Stamp {
  handle: string;
  id: string;
  time: string;
}

/** The link around the article's `time`, which names the post. */
function stampOf(article: HtmlElement): Stamp | null {
  for (const link of elementsOf(article.children)) {
    if (link.tagName !== "a") continue;
    const time = findElement(link.children, (each) => each.tagName === "time");
    const permalink = time && parsePermalink(unwrapReplay(attribute(link, "href") ?? ""));
    const made = time && apiTime(attribute(time, "datetime") ?? "");
    const isPost = permalink?.platform === "twitter" && permalink.id !== null && permalink.handle;
    if (isPost && made)
      return { handle: permalink.handle ?? "", id: permalink.id ?? "", time: made };
  }
  return null;
}

/** `@handle` printed in an element of its own, as the address has it. */
function printsHandle(article: HtmlElement, handle: string): boolean {
  const printed = `@${handle}`.toLowerCase();
  const shows = (each: HtmlElement) =>
    readerText(each.children, RULES).text.toLowerCase() === printed;
  return findElement(article.children, (each) => each.tagName === "span" && shows(each)) !== null;
}

/** Words carry their language; the interface's own do not. */
function wordsOf(article: HtmlElement): HtmlElement[] {
  return [...elementsOf(article.children, (each) => attribute(each, "lang") === null)].filter(
    (each) => each.tagName === "div" && attribute(each, "lang") !== null,
  );
}

function readArticle(article: HtmlElement): Post | null {
  const stamp = stampOf(article);
  const [words, ...others] = wordsOf(article);
  // A quoted post inside has words of its own: without marks, whose are whose cannot be told.
  if (stamp === null || words === undefined || others.length > 0) return null;
  if (!printsHandle(article, stamp.handle)) return null;
  const shown = readerText(words.children, RULES);
  return makePost({
    platform: "twitter",
    id: stamp.id,
    url: permalinkOf("twitter", stamp.handle, stamp.id),
    author: { id: null, handle: stamp.handle, name: null },
    ...madeAt("twitter", stamp.id, { value: stamp.time, at: "time[datetime]" }),
    text: shown.text,
    links: shown.links,
    lang: attribute(words, "lang"),
    sources: {
      id: "article a[href] around time",
      handle: "article span",
      createdAt: "time[datetime]",
      text: "article div[lang]",
    },
  });
}

function articlesOf(page: Page): HtmlElement[] {
  const outline = page.outline();
  const articles: HtmlElement[] = [];
  let end = -1;
  for (const element of outline.holding("<article")) {
    if (outline.startOf(element) < end || !outline.isShown(element)) continue;
    end = outline.endOf(element);
    const [root] = parseFragment(outline.markupOf(element)).root()[0]?.children ?? [];
    if (root && isElement(root) && attribute(root, "data-testid") === null) articles.push(root);
  }
  return articles;
}

/**
 * The rendered app without its marks (`data-testid`), as copies with written-out styles keep it.
 * Read only where nothing is left to guess: one stamp, one element of words, the handle printed.
 */
export const twitterBareArticle: Layout = {
  name: "twitter-bare-article",
  era: "2020–",
  looksFor:
    "article elements without data-testid, with a link to a status around a time, one div[lang]",
  read(page) {
    if (!page.text.includes("<article")) return null;
    const posts = articlesOf(page).flatMap((article) => readArticle(article) ?? []);
    if (posts.length === 0) return null;
    return { state: "post", posts, findings: [], because: `${posts.length} articles` };
  },
};
