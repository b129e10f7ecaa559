import { permalinkOf } from "../../handles/addresses.js";
import { attribute, type Element } from "../dom.js";
import { linkOnly } from "../embed-code.js";
import { certainPostLink } from "../permalinks.js";
import type { EmbedConvention } from "../types.js";

const ID_ATTRIBUTES = [
  "data-tweet-id",
  "data-tweetid",
  "data-twitter-id",
  "data-tweet",
  "tweet-id",
];
const ADDRESS_ATTRIBUTES =
  /^data-(?:[a-z]+-)?(?:url|href|src|link|permalink|oembed|oembed-url|embed|embed-url|embed-src|canonical-url|source|tweet|tweet-url|post|post-url)$/;

/** Publishing systems' own boxes: an id or a permalink in a data attribute, loaded by a script. */
export const dataAttribute: EmbedConvention = {
  name: "data-attribute",
  looksFor: "[data-tweet-id], or a data attribute that holds a permalink of a post",
  tags: ["div", "figure", "section", "span", "article", "p", "aside", "blockquote", "drupal-url"],
  byAttribute: true,
  read: (element) => {
    for (const name in element.attribs) {
      if (!name.startsWith("data-") && name !== "tweet-id") continue;
      const link = certainPostLink(addressIn(element, name));
      if (link !== null) return linkOnly(link);
    }
    return null;
  },
};

function addressIn(element: Element, name: string): string | null {
  const value = attribute(element, name) ?? "";
  if (ID_ATTRIBUTES.includes(name) && /^\d{5,20}$/.test(value)) {
    return permalinkOf("twitter", null, value);
  }
  const isAddress = ADDRESS_ATTRIBUTES.test(name) && /^(?:https?:)?\/\/\S{8,500}$/.test(value);
  return isAddress ? value : null;
}
