import { permalinkOf } from "../../handles/addresses.js";
import { madeAt } from "../json/parts.js";
import { apiTime } from "../json/time.js";
import { DECLARING, headOf, metaOf } from "../markup/head.js";
import { makePost } from "../post.js";
import type { Layout } from "../types.js";

/**
 * The words in a description. Pictures are announced first, in the reader's language and in a
 * paragraph of its own; only then is the card a large one (Mastodon's `StatusesHelper`).
 */
function wordsOf(description: string, card: string | null): string {
  const hasPictures = card !== null && card !== "summary";
  const [announced, ...words] = description.split("\n\n");
  const text = hasPictures && announced !== undefined ? words.join("\n\n") : description;
  return text.trim();
}

/** `Name (@user@host)`. */
const TITLE = /^(.*)\s\(@([\w.-]{1,64}@[\w.-]{1,253})\)$/s;

/** Mastodon since 4.0: an application, whose server writes the post into the head. */
export const mastodonHead: Layout = {
  name: "mastodon-head",
  era: "2018–",
  looksFor: "og:title `Name (@user@host)`, og:description, og:url of a status, profile:username",
  signs: DECLARING,
  read(page) {
    const head = headOf(page);
    const [, name = "", handle = ""] = TITLE.exec((metaOf(head, "og:title") ?? "").trim()) ?? [];
    const declared = head.declared.find((each) => each.platform === "mastodon");
    const description = metaOf(head, "og:description");
    if (handle === "" || declared?.id == null || description === null) return null;
    const id = declared.id;
    const written = metaOf(head, "og:published_time", "article:published_time");
    const time = written === null ? null : apiTime(written);
    const post = makePost({
      platform: "mastodon",
      id,
      url: permalinkOf("mastodon", handle, id),
      author: { id: null, handle, name: name.trim() },
      ...madeAt(
        "mastodon",
        id,
        time === null ? null : { value: time, at: "meta og:published_time" },
      ),
      text: wordsOf(description, metaOf(head, "twitter:card")),
      lang: metaOf(head, "og:locale"),
      sources: { id: "meta og:url", handle: "meta og:title", text: "meta og:description" },
    });
    return { state: "post", posts: [post], findings: [], because: "the page's head says it" };
  },
};
