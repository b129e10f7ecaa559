import type { Post } from "../../records/post.js";
import type { Outline } from "../markup/outline.js";
import { attribute, findElement, type HtmlElement, hasClass } from "../text/nodes.js";
import { readerText } from "../text/reader-text.js";
import type { Layout } from "../types.js";
import {
  asHandle,
  isPostId,
  makeTwitterPost,
  parseElement,
  statusLink,
  twitterText,
} from "./twitter-common.js";

const RULES = twitterText("folded");

/**
 * The XHTML pages of mobile.twitter.com: a table a post, the wanted one in `main-tweet`, replies
 * and timelines in `tweet`. Their printed times are in the client's zone, so the id's time counts.
 */
export const twitterMobile: Layout = {
  name: "twitter-mobile",
  era: "2013–2020",
  looksFor: "table.main-tweet or table.tweet around div.tweet-text[data-id]",
  signs: ["data-id="],
  read(page) {
    const outline = page.outline();
    const posts: Post[] = [];
    let end = 0;
    for (const words of outline.holding("data-id=")) {
      const table = outline.closest(words, (each) => outline.nameOf(each) === "table");
      if (table === -1 || outline.startOf(table) < end || !outline.isShown(table)) continue;
      end = outline.endOf(table);
      const post = readPost(outline, table);
      if (post !== null) posts.push(post);
    }
    if (posts.length === 0) return null;
    return { state: "post", posts, findings: [], because: "tables of the mobile page" };
  },
};

function readPost(outline: Outline, table: number): Post | null {
  const root = parseElement(outline, table);
  if (root === null) return null;
  const isMain = hasClass(root, "main-tweet");
  if (!isMain && !hasClass(root, "tweet")) return null;
  const box = byClass(root, "tweet-text");
  const id = box && attribute(box, "data-id");
  const username = byClass(root, "username");
  const handle = asHandle(username && readerText(username.children, RULES).text);
  if (!isPostId(id) || handle === null || box === null) return null;
  if (!isMain && statusLink(attribute(root, "href"))?.id !== id) return null;
  const name = byClass(root, "fullname");
  return makeTwitterPost({
    id,
    handle,
    name: name && readerText(name.children, RULES).text,
    pageTime: null,
    words: findElement(box.children, (each) => "dir" in each.attribs) ?? box,
    rules: RULES,
    isCut: outline.isCut(table),
    rest: { lang: null },
    sources: {
      id: ".tweet-text@data-id",
      handle: ".username",
      name: ".fullname",
      createdAt: "the id",
      text: ".tweet-text",
    },
  });
}

function byClass(root: HtmlElement, name: string): HtmlElement | null {
  return findElement(root.children, (each) => hasClass(each, name));
}
