import { attribute, hasClass } from "../dom.js";
import { linkOnly } from "../embed-code.js";
import { certainPostLink, postLink } from "../permalinks.js";
import type { EmbedConvention } from "../types.js";

/** Frames of any platform whose address names the post, also where loading waits for consent. */
export const postFrame: EmbedConvention = {
  name: "post-frame",
  looksFor: "iframe whose address (or data-src, data-lazy-src, …) names a post",
  tags: ["iframe", "amp-iframe", "embed"],
  read: (element) => {
    const mastodon = hasClass(element, "mastodon-embed");
    for (const name of FRAME_ADDRESSES) {
      const address = attribute(element, name);
      if (address === null) continue;
      // `…/embed` on a post's address is every platform's way to show it in a frame.
      const post = address.replace(EMBED_END, "");
      const read = mastodon || post !== address ? postLink : certainPostLink;
      const link = read(innerAddress(post));
      if (link !== null) return linkOnly(link);
    }
    return null;
  },
};

const FRAME_ADDRESSES = [
  "src",
  "data-src",
  "data-lazy-src",
  "data-original",
  "data-url",
  "data-iframe-src",
];

const EMBED_END = /\/embed(?:\/captioned)?\/?(?:[?#].*)?$/;

/** Facebook's plug-in and several frame services name the post in a parameter. */
function innerAddress(address: string): string {
  const match = /[?&](?:href|url)=(https?%3A[^&#]{4,600}|https?:[^&#]{4,600})/i.exec(address);
  if (match === null) return address;
  try {
    return decodeURIComponent(match[1] ?? "");
  } catch {
    return address;
  }
}
