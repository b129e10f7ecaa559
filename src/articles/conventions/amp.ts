import { permalinkOf } from "../../handles/addresses.js";
import type { Platform } from "../../records/platform.js";
import { attribute, type Element, elementsBelow, firstAttribute } from "../dom.js";
import { linkOnly, readEmbedCode } from "../embed-code.js";
import { certainPostLink } from "../permalinks.js";
import type { EmbedConvention } from "../types.js";

/** AMP's embed elements: the attribute that names the post, and whether it holds id or address. */
const ELEMENTS: Record<string, { platform: Platform; names: readonly string[] }> = {
  "amp-twitter": { platform: "twitter", names: ["data-tweetid", "data-tweet-id"] },
  "amp-instagram": { platform: "instagram", names: ["data-shortcode"] },
  "amp-facebook": { platform: "facebook", names: ["data-href"] },
  "amp-tiktok": { platform: "tiktok", names: ["data-src"] },
  "amp-youtube": { platform: "youtube", names: ["data-videoid"] },
  "lite-youtube": { platform: "youtube", names: ["videoid"] },
};

/** AMP twins of pages; a placeholder inside may hold the whole embed code. */
export const amp: EmbedConvention = {
  name: "amp",
  looksFor: Object.keys(ELEMENTS).join(", "),
  tags: Object.keys(ELEMENTS),
  read: (element) => {
    const kind = ELEMENTS[element.name];
    const value = kind === undefined ? null : firstAttribute(element, kind.names);
    if (kind === undefined || value === null) return null;
    const link = certainPostLink(
      value.includes("/") ? value : permalinkOf(kind.platform, null, value),
    );
    const placeholder = placeholderOf(element);
    const code = placeholder === null ? null : readEmbedCode(placeholder);
    return code !== null && code.id === link?.id ? code : linkOnly(link);
  },
};

function placeholderOf(element: Element): Element | null {
  const found = elementsBelow(element, ({ name }) => name === "blockquote", 1)[0] ?? null;
  if (found !== null) return found;
  const marked = elementsBelow(element, (one) => attribute(one, "placeholder") !== null, 1);
  return marked[0] ?? null;
}
