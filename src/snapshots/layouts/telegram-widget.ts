import { permalinkOf } from "../../handles/addresses.js";
import { parsePermalink } from "../../handles/permalink.js";
import type { Post } from "../../records/post.js";
import { madeAt, reference } from "../json/parts.js";
import { apiTime } from "../json/time.js";
import type { Found } from "../json/values.js";
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
import type { Layout, Page, Reading } from "../types.js";

const RULES: TextRules = { isHidden: () => false, whiteSpace: "folded" };

/** Other people's words inside a message: what it answers, and the preview of a linked page. */
const FOREIGN_PARTS = ["tgme_widget_message_reply", "tgme_widget_message_link_preview"];

function isOwnPart(element: HtmlElement): boolean {
  return !FOREIGN_PARTS.some((name) => hasClass(element, name));
}

function part(message: HtmlElement, className: string): HtmlElement | null {
  return findElement(message.children, (each) => hasClass(each, className), isOwnPart);
}

function textOf(element: HtmlElement | null): string | null {
  const text = element ? readerText(element.children, RULES).text : "";
  return text === "" ? null : text;
}

/** `channel/123`, `channel/123?single`, `c/1000/123` for a private channel. */
function address(message: HtmlElement): { handle: string | null; id: string } | null {
  const post = (attribute(message, "data-post") ?? "").replace(/\?.*$/s, "");
  const permalink = parsePermalink(`https://t.me/${post}`);
  return permalink?.platform === "telegram" && permalink.id !== null
    ? { handle: permalink.handle, id: permalink.id }
    : null;
}

function timeOf(message: HtmlElement): Found<string> | null {
  const link = part(message, "tgme_widget_message_date");
  const time = link && findElement(link.children, (each) => each.tagName === "time");
  const written = time && apiTime(attribute(time, "datetime") ?? "");
  return written ? { value: written, at: ".tgme_widget_message_date time[datetime]" } : null;
}

function referenceAt(element: HtmlElement | null): Post["replyTo"] {
  const href = element && attribute(element, "href");
  if (!href) return null;
  const permalink = parsePermalink(unwrapReplay(href));
  return permalink && reference("telegram", permalink.id, permalink.handle, unwrapReplay(href));
}

/** A message forwarded from a channel that keeps its links names the original; others only a name. */
function forwardedFrom(message: HtmlElement): Post["retweeted"] {
  const source = part(message, "tgme_widget_message_forwarded_from");
  if (source === null) return null;
  const name = part(message, "tgme_widget_message_forwarded_from_name");
  return referenceAt(name) ?? { id: null, handle: null, url: null };
}

function mediaOf(message: HtmlElement): Post["media"] {
  return [...elementsOf(message.children, isOwnPart)].flatMap((element) => {
    const photo = hasClass(element, "tgme_widget_message_photo_wrap");
    if (!photo && !hasClass(element, "tgme_widget_message_video_thumb")) return [];
    const style = attribute(element, "style") ?? "";
    const url = /background-image:\s?url\(['"]?([^'")]{1,2000})/.exec(style)?.[1] ?? null;
    return [{ kind: photo ? "photo" : "video", url: url && unwrapReplay(url), alt: null }];
  });
}

function readMessage(message: HtmlElement): Post | null {
  const place = address(message);
  // Joined, pinned, renamed: the platform's words.
  if (place === null || hasClass(message, "service_message")) return null;
  const words = part(message, "js-message_text") ?? part(message, "tgme_widget_message_text");
  const shown = words ? readerText(words.children, RULES) : { text: "", links: [] };
  const createdAt = timeOf(message);
  return makePost({
    platform: "telegram",
    id: place.id,
    url: permalinkOf("telegram", place.handle, place.id),
    author: {
      id: null,
      handle: place.handle,
      name: textOf(part(message, "tgme_widget_message_owner_name")),
    },
    ...madeAt("telegram", place.id, createdAt),
    text: shown.text,
    links: shown.links,
    replyTo: referenceAt(
      findElement(message.children, (each) => hasClass(each, "tgme_widget_message_reply")),
    ),
    retweeted: forwardedFrom(message),
    media: mediaOf(message),
    sources: {
      id: "[data-post]",
      handle: "[data-post]",
      name: ".tgme_widget_message_owner_name",
      text: ".tgme_widget_message_text",
      ...(createdAt && { createdAt: createdAt.at }),
    },
  });
}

function messagesOf(page: Page): HtmlElement[] {
  const outline = page.outline();
  const messages: HtmlElement[] = [];
  let end = -1;
  for (const element of outline.holding("data-post=")) {
    // A message inside another one would be forged.
    if (outline.startOf(element) < end || !outline.isShown(element)) continue;
    end = outline.endOf(element);
    const [root] = parseFragment(outline.markupOf(element));
    if (root && isElement(root) && hasClass(root, "tgme_widget_message")) messages.push(root);
  }
  return messages;
}

/** The widget's own notice in a message's place. Its words are English in every language. */
function noticeOf(page: Page): Reading | null {
  const outline = page.outline();
  for (const element of outline.holding("tgme_widget_message_error")) {
    const nodes = parseFragment(outline.markupOf(element));
    const said = readerText(nodes, RULES).text;
    const state = /not found/i.test(said) ? "deleted" : "withheld";
    return { state, posts: [], findings: [], because: `the widget says: ${said.slice(0, 160)}` };
  }
  return null;
}

/** Channel previews (`t.me/s/…`) and embedded messages (`?embed=1`): the same markup. */
export const telegramWidget: Layout = {
  name: "telegram-widget",
  era: "2016–",
  looksFor: "elements of class tgme_widget_message with data-post; tgme_widget_message_error",
  signs: ["tgme_widget_message"],
  read(page) {
    const posts = messagesOf(page).flatMap((message) => readMessage(message) ?? []);
    if (posts.length === 0) return noticeOf(page);
    return { state: "post", posts, findings: [], because: `${posts.length} messages` };
  },
};
