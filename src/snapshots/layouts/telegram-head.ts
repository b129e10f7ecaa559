import { permalinkOf } from "../../handles/addresses.js";
import { madeAt } from "../json/parts.js";
import { cutAtEllipsis } from "../json/twitter-truncation.js";
import { headOf, metaOf } from "../markup/head.js";
import { makePost } from "../post.js";
import type { Layout } from "../types.js";

/** `tg://resolve?domain=channel&post=123`, for the phone's own program. */
const APP_ADDRESS = /^tg:\/\/resolve\?domain=([A-Za-z]\w{3,31})&post=(\d{1,12})\b/;

/** A message's page without `?embed=1`: the message itself is loaded into a frame later. */
export const telegramHead: Layout = {
  name: "telegram-head",
  era: "2016–",
  looksFor: "al:ios:url tg://resolve with a post, og:title and og:description",
  signs: ["tg://resolve"],
  read(page) {
    const head = headOf(page);
    const [, handle = "", id = ""] =
      APP_ADDRESS.exec(metaOf(head, "al:ios:url", "al:android:url") ?? "") ?? [];
    const text = metaOf(head, "og:description", "twitter:description");
    if (id === "" || text === null) return null;
    const post = makePost({
      platform: "telegram",
      id,
      url: permalinkOf("telegram", handle, id),
      author: { id: null, handle, name: metaOf(head, "og:title", "twitter:title") },
      ...madeAt("telegram", id, null),
      text: text.trim(),
      truncated: cutAtEllipsis(text.trim(), "the page's description ends in an ellipsis"),
      sources: { id: "meta al:ios:url", handle: "meta al:ios:url", text: "meta og:description" },
    });
    return { state: "post", posts: [post], findings: [], because: "the page's head says it" };
  },
};
