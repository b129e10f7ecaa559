import { attribute, type Element, elementsBelow, hasClass } from "../dom.js";
import { linkOnly } from "../embed-code.js";
import { postLink } from "../permalinks.js";
import { passagesOf } from "../reader-text.js";
import type { EmbedConvention } from "../types.js";

/** TikTok's embed code: the caption between the author's link and the sound's. */
export const tiktokCode: EmbedConvention = {
  name: "tiktok-code",
  looksFor: "blockquote.tiktok-embed[cite]",
  tags: ["blockquote"],
  read: (element) => {
    if (!hasClass(element, "tiktok-embed")) return null;
    const embed = linkOnly(postLink(attribute(element, "cite")), "tiktok");
    if (embed === null) return null;
    const author = elementsBelow(element, isAuthor, 1)[0];
    const skip = (one: Element) => one === author || isSound(one);
    const words = passagesOf(element, skip)
      .map(({ text }) => text)
      .filter((text) => text !== "");
    const handle = author === undefined ? null : (passagesOf(author)[0]?.text ?? null);
    return { ...embed, handle: handle?.replace(/^@/, "") ?? null, text: words.join("\n") || null };
  },
};

function isAuthor(element: Element): boolean {
  return (
    element.name === "a" && /tiktok\.com\/@[^/?#]+\/?(?:[?#]|$)/.test(element.attribs.href ?? "")
  );
}

function isSound(element: Element): boolean {
  return element.name === "a" && /tiktok\.com\/music\//.test(element.attribs.href ?? "");
}
