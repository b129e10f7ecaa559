import type { Post } from "../../records/post.js";
import { parseFragment } from "../page.js";
import { makePost } from "../post.js";
import { attribute, elementsOf, findElement, type HtmlElement, hasClass } from "../text/nodes.js";
import { readerText, type TextRules } from "../text/reader-text.js";
import type { Layout, Page } from "../types.js";
import { snowflakeTime, statusAddress } from "./twitter-common.js";

/** The style sheet of 2012–2020 hides these; `u-hidden` is a link shown as picture or card. */
const HIDDEN = ["invisible", "u-hidden", "visuallyhidden", "u-hiddenVisually"];

const RULES: TextRules = {
  isHidden: (element) => HIDDEN.some((name) => hasClass(element, name)),
  whiteSpace: "kept",
};

export const twitterPermalink: Layout = {
  name: "twitter-permalink",
  era: "2012–2020",
  looksFor: "elements of class `tweet` that carry `data-tweet-id` and `data-screen-name`",
  read(page) {
    const elements = [...postElements(page)];
    if (elements.length === 0) return null;
    const wanted = page.permalink?.id;
    const posts = elements
      .filter((each) => !page.mainOnly || each.id === wanted)
      .map((each) => readPost(page, each.element))
      .filter((post) => post !== null);
    return {
      state: "post",
      posts,
      findings: [],
      because: `${elements.length} posts by data-tweet-id`,
    };
  },
};

function* postElements(page: Page): Generator<{ element: number; id: string }> {
  const outline = page.outline();
  for (const element of outline.holding("data-tweet-id=")) {
    const tag = parseFragment(outline.startTagOf(element)).root()[0]?.children[0];
    if (!tag || !("attribs" in tag)) continue;
    const id = attribute(tag, "data-tweet-id") ?? "";
    const isPost = hasClass(tag, "tweet") && attribute(tag, "data-screen-name") !== null;
    if (isPost && /^\d{1,20}$/.test(id) && outline.isShown(element)) yield { element, id };
  }
}

function readPost(page: Page, element: number): Post | null {
  const [root] = parseFragment(page.outline().markupOf(element)).root()[0]?.children ?? [];
  if (!root || !("attribs" in root)) return null;
  const id = attribute(root, "data-tweet-id") ?? "";
  const handle = attribute(root, "data-screen-name");
  const words = findElement(root.children, isWords);
  const read = words === null ? { text: "", links: [] } : readerText(words.children, RULES);
  const pageTime = timeOf(root);
  return makePost({
    platform: "twitter",
    id,
    url: statusAddress(handle, id),
    author: { id: attribute(root, "data-user-id"), handle, name: attribute(root, "data-name") },
    createdAt: pageTime ?? snowflakeTime(id),
    createdAtSource: pageTime === null ? (snowflakeTime(id) ? "snowflake" : null) : "page",
    text: read.text,
    links: read.links,
    lang: words === null ? null : attribute(words, "lang"),
  });
}

function isWords(element: HtmlElement): boolean {
  return hasClass(element, "js-tweet-text") && hasClass(element, "tweet-text");
}

function timeOf(root: HtmlElement): string | null {
  for (const element of elementsOf(root.children)) {
    const ms = attribute(element, "data-time-ms");
    if (ms !== null && /^\d{12,13}$/.test(ms)) return new Date(Number(ms)).toISOString();
  }
  return null;
}
