import { permalinkOf } from "../../handles/addresses.js";
import type { Post } from "../../records/post.js";
import { apiErrors } from "../json/api-errors.js";
import { languageOf, madeAt, mediaAt, reference, timeAt } from "../json/parts.js";
import { type JsonLayout, jsonLayout, type Missing, readingOf } from "../json/reading.js";
import { type ShownText, showText } from "../json/twitter-text.js";
import { cutOf } from "../json/twitter-truncation.js";
import {
  bare,
  type Found,
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

/** Where the whole text stands, best first: streams put it aside, extended mode renames it. */
const TEXTS = ["extended_tweet/full_text", "full_text", "text"];

/**
 * A status: its id, its words, and an author. GraphQL's `legacy` objects have neither a `user` nor
 * a sender's name, embeds write ISO times, so neither is mistaken for one.
 */
function isStatus(value: JsonObject): boolean {
  const hasId = typeof value.id_str === "string" || Number.isSafeInteger(value.id);
  const hasText = typeof value.text === "string" || typeof value.full_text === "string";
  const hasAuthor = isObject(value.user) || typeof value.from_user === "string";
  return (
    hasId &&
    hasText &&
    hasAuthor &&
    typeof value.created_at === "string" &&
    !/^\d{4}-/.test(value.created_at)
  );
}

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

/** Withheld by copyright claim or in all countries: the words are the platform's notice. */
function isWithheld(status: Node): boolean {
  const countries = stringsAt(status, "withheld_in_countries");
  return (
    get(status, "withheld_copyright") === true || countries.some((c) => c === "XX" || c === "XY")
  );
}

function quotedBy(status: Node): Post["quoted"] {
  const id = bare(idAt(status, "quoted_status_id_str", "quoted_status/id_str"));
  const handle = bare(wordAt(status, "quoted_status/user/screen_name"));
  const url = bare(wordAt(status, "quoted_status_permalink/expanded"));
  return reference("twitter", id, handle, url);
}

function readStatus(status: Node): Post | null {
  const words = wordsOf(status);
  const id = idAt(status, "id_str", "id");
  if (words === null || id === null) return null;
  const handle = wordAt(status, "user/screen_name", "from_user");
  const name = wordAt(status, "user/name", "from_user_name");
  const userId = idAt(status, "user/id_str", "user/id", "from_user_id_str");
  const createdAt = timeAt(status, "created_at");
  const lang = wordAt(status, "lang", "iso_language_code");
  const retweeted = nodeAt(status, "retweeted_status");
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
    retweeted: retweeted
      ? reference(
          "twitter",
          bare(idAt(retweeted, "id_str", "id")),
          bare(wordAt(retweeted, "user/screen_name")),
        )
      : null,
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

/**
 * REST API 1.0 and 1.1 and the streams: single statuses, lists, searches, wrapped ones, at any
 * place of the answer, an outer status before the ones it retweets and quotes.
 */
export const twitterApi11: JsonLayout = jsonLayout(
  {
    name: "twitter-api-1.1",
    era: "2006–2023",
    looksFor: "JSON objects with id_str, user and text or full_text; errors with a code",
  },
  (value, asked) => {
    const statuses = findNodes(value, isStatus);
    const missing: Missing[] = statuses.length === 0 ? apiErrors(value) : [];
    const posts: Post[] = [];
    for (const status of statuses) {
      const post = readStatus(status);
      if (post === null) continue;
      if (isWithheld(status)) {
        missing.push({
          id: post.id,
          state: "withheld",
          because: "the answer says the post is withheld",
        });
      } else posts.push(post);
    }
    return readingOf(posts, missing, asked);
  },
);
