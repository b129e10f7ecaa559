import { permalinkOf } from "../../handles/addresses.js";
import { type Permalink, parsePermalink } from "../../handles/permalink.js";
import type { Post } from "../../records/post.js";
import { madeAt, reference } from "../json/parts.js";
import { headOf } from "../markup/head.js";
import { attributesOf } from "../markup/start-tag.js";
import { parseFragment } from "../page.js";
import { makePost } from "../post.js";
import { attribute, elementsOf, findElement, type HtmlElement, isElement } from "../text/nodes.js";
import { readerText, type TextRules } from "../text/reader-text.js";
import { unwrapReplay } from "../text/replay.js";
import type { Layout, Page } from "../types.js";

const RULES: TextRules = { isHidden: () => false, whiteSpace: "kept" };

/** Posts of a thread and of a feed; the handle of the author is part of the mark. */
const ITEM = /^(?:postThreadItem|feedItem)-by-(.{3,253})$/;

function testId(element: HtmlElement): string {
  return attribute(element, "data-testid") ?? "";
}

/** A quoted post, a preview of a page: a clickable box inside the post. */
function isBox(element: HtmlElement): boolean {
  return element.tagName === "div" && attribute(element, "role") === "link";
}

/** The words, by their mark in feeds, and by how the app breaks their lines in threads. */
function isWords(element: HtmlElement): boolean {
  return testId(element) === "postText" || attribute(element, "data-word-wrap") === "1";
}

/** What a link names on the platform; the app's own links have no host. */
function named(element: HtmlElement): Permalink | null {
  const href = unwrapReplay((element.tagName === "a" && attribute(element, "href")) || "");
  const whole = href.startsWith("/") ? `https://bsky.app${href}` : href;
  const permalink = whole === "" ? null : parsePermalink(whole);
  return permalink?.platform === "bluesky" ? permalink : null;
}

/** A handle as printed stands between marks of direction. */
function plain(element: HtmlElement): string {
  return readerText(element.children, RULES).text.replace(
    /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    "",
  );
}

/** Elements of one post in page order, those of boxes and of the words left out. */
function ownElements(root: HtmlElement): HtmlElement[] {
  const isInside = (each: HtmlElement) => each !== root && (isBox(each) || isWords(each));
  return [...elementsOf([root], (each) => !isInside(each))];
}

/** Picture, name and handle are links to the author's profile, each by itself or all in one. */
const MAX_PROFILE_LINKS = 8;

/** The name: what a link to the author's profile shows that is not the handle. */
function nameIn(own: readonly HtmlElement[], handle: string): string | null {
  const profiles = own.filter((each) => named(each)?.id === null);
  for (const link of profiles.slice(0, MAX_PROFILE_LINKS)) {
    const shown = plain(link).split("\n")[0]?.split(`@${handle}`)[0]?.trim() ?? "";
    if (shown !== "") return shown;
  }
  return null;
}

/** Whether a link names the post's author: by handle, or by account id, which says no handle. */
function isBy(permalink: Permalink, handle: string): boolean {
  const by = permalink.handle?.toLowerCase() ?? "";
  return by === handle.toLowerCase() || by.startsWith("did:");
}

interface Item {
  root: HtmlElement;
  handle: string;
}

/**
 * The id stands in the link that the post's time is. The post that the page is about has no such
 * link: it is the one that the page's address names, if that names the same author.
 */
function idOf({ handle }: Item, own: readonly HtmlElement[], about: Permalink | null) {
  const links = own.flatMap((each) => named(each) ?? []);
  const link = links.find((each) => each.id !== null && isBy(each, handle));
  if (link !== undefined) return { id: link.id, at: "a[href*=/post/]" };
  const isAbout = about !== null && about.id !== null && isBy(about, handle);
  return isAbout ? { id: about.id, at: "the page's address" } : null;
}

/** Account and post that a quoted box names. */
function quotedIn(own: readonly HtmlElement[]): Post["quoted"] {
  const box = own.find((each) => isBox(each) && findElement(each.children, isWords) !== null);
  if (box === undefined) return null;
  const links = [...elementsOf(box.children)].flatMap((each) => named(each) ?? []);
  const post = links.find((each) => each.id !== null);
  const handle = post?.handle ?? links[0]?.handle ?? null;
  return reference("bluesky", post?.id ?? null, handle?.startsWith("did:") ? null : handle);
}

function readItem(item: Item, about: Permalink | null): Post | null {
  const { root, handle } = item;
  const own = ownElements(root);
  const place = idOf(
    item,
    own,
    item.root.attribs["data-testid"]?.startsWith("post") ? about : null,
  );
  if (place === null || place.id === null) return null;
  const words = own.find(isWords) ?? null;
  const shown = words === null ? { text: "", links: [] } : readerText(words.children, RULES);
  const did = own
    .flatMap((each) => named(each)?.handle ?? [])
    .find((each) => each.startsWith("did:"));
  return makePost({
    platform: "bluesky",
    id: place.id,
    url: permalinkOf("bluesky", handle, place.id),
    author: { id: did ?? null, handle, name: nameIn(own, handle) },
    // The app prints the time in the reader's zone.
    ...madeAt("bluesky", place.id, null),
    text: shown.text,
    links: shown.links,
    quoted: quotedIn(own),
    media: own.flatMap((each) => {
      const url = each.tagName === "img" ? (attribute(each, "src") ?? "") : "";
      if (!/\/img\/feed_/.test(url)) return [];
      return [{ kind: "photo", url: unwrapReplay(url), alt: attribute(each, "alt") || null }];
    }),
    sources: {
      id: place.at,
      handle: "[data-testid*=-by-]",
      name: "a[href*=/profile/]",
      text: "[data-testid=postText], [data-word-wrap]",
    },
  });
}

function itemsOf(page: Page): Item[] {
  const outline = page.outline();
  const items: Item[] = [];
  let end = -1;
  for (const element of outline.holding("Item-by-")) {
    // A post inside another one would be forged.
    if (outline.startOf(element) < end || !outline.isShown(element)) continue;
    const mark = attributesOf(outline.startTagOf(element))["data-testid"] ?? "";
    const handle = ITEM.exec(mark)?.[1];
    if (handle === undefined) continue;
    end = outline.endOf(element);
    const [root] = parseFragment(outline.markupOf(element));
    if (root && isElement(root)) items.push({ root, handle });
  }
  return items;
}

/** Bluesky's page after its scripts ran: the post, what it answers, its replies; feeds. */
export const blueskyScreen: Layout = {
  name: "bluesky-screen",
  era: "2023–",
  looksFor: "elements marked data-testid=postThreadItem-by-… or feedItem-by-…",
  signs: ["Item-by-"],
  read(page) {
    const items = itemsOf(page);
    if (items.length === 0) return null;
    const about =
      page.permalink ??
      headOf(page).declared.find(({ platform }) => platform === "bluesky") ??
      null;
    const posts = items.flatMap((item) => readItem(item, about) ?? []);
    return { state: "post", posts, findings: [], because: `${items.length} posts on the screen` };
  },
};
