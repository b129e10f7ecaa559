import { permalinkOf } from "../../handles/addresses.js";
import type { Post } from "../../records/post.js";
import { languageOf, madeAt, mediaAt, reference, timeAt } from "../json/parts.js";
import { type JsonLayout, jsonLayout, type Missing, readingOf } from "../json/reading.js";
import { tombstones } from "../json/tombstones.js";
import { showText } from "../json/twitter-text.js";
import { cutOf } from "../json/twitter-truncation.js";
import {
  bare,
  findNodes,
  get,
  idAt,
  isObject,
  type JsonObject,
  type Node,
  nodeAt,
  sourcesOf,
  stringAt,
  stringsAt,
  wordAt,
} from "../json/values.js";
import { makePost } from "../post.js";

/** An embed's tweet: like a REST status, but its time is ISO 8601 and it names its type. */
function isEmbedTweet(value: JsonObject): boolean {
  const typed = value.__typename === "Tweet" || "display_text_range" in value;
  return (
    typed &&
    typeof value.id_str === "string" &&
    typeof value.text === "string" &&
    isObject(value.user) &&
    typeof value.created_at === "string" &&
    /^\d{4}-/.test(value.created_at)
  );
}

function parentOf(tweet: Node): Post["replyTo"] {
  return reference(
    "twitter",
    bare(idAt(tweet, "in_reply_to_status_id_str", "parent/id_str")),
    bare(wordAt(tweet, "in_reply_to_screen_name", "parent/user/screen_name")),
  );
}

function readTweet(tweet: Node): Post | null {
  const id = idAt(tweet, "id_str");
  const text = stringAt(tweet, "text");
  if (id === null || text === null) return null;
  const entities = nodeAt(tweet, "entities");
  const displayRange = get(tweet, "display_text_range");
  const shown = showText({
    raw: text.value,
    entities: entities ? [entities] : [],
    id: id.value,
    displayRange,
  });
  const handle = wordAt(tweet, "user/screen_name");
  const name = stringAt(tweet, "user/name");
  const userId = idAt(tweet, "user/id_str");
  const createdAt = timeAt(tweet, "created_at");
  const lang = wordAt(tweet, "lang");
  // A long post's embed holds its beginning and the id of its note, never the note's words.
  const isNote = isObject(get(tweet, "note_tweet"));
  return makePost({
    platform: "twitter",
    id: id.value,
    url: permalinkOf("twitter", bare(handle), id.value),
    author: { id: bare(userId), handle: bare(handle), name: bare(name) },
    ...madeAt("twitter", id.value, createdAt),
    text: shown.text,
    lang: languageOf(lang),
    truncated: cutOf(shown.text, { flagged: isNote || shown.cut, repost: false }),
    replyTo: parentOf(tweet),
    quoted: reference(
      "twitter",
      bare(idAt(tweet, "quoted_tweet/id_str")),
      bare(wordAt(tweet, "quoted_tweet/user/screen_name")),
    ),
    edits: stringsAt(tweet, "edit_control/edit_tweet_ids"),
    media: mediaAt(tweet, "mediaDetails", "entities/media", "photos"),
    links: shown.links,
    sources: sourcesOf({ id, handle, name, userId, createdAt, text, lang }),
  });
}

/** `cdn.syndication.twimg.com/tweet-result`: what an embed is drawn from, parent and quote inside. */
export const twitterSyndication: JsonLayout = jsonLayout(
  {
    name: "twitter-syndication",
    era: "2022–",
    looksFor: "JSON with __typename Tweet, id_str, user, text and an ISO created_at; a tombstone",
  },
  (value, asked) => {
    const posts = findNodes(value, isEmbedTweet).flatMap((tweet) => readTweet(tweet) ?? []);
    const typed = isObject(value) && typeof value.__typename === "string";
    const missing: Missing[] = posts.length === 0 && typed ? tombstones(value) : [];
    return readingOf(posts, missing, asked);
  },
);
