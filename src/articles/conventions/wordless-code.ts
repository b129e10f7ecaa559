import { attribute, type Element, hasClass } from "../dom.js";
import { linkOnly } from "../embed-code.js";
import { type PostLink, postLink } from "../permalinks.js";
import type { EmbedConvention } from "../types.js";

/** Embed codes that carry the address alone: the script fetches the words. */
const CODES: readonly { tag: string; address: (element: Element) => string | null }[] = [
  { tag: "blockquote", address: (element) => attribute(element, "data-text-post-permalink") },
  {
    tag: "blockquote",
    address: (element) =>
      hasClass(element, "mastodon-embed")
        ? (attribute(element, "data-embed-url")?.replace(/\/embed\/?$/, "") ?? null)
        : null,
  },
  {
    tag: "script",
    address: (element) => {
      const post = attribute(element, "data-telegram-post");
      return post === null ? null : `https://t.me/${post}`;
    },
  },
  { tag: "oembed", address: (element) => attribute(element, "url") },
];

/** Threads, Mastodon and Telegram, and the `<oembed>` element of editors. */
export const wordlessCode: EmbedConvention = {
  name: "wordless-code",
  looksFor: "[data-text-post-permalink], .mastodon-embed, [data-telegram-post], oembed[url]",
  tags: ["blockquote", "script", "oembed"],
  read: (element) => {
    for (const { tag, address } of CODES) {
      const link: PostLink | null = tag === element.name ? postLink(address(element)) : null;
      if (link !== null) return linkOnly(link);
    }
    return null;
  },
};
