import { attribute, hasClass } from "../dom.js";
import { linkOnly, readEmbedCode } from "../embed-code.js";
import { postLink } from "../permalinks.js";
import type { EmbedConvention } from "../types.js";

/** Bluesky's own embed code: the link to media stands as "[image or embed]" behind the words. */
export const blueskyCode: EmbedConvention = {
  name: "bluesky-code",
  looksFor: "blockquote.bluesky-embed or [data-bluesky-uri]",
  tags: ["blockquote", "div"],
  read: (element) => {
    const uri = attribute(element, "data-bluesky-uri");
    if (uri === null && !hasClass(element, "bluesky-embed")) return null;
    const embed = readEmbedCode(element) ?? linkOnly(postLink(uri));
    if (embed === null || embed.text === null) return embed;
    const text = embed.text.replace(/\s*\[image or embed\]\s*$/, "");
    return { ...embed, text: text === "" ? null : text };
  },
};
