import { permalinkOf } from "../../handles/addresses.js";
import { parsePermalink } from "../../handles/permalink.js";
import type { Post } from "../../records/post.js";
import { markupNodes } from "../json/html-text.js";
import { madeAt } from "../json/parts.js";
import { type JsonLayout, jsonLayout, readingOf } from "../json/reading.js";
import { cutAtEllipsis } from "../json/twitter-truncation.js";
import { bare, type Found, findNodes, type Node, sourcesOf, wordAt } from "../json/values.js";
import { makePost } from "../post.js";
import {
  attribute,
  findElement,
  type HtmlElement,
  type HtmlNode,
  hasClass,
  isElement,
} from "../text/nodes.js";
import { readerText, type TextRules } from "../text/reader-text.js";

/** Links to the post's own pictures, seen as the picture. */
const RULES: TextRules = {
  isHidden: (element) =>
    element.tagName === "a" &&
    /^\s*pic\.(?:twitter|x)\.com\//.test(readerText(element.children, SHOW_ALL).text),
  whiteSpace: "folded",
};

const SHOW_ALL: TextRules = { isHidden: () => false, whiteSpace: "folded" };

const EMBED_CLASSES = ["twitter-tweet", "twitter-video"];

function isEmbed(element: HtmlElement): boolean {
  return element.tagName === "blockquote" && EMBED_CLASSES.some((name) => hasClass(element, name));
}

/** The last link of an embed that names a post is the post's own; those before stand in its words. */
function ownPermalink(embed: HtmlElement) {
  const links = embed.children
    .filter((node): node is HtmlElement => isElement(node) && node.tagName === "a")
    .map((link) => parsePermalink(attribute(link, "href") ?? ""))
    .filter((permalink) => permalink?.platform === "twitter" && permalink.id !== null);
  return links.at(-1) ?? null;
}

/** "— Name (@handle) " between the words and the date, in the embed's own text nodes. */
function attribution(nodes: readonly HtmlNode[]): { name: string; handle: string } | null {
  const own = nodes.map((node) => (node.type === "text" ? node.data : "")).join("");
  const line = /^\s*[—–-]\s?(.{0,300})\s\(@(\w{1,20})\)\s*$/su.exec(own);
  return line ? { name: line[1] ?? "", handle: line[2] ?? "" } : null;
}

function readEmbed(html: Found<string>, answer: Node): Post | null {
  const embed = findElement(markupNodes(html.value), isEmbed);
  const permalink = embed && ownPermalink(embed);
  if (!embed || !permalink || permalink.id === null) return null;
  const printed = attribution(embed.children);
  const words = findElement(embed.children, (element) => element.tagName === "p");
  const shown = words ? readerText(words.children, RULES) : { text: "", links: [] };
  const owner = wordAt(answer, "author_url");
  const handle = printed?.handle ?? (owner && parsePermalink(owner.value)?.handle) ?? null;
  const name = printed?.name ?? bare(wordAt(answer, "author_name"));
  return makePost({
    platform: "twitter",
    id: permalink.id,
    url: permalinkOf("twitter", handle, permalink.id),
    author: { id: null, handle, name },
    // The printed day is the UTC day (78 of 78 checked), but a day is no moment: the id's time is.
    ...madeAt("twitter", permalink.id, null),
    text: shown.text,
    links: shown.links,
    lang: words && attribute(words, "lang"),
    truncated: cutAtEllipsis(shown.text, "embeds end long posts with an ellipsis"),
    sources: sourcesOf({ id: html, handle: html, name: html, text: html }),
  });
}

/** oEmbed answers (`publish.twitter.com`) and the embeds by id of `tweets.json` (to about 2019). */
export const twitterOembed: JsonLayout = jsonLayout(
  {
    name: "twitter-oembed",
    era: "2011–",
    looksFor: "JSON with html that holds blockquote.twitter-tweet; a map of ids to such html",
  },
  (value, asked) => {
    const isHtml = (inner: unknown) => typeof inner === "string" && inner.includes("twitter-");
    const holders = findNodes(value, (object) => Object.values(object).some(isHtml));
    const posts = holders.flatMap((holder) =>
      Object.keys(holder.value)
        .filter((key) => key === "html" || /^\d{1,20}$/.test(key))
        .flatMap((key) => {
          const html = wordAt(holder, key);
          return (html && readEmbed(html, holder)) ?? [];
        }),
    );
    return readingOf(posts, [], asked);
  },
);
