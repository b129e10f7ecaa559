import { attribute, byClass, classes, type Element, elementsBelow } from "../dom.js";
import { certainPostLink } from "../permalinks.js";
import { passagesOf } from "../reader-text.js";
import type { EmbedConvention } from "../types.js";

/** Twitter's first embed code (2010–2011), "Blackbird Pie": a styled box without a script. */
export const blackbirdPie: EmbedConvention = {
  name: "blackbird-pie",
  looksFor: ".bbpBox with .bbpTweet, .timestamp and .author",
  tags: ["div"],
  read: (element) => {
    if (!element.attribs.class?.includes("bbpBox")) return null;
    if (!classes(element).some((name) => /^bbpBox\d*$/.test(name))) return null;
    const words = byClass(element, "bbpTweet");
    const stamp = byClass(element, "timestamp");
    const link = stamp === null ? null : firstLink(stamp);
    const post = link === null ? null : certainPostLink(attribute(link, "href"));
    if (words === null || post === null) return null;
    const author = byClass(element, "author");
    const lines = author === null ? [] : textOf(author).split("\n");
    const parts = new Set(["timestamp", "metadata"]);
    const text = textOf(words, (one) => classes(one).some((name) => parts.has(name)));
    return {
      ...post,
      handle: lines[1]?.replace(/^@/, "").trim() || post.handle,
      name: lines[0]?.trim() || null,
      date: (link === null ? null : attribute(link, "title")) || null,
      text: text || null,
      lang: attribute(words, "lang"),
    };
  },
};

function firstLink(element: Element): Element | null {
  return elementsBelow(element, ({ name }) => name === "a", 1)[0] ?? null;
}

function textOf(element: Element, skip?: (element: Element) => boolean): string {
  return passagesOf(element, skip)
    .map((passage) => passage.text)
    .join("\n");
}
