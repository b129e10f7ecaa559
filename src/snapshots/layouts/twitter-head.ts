import type { Post } from "../../records/post.js";
import { type Head, headOf, metaOf } from "../markup/head.js";
import { makePost } from "../post.js";
import { unwrapReplayedText } from "../text/replay.js";
import type { Layout } from "../types.js";
import { snowflakeTime, statusAddress } from "./twitter-common.js";

/**
 * Pages served to crawlers, and the application before it ran: what was posted stands in the
 * head alone. Its words hold raw t.co links, and some years cut them.
 */
export const twitterHead: Layout = {
  name: "twitter-head",
  era: "2012–",
  looksFor: "og:url or canonical of a post, og:title and og:description",
  read(page) {
    const head = headOf(page);
    const declared = head.declared.find((each) => each.platform === "twitter");
    const words = metaOf(head, "og:description");
    const title = metaOf(head, "og:title");
    if (declared?.id == null || words === null || title === null) return null;
    const author = authorOf(title, declared.handle);
    const post = readPost(head, declared.id, author, shownWords(words));
    return { state: "post", posts: [post], findings: [], because: "the page's head says it" };
  },
};

function readPost(
  head: Head,
  id: string,
  author: { handle: string | null; name: string | null },
  text: string,
): Post {
  const createdAt = snowflakeTime(id);
  return makePost({
    platform: "twitter",
    id,
    url: statusAddress(author.handle, id),
    author: { id: null, ...author },
    createdAt,
    createdAtSource: createdAt === null ? null : "snowflake",
    text,
    truncated: /(?:…|\.\.\.)$/.test(text)
      ? { at: text.length, because: "the page's description ends in an ellipsis" }
      : null,
    media: (head.meta.get("og:image") ?? []).filter(isPostImage).map((url) => {
      return { kind: "photo", url, alt: metaOf(head, "og:image:alt") };
    }),
    sources: { id: "og:url", handle: "og:url", name: "og:title", text: "og:description" },
  });
}

/** Everything else is the account's portrait or the platform's logo. */
function isPostImage(address: string): boolean {
  return /\/\/pbs\.twimg\.com\/(?:media|ext_tw_video_thumb|tweet_video_thumb)\//.test(address);
}

/**
 * `Name (@handle) on X` since 2023, `Name on Twitter` before. The handle is the address's: in the
 * older form a name that ends like `(@handle)` would pass for it.
 */
function authorOf(title: string, handle: string | null) {
  const both = /^(.*)\s\(@(\w{1,20})\)/s.exec(title);
  const isHandle = both?.[2]?.toLowerCase() === handle?.toLowerCase();
  const named = both && isHandle ? both : /^(.*)\s\S+\s(?:Twitter|X)$/s.exec(title);
  return { handle, name: named?.[1]?.trim() ?? null };
}

/**
 * Some years wrap the words in “ ”, others do not, and a cut description keeps only the first of
 * them: an outer mark cannot be told from the author's own, so one at each end is left out.
 */
function shownWords(description: string): string {
  const words = unwrapReplayedText(description).trim();
  return words.replace(/^“/, "").replace(/”$/, "").trim();
}
