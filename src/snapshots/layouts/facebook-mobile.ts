import { permalinkOf } from "../../handles/addresses.js";
import type { Permalink } from "../../handles/permalink.js";
import type { Post } from "../../records/post.js";
import { madeAt } from "../json/parts.js";
import {
  bare,
  type Found,
  findNodes,
  idAt,
  isObject,
  type Node,
  parseJson,
} from "../json/values.js";
import { attributesOf } from "../markup/start-tag.js";
import { parseFragment } from "../page.js";
import { makePost } from "../post.js";
import { attribute, elementsOf, findElement, type HtmlElement, isElement } from "../text/nodes.js";
import { readerText } from "../text/reader-text.js";
import type { Layout, Page } from "../types.js";
import { authorIn, named, WORDS } from "./facebook-common.js";

/** What a story's element says of it in `data-ft`, for the platform's own counting. */
function storyOf(startTag: string): Node | null {
  const value = parseJson(attributesOf(startTag)["data-ft"] ?? "");
  return isObject(value) ? { value, at: "[data-ft]" } : null;
}

/** The parts of a story are marked likewise: its words, and what is attached to it. */
function isPart(element: HtmlElement, mark: string): boolean {
  const told = attribute(element, "data-ft");
  const part = told === null ? null : parseJson(told);
  return isObject(part) && part.tn === mark;
}

const isWords = (element: HtmlElement) => isPart(element, "*s");
/** A post shared within a post is attached to it, and has words of its own. */
const isAttached = (element: HtmlElement) => isPart(element, "H");

/** Told for posts of pages and groups; of a shared post's time and its own, which is which is not. */
function timeOf(story: Node): Found<string> | null {
  const told = findNodes(story.value, ({ publish_time: time }) => typeof time === "number");
  const seconds = new Set(told.map(({ value }) => Number(value.publish_time)));
  const [first] = seconds;
  if (first === undefined || seconds.size > 1 || !(first > 0 && first < 4e9)) return null;
  return { value: new Date(first * 1000).toISOString(), at: "[data-ft] publish_time" };
}

/** The address that the printed time links to. */
function addressIn(root: HtmlElement): Permalink | null {
  for (const link of elementsOf([root], (each) => each.tagName !== "a" && !isAttached(each))) {
    const dated = findElement(link.children, (each) => each.tagName === "abbr");
    const permalink = dated ? named(link) : null;
    if (permalink?.id) return permalink;
  }
  return null;
}

/** A post goes by several numbers, and by a `pfbid…` too: it gets the one it was asked for by. */
function idOf(story: Node, address: Permalink | null, asked: Permalink | null): string | null {
  const ids = [
    address?.id,
    ...["top_level_post_id", "mf_story_key"].map((key) => bare(idAt(story, key))),
  ];
  return ids.find((id) => id && id === asked?.id) ?? ids.find((id) => id) ?? null;
}

function readPost(root: HtmlElement, story: Node, asked: Permalink | null): Post | null {
  const wanted = asked?.platform === "facebook" ? asked : null;
  const address = addressIn(root);
  const id = idOf(story, address, wanted);
  const parts = [...elementsOf([root], (each) => !isWords(each) && !isAttached(each))];
  const words = parts.find(isWords);
  // Where neither part is marked, whose words are where is not known.
  if (id === null || (words === undefined && !parts.some(isAttached))) return null;
  /** In lists a long post ends in a link to itself, in any language. */
  const isMore = (element: HtmlElement) =>
    named(element)?.id === id && readerText(element.children, WORDS).text !== "";
  const isCut =
    words !== undefined &&
    [...elementsOf(words.children, (each) => !WORDS.isHidden(each))].some(isMore);
  const shown = readerText(words?.children ?? [], {
    ...WORDS,
    isHidden: (element) => WORDS.isHidden(element) || isMore(element),
  });
  const text = isCut ? shown.text.replace(/\s*(?:…|\.\.\.)$/u, "") : shown.text;
  const author = authorIn(root, (each) => isWords(each) || isAttached(each));
  const userId = idAt(story, "content_owner_id_new");
  const time = timeOf(story);
  const handle = author.handle ?? address?.handle ?? null;
  return makePost({
    platform: "facebook",
    id,
    // A post in a group is not under its author's address.
    url: address !== null && address.handle === null ? null : permalinkOf("facebook", handle, id),
    author: { id: bare(userId), handle, name: author.name },
    ...madeAt("facebook", id, time),
    text,
    truncated: isCut ? { at: text.length, because: "the words end in a link to the whole" } : null,
    links: shown.links,
    sources: {
      id: "[data-ft] top_level_post_id",
      handle: "a[href] of the author",
      text: "[data-ft] *s",
      ...(time && { createdAt: time.at }),
    },
  });
}

function postsIn(page: Page): Post[] {
  const outline = page.outline();
  const posts: Post[] = [];
  let end = -1;
  for (const element of outline.holding("top_level_post_id")) {
    if (outline.startOf(element) < end || !outline.isShown(element)) continue;
    const story = storyOf(outline.startTagOf(element));
    if (story === null || idAt(story, "top_level_post_id") === null) continue;
    end = outline.endOf(element);
    const [root] = parseFragment(outline.markupOf(element));
    const post = root && isElement(root) ? readPost(root, story, page.permalink) : null;
    if (post !== null) posts.push(post);
  }
  return posts;
}

/** Facebook's pages for telephones (`m.`, `mbasic.`), public until 2024. */
export const facebookMobile: Layout = {
  name: "facebook-mobile",
  era: "2012–2024",
  looksFor: "elements whose data-ft names a top_level_post_id, their words in one marked *s",
  signs: ["top_level_post_id"],
  read(page) {
    const posts = postsIn(page);
    if (posts.length === 0) return null;
    return { state: "post", posts, findings: [], because: `${posts.length} posts on the page` };
  },
};
