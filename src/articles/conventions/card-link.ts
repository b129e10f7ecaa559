import { attribute, hasClass } from "../dom.js";
import { linkOnly } from "../embed-code.js";
import { certainPostLink } from "../permalinks.js";
import type { EmbedConvention } from "../types.js";

/** Services that make a card of any link: the link is all that the page itself holds of the post. */
export const cardLink: EmbedConvention = {
  name: "card-link",
  looksFor: "a.embedly-card or a[data-iframely-url] whose address is a post's",
  tags: ["a"],
  read: (element) => {
    const isCard = "data-iframely-url" in element.attribs || hasClass(element, "embedly-card");
    return isCard ? linkOnly(certainPostLink(attribute(element, "href"))) : null;
  },
};
