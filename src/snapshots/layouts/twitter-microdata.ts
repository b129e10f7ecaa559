import type { Post } from "../../records/post.js";
import { attribute, elementsOf, type HtmlElement } from "../text/nodes.js";
import { readerText } from "../text/reader-text.js";
import type { Layout } from "../types.js";
import {
  asHandle,
  isoTime,
  makeTwitterPost,
  parseElement,
  statusLink,
  twitterText,
} from "./twitter-common.js";

const RULES = twitterText("kept");

/**
 * schema.org markup: boxes of type SocialMediaPosting whose `itemprop`s say what each part is. A
 * post within a post (a reply, a quoted one) is a box of its own.
 */
export const twitterMicrodata: Layout = {
  name: "twitter-microdata",
  era: "2021–2023",
  looksFor: "itemtype …/SocialMediaPosting with itemprop identifier or url, author, articleBody",
  signs: ["schema.org/"],
  read(page) {
    const outline = page.outline();
    const posts: Post[] = [];
    for (const element of outline.loosely(outline.holding("schema.org/"))) {
      if (!isPosting(outline.startTagOf(element)) || !outline.isShown(element)) continue;
      const root = parseElement(outline, element);
      const post = root && readPost(root, outline.isCut(element));
      if (post) posts.push(post);
    }
    if (posts.length === 0) return null;
    return { state: "post", posts, findings: [], because: "schema.org microdata" };
  },
};

const POSTING = /schema\.org\/(?:SocialMediaPosting|DiscussionForumPosting)\b/;

function isPosting(startTag: string): boolean {
  return /\bitemtype\b/i.test(startTag) && POSTING.test(startTag);
}

function readPost(root: HtmlElement, isCut: boolean): Post | null {
  const own = propertiesOf(root);
  const link = statusLink(contentOf(own.get("url")) ?? contentOf(own.get("mainEntityOfPage")));
  const author = own.get("author");
  const person = author === undefined ? new Map<string, HtmlElement>() : propertiesOf(author);
  const id = link?.id ?? contentOf(own.get("identifier"));
  if (id === null || !/^\d{1,20}$/.test(id)) return null;
  const handle =
    asHandle(contentOf(person.get("additionalName")) ?? contentOf(person.get("alternateName"))) ??
    link?.handle ??
    null;
  return makeTwitterPost({
    id,
    handle,
    name: contentOf(person.get("givenName")) ?? contentOf(person.get("name")),
    userId: contentOf(person.get("identifier")),
    pageTime: isoTime(contentOf(own.get("datePublished")) ?? contentOf(own.get("dateCreated"))),
    words: own.get("articleBody") ?? own.get("text") ?? null,
    rules: RULES,
    isCut,
    sources: {
      id: "itemprop=identifier",
      handle: "itemprop=additionalName",
      name: "itemprop=givenName",
      createdAt: "itemprop=datePublished",
      text: "itemprop=articleBody",
    },
  });
}

/** The first element of each property of this item; those of items within it are theirs. */
function propertiesOf(item: HtmlElement): Map<string, HtmlElement> {
  const found = new Map<string, HtmlElement>();
  const into = (each: HtmlElement) => !("itemscope" in each.attribs);
  for (const element of elementsOf(item.children, into)) {
    for (const name of attribute(element, "itemprop")?.split(/\s+/) ?? []) {
      if (!found.has(name)) found.set(name, element);
    }
  }
  return found;
}

function contentOf(element: HtmlElement | undefined): string | null {
  if (element === undefined) return null;
  for (const name of ["content", "href", "datetime", "src"]) {
    const value = attribute(element, name);
    if (value !== null) return value.trim() || null;
  }
  return readerText(element.children, RULES).text || null;
}
