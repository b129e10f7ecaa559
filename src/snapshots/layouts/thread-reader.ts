import { permalinkOf } from "../../handles/addresses.js";
import type { Post } from "../../records/post.js";
import { madeAt } from "../json/parts.js";
import { parseFragment } from "../page.js";
import { makePost } from "../post.js";
import { attribute, type HtmlElement, hasClass, isElement } from "../text/nodes.js";
import { readerText, type TextRules } from "../text/reader-text.js";
import type { Layout, Page } from "../types.js";

/** Beside the words: a link sign, pictures, and boxes with other people's posts. */
const NOT_WORDS = ["tw-permalink", "entity-image", "entity-video", "entity-embed"];

const RULES: TextRules = {
  isHidden: (element) => NOT_WORDS.some((name) => hasClass(element, name)),
  whiteSpace: "folded",
};

function readPost(element: HtmlElement): Post | null {
  const id = attribute(element, "data-tweet") ?? "";
  const handle = attribute(element, "data-screenname") ?? "";
  // Pages without both name neither post nor author: their words are nobody's evidence.
  if (!/^\d{1,20}$/.test(id) || !/^\w{1,20}$/.test(handle)) return null;
  const words = readerText(element.children, RULES);
  return makePost({
    platform: "twitter",
    id,
    url: permalinkOf("twitter", handle, id),
    author: { id: null, handle, name: null },
    // The page prints no time of a single post; the id is exact.
    ...madeAt("twitter", id, null),
    text: words.text,
    links: words.links,
    sources: { id: "[data-tweet]", handle: "[data-screenname]", text: ".content-tweet" },
  });
}

function postsOf(page: Page): Post[] {
  const outline = page.outline();
  return [...outline.holding("content-tweet")].flatMap((start) => {
    if (!outline.isShown(start)) return [];
    const [root] = parseFragment(outline.markupOf(start));
    if (!root || !isElement(root) || !hasClass(root, "content-tweet")) return [];
    return readPost(root) ?? [];
  });
}

/** Unrolled threads (threadreaderapp.com): an author's posts in a row, often the only copy left. */
export const threadReader: Layout = {
  name: "thread-reader",
  era: "2017–",
  looksFor: "elements of class content-tweet with data-tweet and data-screenname",
  signs: ["content-tweet"],
  read(page) {
    const posts = postsOf(page);
    if (posts.length === 0) return null;
    return { state: "post", posts, findings: [], because: `${posts.length} posts of a thread` };
  },
};
