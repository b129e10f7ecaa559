import { parsePermalink } from "../../handles/permalink.js";
import type { Post } from "../../records/post.js";
import { wordsOfNodes } from "../json/mastodon-words.js";
import { madeAt } from "../json/parts.js";
import { apiTime } from "../json/time.js";
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

/** Longest markup of one status; a page's outer elements are longer. */
const MAX_STATUS = 300_000;

const RULES: TextRules = { isHidden: () => false, whiteSpace: "folded" };

/** The classes of a status in the server's own pages: alone, among others, in an embed. */
const STATUS_CLASSES = ["detailed-status", "status", "activity-stream-entry"];

/** The element of the words: with microformats on the server's pages, without in embeds. */
const CONTENT = ["e-content", "status__content__text"];

/** Servers let authors write the classes of microformats: nothing within the words is a field. */
function isNoContent(element: HtmlElement): boolean {
  return !CONTENT.some((name) => hasClass(element, name));
}

function part(status: HtmlElement, ...classes: string[]): HtmlElement | null {
  for (const name of classes) {
    const found = findElement(status.children, (each) => hasClass(each, name), isNoContent);
    if (found) return found;
  }
  return null;
}

/** The link on the status's time, which is its permalink. */
function permalinkOfStatus(status: HtmlElement): string | null {
  const link = findElement(
    status.children,
    (each) =>
      each.tagName === "a" &&
      ["detailed-status__datetime", "status__relative-time", "u-url"].some((name) =>
        hasClass(each, name),
      ) &&
      parsePermalink(unwrapReplay(attribute(each, "href") ?? ""))?.id != null,
    isNoContent,
  );
  return link && unwrapReplay(attribute(link, "href") ?? "");
}

function textOf(element: HtmlElement | null): string | null {
  const text = element ? readerText(element.children, RULES).text : "";
  return text === "" ? null : text;
}

function timeOf(status: HtmlElement): string | null {
  for (const element of elementsOf(status.children, isNoContent)) {
    const written = attribute(element, "datetime");
    const time = written === null ? null : apiTime(written);
    if (time !== null && (element.tagName === "time" || hasClass(element, "dt-published")))
      return time;
  }
  return null;
}

/** `@user@host` as printed; a status of the same server may print `@user`. */
function handleOf(status: HtmlElement, address: string): string | null {
  const printed = textOf(part(status, "display-name__account"))?.replace(/^@/, "").trim();
  const host = /^https?:\/\/([^/:]+)/.exec(address)?.[1];
  if (printed && /^[\w.-]{1,64}@[\w.-]{1,253}$/.test(printed)) return printed;
  if (printed && host && /^[\w.-]{1,64}$/.test(printed)) return `${printed}@${host}`;
  return parsePermalink(address)?.handle ?? null;
}

function warned(status: HtmlElement, content: HtmlElement): string | null {
  const summary = part(status, "p-summary", "status__content__spoiler-text");
  return summary && summary !== content ? textOf(summary) : null;
}

function readStatus(status: HtmlElement): Post | null {
  const content = part(status, ...CONTENT);
  const address = permalinkOfStatus(status);
  const id = address === null ? null : (parsePermalink(address)?.id ?? null);
  if (content === null || address === null || id === null) return null;
  const words = wordsOfNodes(content.children);
  const warning = warned(status, content);
  const time = timeOf(status);
  return makePost({
    platform: "mastodon",
    id,
    url: address,
    author: {
      id: null,
      handle: handleOf(status, address),
      name: textOf(part(status, "display-name__html", "p-name")),
    },
    ...madeAt("mastodon", id, time === null ? null : { value: time, at: "time[datetime]" }),
    text: [warning ?? "", words.text].filter((each) => each !== "").join("\n\n"),
    links: words.links,
    lang: attribute(content, "lang"),
    sources: { id: "a.u-url", handle: ".display-name__account", text: ".e-content" },
  });
}

function statusesOf(page: Page): HtmlElement[] {
  const outline = page.outline();
  const statuses: HtmlElement[] = [];
  let end = -1;
  for (const element of outline.holding("status")) {
    const [start, stop] = [outline.startOf(element), outline.endOf(element)];
    // An outer element of the same status was taken already.
    if (start < end || stop - start > MAX_STATUS) continue;
    const markup = outline.markupOf(element);
    if (!CONTENT.some((name) => markup.includes(name)) || !outline.isShown(element)) continue;
    const [root] = parseFragment(outline.startTagOf(element));
    if (!root || !isElement(root) || !STATUS_CLASSES.some((name) => hasClass(root, name))) continue;
    const [whole] = parseFragment(markup);
    if (!whole || !isElement(whole) || part(whole, ...CONTENT) === null) continue;
    statuses.push(whole);
    end = stop;
  }
  return statuses;
}

/** Server-rendered pages and embeds (to Mastodon 3.5, and embeds since), with their microformats. */
export const mastodonPage: Layout = {
  name: "mastodon-page",
  era: "2016–",
  looksFor: "elements of class detailed-status or status with e-content and a u-url permalink",
  signs: ["status__"],
  read(page) {
    // Its classes are named block__element, which other platforms' are not.
    const posts = statusesOf(page).flatMap((status) => readStatus(status) ?? []);
    if (posts.length === 0) return null;
    return { state: "post", posts, findings: [], because: `${posts.length} statuses` };
  },
};
