import { idTime } from "../../dates/id-time.js";
import type { Post, PostReference } from "../../records/post.js";
import type { Outline } from "../markup/outline.js";
import { parseFragment } from "../page.js";
import { makePost } from "../post.js";
import { attribute, findElement, type HtmlElement, hasClass, parentOf } from "../text/nodes.js";
import { readerText, type TextRules } from "../text/reader-text.js";
import { unwrapReplay } from "../text/replay.js";

/** What a layout read of one post, before it becomes a record. */
export interface TwitterFields {
  /** null: the page shows the post without naming it. */
  id: string | null;
  handle: string | null;
  name: string | null;
  userId?: string | null;
  /** The page's own time, ISO 8601 UTC. */
  pageTime: string | null;
  /** The element whose words these are; null where the post has none. */
  words: HtmlElement | null;
  rules: TextRules;
  /** Whether the capture ends inside the post. */
  isCut: boolean;
  rest?: Partial<Pick<Post, "lang" | "replyTo" | "quoted" | "media" | "truncated">>;
  sources: Record<string, string>;
}

export function isPostId(id: string | null | undefined): id is string {
  return id != null && /^\d{1,20}$/.test(id);
}

/** Classes under which Twitter's style sheets of 2012–2021 hid parts of a post. */
const HIDDEN = ["invisible", "u-hidden", "hidden", "visuallyhidden", "u-hiddenVisually"];

/**
 * Words as Twitter's own pages showed them: link parts that complete an address are hidden, and
 * the link to a post's own picture is left out, hidden or not, since a reader saw the picture.
 */
export function twitterText(whiteSpace: TextRules["whiteSpace"]): TextRules {
  return {
    whiteSpace,
    isHidden: (element) => HIDDEN.some((name) => hasClass(element, name)) || isMediaLink(element),
  };
}

function isMediaLink(element: HtmlElement): boolean {
  const [first] = element.tagName === "a" ? element.children : [];
  return first?.type === "text" && /^pic\.(?:twitter|x)\.com\//.test(first.data);
}

/** An ISO 8601 time with its zone, as UTC; null for anything else. */
export function isoTime(written: string | null | undefined): string | null {
  const parts = /^(\d{4}-\d{2}-\d{2}T[\d:.]{5,15})(?:Z|([+-]\d{2}):?(\d{2}))$/.exec(written ?? "");
  if (!parts) return null;
  const time = new Date(`${parts[1]}${parts[2] ? `${parts[2]}:${parts[3]}` : "Z"}`);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** Letters, digits and underscores; 20 because some early ones exceed today's 15. */
export function asHandle(written: string | null): string | null {
  const handle = written?.trim().replace(/^@/, "") ?? "";
  return /^\w{1,20}$/.test(handle) ? handle : null;
}

/** The id's own time, ISO 8601 UTC; null for an id that carries none. */
export function snowflakeTime(id: string): string | null {
  const time = idTime("twitter", id);
  return time === null ? null : new Date(time.ms).toISOString();
}

export function statusAddress(handle: string | null, id: string): string {
  return `https://twitter.com/${handle ?? "i/web"}/status/${id}`;
}

export function referenceTo(id: string | null, handle: string | null): PostReference | null {
  if (id === null && handle === null) return null;
  return { id, handle, url: id === null ? null : statusAddress(handle, id) };
}

const STATUS_LINK =
  /^(?:https?:\/\/(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com)?\/(?:#!\/)?(i\/web|\w{1,20})\/status(?:es)?\/(\d{1,20})(\/[\w/]{0,40})?(?:[?#].{0,500})?$/s;

/**
 * What a link inside a page names: the post's id, its author, and what follows (`/photo/1`,
 * `/likes`); null for a link to anything but a post.
 */
export function statusLink(
  href: string | null,
): { id: string; handle: string | null; suffix: string } | null {
  const found = STATUS_LINK.exec(unwrapReplay(href ?? ""));
  if (!found) return null;
  const [, handle = "", id = "", suffix = ""] = found;
  return { id, handle: handle === "i/web" ? null : handle, suffix };
}

export function makeTwitterPost(fields: TwitterFields): Post {
  const { id, handle, words, pageTime } = fields;
  const read = words === null ? { text: "", links: [] } : readerText(words.children, fields.rules);
  const idTime = id === null ? null : snowflakeTime(id);
  return makePost({
    platform: "twitter",
    id,
    url: id === null ? null : statusAddress(handle, id),
    author: { id: fields.userId ?? null, handle, name: fields.name },
    createdAt: pageTime ?? idTime,
    createdAtSource: pageTime === null ? (idTime === null ? null : "snowflake") : "page",
    text: read.text,
    links: read.links,
    lang: words === null ? null : attribute(words, "lang"),
    truncated: truncation(fields, read.text),
    sources: fields.sources,
    ...fields.rest,
  });
}

function truncation({ isCut, words }: TwitterFields, text: string): Post["truncated"] {
  if (!isCut || (words !== null && !isAtEnd(words))) return null;
  return { at: text.length, because: "the capture ends inside the post" };
}

/** Whether nothing follows an element on the page: then the page may have ended within it. */
function isAtEnd(element: HtmlElement): boolean {
  let node: HtmlElement | null = element;
  while (node !== null) {
    if (node.nextSibling !== null) return false;
    node = parentOf(node);
  }
  return true;
}

/**
 * One element of the page, parsed by itself. At the end of a capture that was cut short, a tag or
 * character reference cut in two is left out: it would read as other characters.
 */
export function parseElement(outline: Outline, element: number): HtmlElement | null {
  let markup = outline.markupOf(element);
  if (outline.isCut(element)) {
    const open = markup.lastIndexOf("<");
    if (open > markup.lastIndexOf(">")) markup = markup.slice(0, open);
    markup = markup.replace(/&[#\w]{0,40}$/, "");
  }
  return findElement(parseFragment(markup), () => true);
}
