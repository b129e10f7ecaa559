import { permalinkOf } from "../../handles/addresses.js";
import type { Post } from "../../records/post.js";
import { restErrors } from "../json/api-errors.js";
import { languageOf, madeAt, mediaAt, reference, timeAt } from "../json/parts.js";
import { type JsonLayout, jsonLayout, type Missing, readingOf } from "../json/reading.js";
import { tombstones } from "../json/tombstones.js";
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
import { isWithheld, WITHHELD } from "../json/withheld.js";
import { makePost } from "../post.js";

/** Places of the author, newest first: `core` took the names over in 2024–25; `core/user` is 2020. */
const USERS = ["core/user_results/result", "core/user_result/result", "core/user"];

/** Places of a long post's own text object. */
const NOTES = ["note_tweet/note_tweet_results/result", "note_tweet/note_tweet_results"];

/**
 * A tweet: `rest_id` and a `legacy` object with the words. Wrapped tweets (visibility results) have
 * no `__typename` of their own, so the two fields decide.
 */
function isTweet(value: JsonObject): boolean {
  return (
    typeof value.rest_id === "string" &&
    isObject(value.legacy) &&
    typeof value.legacy.full_text === "string"
  );
}

/** The tweet inside `…_result`, through the wrapper for restricted ones. */
function resultAt(node: Node, ...paths: string[]): Node | null {
  return nodeAt(node, ...paths.flatMap((path) => [`${path}/result/tweet`, `${path}/result`]));
}

interface Words {
  found: Found<string>;
  shown: ShownText;
  /** A long post whose note came without its text. */
  lacksRest: boolean;
}

/** A long post's note holds the whole text; `full_text` then ends at 280 characters. */
function wordsOf(tweet: Node): Words | null {
  const id = bare(idAt(tweet, "rest_id"));
  const note = nodeAt(tweet, ...NOTES);
  const whole = note && wordAt(note, "text");
  const pictures = nodeAt(tweet, "legacy/entities");
  if (note && whole) {
    const entities = [nodeAt(note, "entity_set"), pictures].flatMap((node) => node ?? []);
    return {
      found: whole,
      shown: showText({ raw: whole.value, entities, id, note: true }),
      lacksRest: false,
    };
  }
  const found = stringAt(tweet, "legacy/full_text");
  if (found === null) return null;
  const entities = ["legacy/entities", "legacy/extended_entities"].flatMap(
    (path) => nodeAt(tweet, path) ?? [],
  );
  const displayRange = get(tweet, "legacy/display_text_range");
  const lacksRest = isObject(get(tweet, "note_tweet"));
  return { found, shown: showText({ raw: found.value, entities, id, displayRange }), lacksRest };
}

function handleAt(user: Node | null): Found<string> | null {
  return user && wordAt(user, "core/screen_name", "legacy/screen_name");
}

function referenceTo(tweet: Node | null): Post["quoted"] {
  if (tweet === null) return null;
  return reference(
    "twitter",
    bare(idAt(tweet, "rest_id")),
    bare(handleAt(nodeAt(tweet, ...USERS))),
  );
}

function quotedBy(tweet: Node): Post["quoted"] {
  const inner = resultAt(tweet, "quoted_status_result", "legacy/quoted_status_result");
  return (
    (inner && get(inner, "rest_id") ? referenceTo(inner) : null) ??
    reference(
      "twitter",
      bare(idAt(tweet, "legacy/quoted_status_id_str")),
      null,
      bare(wordAt(tweet, "legacy/quoted_status_permalink/expanded")),
    )
  );
}

function editsOf(tweet: Node): string[] {
  const first = stringsAt(tweet, "edit_control/edit_control_initial/edit_tweet_ids");
  return first.length > 0 ? first : stringsAt(tweet, "edit_control/edit_tweet_ids");
}

function readTweet(tweet: Node): Post | null {
  const words = wordsOf(tweet);
  const id = idAt(tweet, "rest_id");
  if (words === null || id === null) return null;
  const user = nodeAt(tweet, ...USERS);
  const handle = handleAt(user);
  const name = user && stringAt(user, "core/name", "legacy/name");
  const userId = (user && idAt(user, "rest_id")) ?? idAt(tweet, "legacy/user_id_str");
  const createdAt = timeAt(tweet, "legacy/created_at");
  const lang = wordAt(tweet, "legacy/lang");
  const retweeted = resultAt(tweet, "legacy/retweeted_status_result", "retweeted_status_result");
  return makePost({
    platform: "twitter",
    id: id.value,
    url: permalinkOf("twitter", bare(handle), id.value),
    author: { id: bare(userId), handle: bare(handle), name: bare(name) },
    ...madeAt("twitter", id.value, createdAt),
    text: words.shown.text,
    lang: languageOf(lang),
    truncated: cutOf(words.shown.text, {
      flagged: words.lacksRest || words.shown.cut,
      repost: retweeted !== null,
    }),
    replyTo: reference(
      "twitter",
      bare(idAt(tweet, "legacy/in_reply_to_status_id_str")),
      bare(wordAt(tweet, "legacy/in_reply_to_screen_name")),
    ),
    quoted: quotedBy(tweet),
    retweeted: referenceTo(retweeted),
    edits: editsOf(tweet),
    media: mediaAt(tweet, "legacy/extended_entities/media", "legacy/entities/media"),
    links: words.shown.links,
    sources: sourcesOf({ id, handle, name, userId, createdAt, text: words.found, lang }),
  });
}

/**
 * The app's GraphQL answers: a tweet anywhere in the tree, in document order, which is the order of
 * the page; tombstones say why the tweet of an entry is not there.
 */
export const twitterGraphql: JsonLayout = jsonLayout(
  {
    name: "twitter-graphql",
    era: "2020–",
    looksFor: "JSON objects with rest_id and legacy.full_text; TweetTombstone, TweetUnavailable",
  },
  (value, asked) => {
    const missing: Missing[] = tombstones(value);
    const posts = findNodes(value, isTweet).flatMap((tweet) => {
      const legacy = nodeAt(tweet, "legacy");
      if (legacy === null || !isWithheld(legacy)) return readTweet(tweet) ?? [];
      missing.push({ id: bare(idAt(tweet, "rest_id")), state: "withheld", because: WITHHELD });
      return [];
    });
    if (posts.length === 0 && missing.length === 0 && isObject(value) && "data" in value) {
      missing.push(...restErrors(value));
    }
    return readingOf(posts, missing, asked);
  },
);
