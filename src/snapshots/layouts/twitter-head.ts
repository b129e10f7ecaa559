import type { Post } from "../../records/post.js";
import { DECLARING, type Head, headOf, metaOf } from "../markup/head.js";
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
  looksFor: "og:url or canonical of a post, og:title and og:description, or words in the title",
  signs: DECLARING,
  read(page) {
    const head = headOf(page);
    const declared = head.declared.find((each) => each.platform === "twitter");
    const title = metaOf(head, "og:title") ?? head.title;
    if (declared?.id == null || title === null) return null;
    const described = metaOf(head, "og:description");
    const words = described ?? WORDS_IN_TITLE.exec(withoutEnding(title))?.[1] ?? null;
    if (words === null) return null;
    const author = authorOf(title, declared.handle);
    const post = readPost(
      head,
      declared.id,
      author,
      described === null ? words.trim() : shownWords(words),
    );
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

const PLATFORM = "(?:Twitter|X)";

/** Where the name stands in a title, by the language's word order; words of the post may follow. */
const NAME_FORMS: readonly RegExp[] = [
  // "Name on X", "Name sur Twitter", then perhaps `: "words"`.
  new RegExp(`^(.{1,200}?)\\s\\S{1,12}\\s${PLATFORM}(?:\\s?[:：]\\s?["“„«「『].*)?$`, "su"),
  // Japanese, Chinese.
  new RegExp(`^${PLATFORM}\\s?(?:ユーザーの|上的)\\s?(.{1,200}?)(?:さん)?(?:\\s?[:：].*)?$`, "su"),
];

/** `Name on X: "words" / X`, as a page's title. */
const WORDS_IN_TITLE = new RegExp(
  `^.{1,200}?${PLATFORM}.{0,220}?[:：]\\s?["“„«「『](.*)["”“»」』]$`,
  "su",
);

/** The application's titles end in its own name. */
function withoutEnding(title: string): string {
  return title.replace(/\s\/\s(?:Twitter|X)$/, "").trim();
}

/**
 * `Name (@handle) on X` since 2023, `Name on Twitter` before. The handle is the address's: in the
 * older form a name that ends like `(@handle)` would pass for it.
 */
function authorOf(title: string, handle: string | null) {
  const both = /^(.*)\s\(@(\w{1,20})\)/s.exec(title);
  if (both && both[2]?.toLowerCase() === handle?.toLowerCase()) {
    return { handle, name: both[1]?.trim() ?? null };
  }
  const bare = withoutEnding(title);
  const named = NAME_FORMS.map((form) => form.exec(bare)?.[1]).find((name) => name !== undefined);
  return { handle, name: named?.trim() ?? null };
}

/**
 * Some years wrap the words in “ ”, others do not: a first mark that closes before the end is the
 * author's own. A cut description keeps only the first mark of the wrapping.
 */
function shownWords(description: string): string {
  const words = unwrapReplayedText(description).trim();
  if (!words.startsWith("“")) return words;
  let depth = 0;
  for (let at = 0; at < words.length; at += 1) {
    if (words[at] === "“") depth += 1;
    else if (words[at] === "”") depth -= 1;
    if (depth === 0) return at === words.length - 1 ? words.slice(1, -1).trim() : words;
  }
  return words.slice(1).replace(/”$/, "").trim();
}
