import { permalinkOf } from "../../handles/addresses.js";
import type { Post } from "../../records/post.js";
import { madeAt, reference } from "../json/parts.js";
import { parseFragment } from "../page.js";
import { makePost } from "../post.js";
import {
  attribute,
  elementsOf,
  findElement,
  type HtmlElement,
  hasClass,
  isElement,
} from "../text/nodes.js";
import { readerText, type TextRules } from "../text/reader-text.js";
import { unwrapReplay } from "../text/replay.js";
import type { Layout, Page } from "../types.js";

const RULES: TextRules = { isHidden: () => false, whiteSpace: "kept" };

/** `/name/status/123#m`, on whatever host the front end ran. */
const STATUS_PATH = /\/(\w{1,20})\/status\/(\d{1,20})(?:[#?]|$)/;

function isOwnPart(element: HtmlElement): boolean {
  return !hasClass(element, "quote");
}

function part(item: HtmlElement, name: string): HtmlElement | null {
  return findElement(item.children, (each) => hasClass(each, name), isOwnPart);
}

function statusIn(element: HtmlElement | null): { handle: string; id: string } | null {
  for (const link of element ? elementsOf([element]) : []) {
    const [, handle, id] = STATUS_PATH.exec(unwrapReplay(attribute(link, "href") ?? "")) ?? [];
    if (handle && id) return { handle, id };
  }
  return null;
}

function textOf(element: HtmlElement | null): string | null {
  return element ? readerText(element.children, RULES).text : null;
}

function quotedBy(item: HtmlElement): Post["quoted"] {
  const quote = findElement(item.children, (each) => hasClass(each, "quote"));
  const status = statusIn(
    quote && findElement(quote.children, (each) => hasClass(each, "quote-link")),
  );
  return status && reference("twitter", status.id, status.handle);
}

function mediaOf(item: HtmlElement): Post["media"] {
  const attachments = part(item, "attachments");
  return [...elementsOf(attachments?.children ?? [])].flatMap((element) => {
    if (element.tagName !== "img") return [];
    return [
      { kind: "photo", url: attribute(element, "src"), alt: attribute(element, "alt") || null },
    ];
  });
}

function readItem(item: HtmlElement): Post | null {
  const status = statusIn(part(item, "tweet-date"));
  const content = part(item, "tweet-content");
  if (status === null || content === null) return null;
  const words = readerText(content.children, RULES);
  const printed = textOf(part(item, "username"))?.replace(/^@/, "");
  const handle = printed && /^\w{1,20}$/.test(printed) ? printed : status.handle;
  return makePost({
    platform: "twitter",
    id: status.id,
    url: permalinkOf("twitter", handle, status.id),
    author: { id: null, handle, name: textOf(part(item, "fullname")) },
    // The page prints minutes; the id is exact.
    ...madeAt("twitter", status.id, null),
    text: words.text,
    links: words.links,
    quoted: quotedBy(item),
    media: mediaOf(item),
    sources: {
      id: ".tweet-date a[href]",
      handle: ".username",
      name: ".fullname",
      text: ".tweet-content",
    },
  });
}

function itemsOf(page: Page): HtmlElement[] {
  const outline = page.outline();
  const items: HtmlElement[] = [];
  for (const element of outline.holding("tweet-body")) {
    const markup = outline.markupOf(element);
    if (!markup.includes("tweet-content") || !outline.isShown(element)) continue;
    const [root] = parseFragment(markup);
    if (root && isElement(root) && hasClass(root, "tweet-body")) items.push(root);
  }
  return items;
}

/** Nitter and the front ends made of it: Twitter's posts on other hosts, without scripts. */
export const nitter: Layout = {
  name: "nitter",
  era: "2019–",
  looksFor: "elements of class tweet-body with tweet-content and a tweet-date link to a status",
  signs: ["tweet-body"],
  read(page) {
    const posts = itemsOf(page).flatMap((item) => readItem(item) ?? []);
    if (posts.length === 0) return null;
    return { state: "post", posts, findings: [], because: `${posts.length} posts` };
  },
};
