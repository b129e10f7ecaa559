import { attribute, type Element, elementsBelow, firstAttribute, hasClass } from "../dom.js";
import { linkOnly } from "../embed-code.js";
import { postLink } from "../permalinks.js";
import { passagesOf } from "../reader-text.js";
import type { EmbedConvention } from "../types.js";

/**
 * Facebook's embed code: the words in paragraphs, then "Posted by <a>Name</a> on <a>date</a>" in
 * any language; the last link is the permalink, the one before it the author's page.
 */
export const facebookCode: EmbedConvention = {
  name: "facebook-code",
  looksFor: "div.fb-post, div.fb-video or [data-href] of the plug-in",
  tags: ["div", "fb:post"],
  read: (element) => {
    const marked = hasClass(element, "fb-post") || hasClass(element, "fb-video");
    if (!marked && element.name !== "fb:post") return null;
    const embed = linkOnly(postLink(firstAttribute(element, ["data-href", "href"])), "facebook");
    const quotation = elementsBelow(element, ({ name }) => name === "blockquote", 1)[0];
    if (embed === null || quotation === undefined) return embed;
    const words = elementsBelow(quotation, ({ name }) => name === "p", 50)
      .flatMap((paragraph) => passagesOf(paragraph))
      .map(({ text }) => text);
    return { ...embed, ...lineOf(quotation), text: words.join("\n\n") || null };
  },
};

function lineOf(quotation: Element) {
  const links = passagesOf(quotation, ({ name }) => name === "p").flatMap(({ text, links: all }) =>
    all.map(({ href, start, end }) => ({ href, shown: text.slice(start, end) })),
  );
  const date = links[links.length - 1];
  const author = links[links.length - 2];
  const lang = attribute(quotation, "lang");
  return { name: author?.shown || null, date: (author && date?.shown) || null, lang };
}
