import type { Post } from "../../records/post.js";
import type { Outline } from "../markup/outline.js";
import { attribute, findElement, type HtmlElement, hasClass } from "../text/nodes.js";
import { readerText } from "../text/reader-text.js";
import type { Layout } from "../types.js";
import {
  asHandle,
  isoTime,
  isPostId,
  makeTwitterPost,
  parseElement,
  twitterText,
} from "./twitter-common.js";

const RULES = twitterText("kept");

/**
 * What Twitter's embed script put in the place of a quoted post until 2021, in the frame it made
 * or in a page saved after it ran.
 */
export const twitterWidget: Layout = {
  name: "twitter-widget",
  era: "2012–2021",
  looksFor: ".h-entry with data-tweet-id, its words in .e-entry-title",
  signs: ["h-entry"],
  read(page) {
    const outline = page.outline();
    const posts: Post[] = [];
    for (const element of outline.loosely(outline.holding("data-tweet-id="))) {
      if (!outline.startTagOf(element).includes("h-entry") || !outline.isShown(element)) continue;
      const post = readPost(outline, element);
      if (post !== null) posts.push(post);
    }
    if (posts.length === 0) return null;
    return { state: "post", posts, findings: [], because: "posts rendered by the embed script" };
  },
};

function readPost(outline: Outline, element: number): Post | null {
  const root = parseElement(outline, element);
  const id = root && attribute(root, "data-tweet-id");
  if (root === null || !hasClass(root, "h-entry") || !isPostId(id)) return null;
  const handle = asHandle(textOf(root, "TweetAuthor-screenName", "p-nickname"));
  if (handle === null) return null;
  return makeTwitterPost({
    id,
    handle,
    name: textOf(root, "TweetAuthor-name", "p-name"),
    pageTime: isoTime(byClass(root, "dt-updated")?.attribs.datetime),
    words: byClass(root, "e-entry-title"),
    rules: RULES,
    isCut: outline.isCut(element),
    sources: {
      id: "@data-tweet-id",
      handle: ".p-nickname",
      name: ".p-name",
      createdAt: "time@datetime",
      text: ".e-entry-title",
    },
  });
}

function textOf(root: HtmlElement, ...names: readonly string[]): string | null {
  const found = findElement(root.children, (each) => names.some((name) => hasClass(each, name)));
  return found === null ? null : readerText(found.children, RULES).text;
}

function byClass(root: HtmlElement, name: string): HtmlElement | null {
  return findElement(root.children, (each) => hasClass(each, name));
}
