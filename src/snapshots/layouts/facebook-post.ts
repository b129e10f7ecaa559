import { permalinkOf } from "../../handles/addresses.js";
import type { Permalink } from "../../handles/permalink.js";
import type { Post } from "../../records/post.js";
import { madeAt } from "../json/parts.js";
import type { Found } from "../json/values.js";
import type { Outline } from "../markup/outline.js";
import { attributesOf } from "../markup/start-tag.js";
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
import { readerText } from "../text/reader-text.js";
import type { Layout, Page } from "../types.js";
import { authorIn, named, WORDS } from "./facebook-common.js";

function isMessage(element: HtmlElement): boolean {
  return attribute(element, "data-testid") === "post_message" || hasClass(element, "userContent");
}

/** `abbr[data-utime]`, seconds since 1970, in the link to the post. */
function dateIn(root: HtmlElement): { link: Permalink | null; time: Found<string> | null } {
  for (const link of elementsOf([root], (each) => each.tagName !== "a")) {
    if (link.tagName !== "a") continue;
    const abbr = findElement(link.children, (each) => "data-utime" in each.attribs);
    const seconds = Number(abbr?.attribs["data-utime"]);
    if (!abbr || !Number.isSafeInteger(seconds) || seconds <= 0 || seconds > 4e9) continue;
    const time = { value: new Date(seconds * 1000).toISOString(), at: "abbr[data-utime]" };
    return { link: named(link), time };
  }
  return { link: null, time: null };
}

function readPost(root: HtmlElement, asked: Permalink | null): Post | null {
  const messages = [...elementsOf([root], (each) => !isMessage(each))].filter(isMessage);
  const { link, time } = dateIn(root);
  const id = link?.id ?? null;
  const [words] = messages;
  // A post shared within a post has words of its own; whose the first are is not told apart.
  if (words === undefined || messages.length > 1 || id === null) return null;
  const author = authorIn(root, isMessage);
  const shown = readerText(words.children, WORDS);
  const isAsked = asked !== null && asked.id === id;
  const handle = author.handle ?? link?.handle ?? (isAsked ? asked.handle : null);
  return makePost({
    platform: "facebook",
    id,
    url: permalinkOf("facebook", handle, id),
    author: { id: null, handle, name: author.name },
    ...madeAt("facebook", id, time),
    text: shown.text,
    links: shown.links,
    sources: {
      id: "a[href] round abbr[data-utime]",
      handle: "a[href] of the author",
      text: ".userContent",
      ...(time && { createdAt: time.at }),
    },
  });
}

function rootsIn(page: Page): HtmlElement[] {
  const outline: Outline = page.outline();
  const roots: HtmlElement[] = [];
  let end = -1;
  for (const element of outline.holding("userContentWrapper")) {
    // A post shared within a post stands in it.
    if (outline.startOf(element) < end || !outline.isShown(element)) continue;
    const classes = attributesOf(outline.startTagOf(element)).class ?? "";
    if (!classes.split(/\s+/).includes("userContentWrapper")) continue;
    end = outline.endOf(element);
    const [root] = parseFragment(outline.markupOf(element));
    if (root && isElement(root)) roots.push(root);
  }
  return roots;
}

/** Facebook's public pages of 2013–2020, before its words moved into scripts. */
export const facebookPost: Layout = {
  name: "facebook-post",
  era: "2013–2020",
  looksFor:
    "elements of class userContentWrapper with userContent and a link round abbr[data-utime]",
  signs: ["userContentWrapper"],
  read(page) {
    const posts = rootsIn(page).flatMap((root) => readPost(root, page.permalink) ?? []);
    if (posts.length === 0) return null;
    return { state: "post", posts, findings: [], because: `${posts.length} posts on the page` };
  },
};
