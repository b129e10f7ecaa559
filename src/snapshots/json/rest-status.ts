import { permalinkOf } from "../../handles/addresses.js";
import type { Post } from "../../records/post.js";
import { makePost } from "../post.js";
import { languageOf, madeAt, mediaAt, reference, timeAt } from "./parts.js";
import { type ShownText, showText } from "./twitter-text.js";
import { cutOf } from "./twitter-truncation.js";
import {
  bare,
  type Found,
  get,
  idAt,
  type Node,
  nodeAt,
  sourcesOf,
  stringAt,
  stringsAt,
  wordAt,
} from "./values.js";

/** Where the whole text stands, best first: streams put it aside, extended mode renames it. */
const TEXTS = ["extended_tweet/full_text", "full_text", "text"];

function wordsOf(status: Node): { found: Found<string>; shown: ShownText } | null {
  const found = stringAt(status, ...TEXTS);
  if (found === null) return null;
  const extended = nodeAt(status, "extended_tweet");
  const holder = extended && found.at.endsWith("extended_tweet/full_text") ? extended : status;
  const entities = ["entities", "extended_entities"].flatMap((key) => nodeAt(holder, key) ?? []);
  const displayRange = get(holder, "display_text_range");
  const id = bare(idAt(status, "id_str", "id"));
  return { found, shown: showText({ raw: found.value, entities, displayRange, id }) };
}

function retweetedBy(status: Node): Post["retweeted"] {
  const id = bare(
    idAt(
      status,
      "retweeted_status/id_str",
      "retweeted_status/id",
      "retweeted_status_id_str",
      "retweeted_status",
    ),
  );
  return reference("twitter", id, bare(wordAt(status, "retweeted_status/user/screen_name")));
}

function quotedBy(status: Node): Post["quoted"] {
  const id = bare(idAt(status, "quoted_status_id_str", "quoted_status/id_str", "quoted_status"));
  const handle = bare(wordAt(status, "quoted_status/user/screen_name"));
  const url = bare(wordAt(status, "quoted_status_permalink/expanded"));
  return reference("twitter", id, handle, url);
}

/**
 * One status object of the REST API, its author given apart: answers nest the author, the app's own
 * stores keep authors in a table. Null without an id or words.
 */
export function readStatus(status: Node, user: Node | null): Post | null {
  const words = wordsOf(status);
  const id = idAt(status, "id_str", "id");
  if (words === null || id === null) return null;
  const handle = (user && wordAt(user, "screen_name")) ?? wordAt(status, "from_user");
  const name = (user && stringAt(user, "name")) ?? wordAt(status, "from_user_name");
  const userId =
    (user && idAt(user, "id_str", "id")) ?? idAt(status, "user_id_str", "user", "from_user_id_str");
  const createdAt = timeAt(status, "created_at");
  const lang = wordAt(status, "lang", "iso_language_code");
  const retweeted = retweetedBy(status);
  return makePost({
    platform: "twitter",
    id: id.value,
    url: permalinkOf("twitter", bare(handle), id.value),
    author: { id: bare(userId), handle: bare(handle), name: bare(name) },
    ...madeAt("twitter", id.value, createdAt),
    text: words.shown.text,
    lang: languageOf(lang),
    truncated: cutOf(words.shown.text, {
      flagged:
        words.shown.cut ||
        (get(status, "truncated") === true && !words.found.at.endsWith("full_text")),
      repost: retweeted !== null,
    }),
    replyTo: reference(
      "twitter",
      bare(idAt(status, "in_reply_to_status_id_str", "in_reply_to_status_id")),
      bare(wordAt(status, "in_reply_to_screen_name")),
    ),
    quoted: quotedBy(status),
    retweeted,
    edits: stringsAt(status, "edit_history/edit_tweet_ids"),
    media: mediaAt(
      status,
      "extended_tweet/extended_entities/media",
      "extended_tweet/entities/media",
      "extended_entities/media",
      "entities/media",
    ),
    links: words.shown.links,
    sources: sourcesOf({ id, handle, name, userId, createdAt, text: words.found, lang }),
  });
}
