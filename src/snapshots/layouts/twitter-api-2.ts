import { permalinkOf } from "../../handles/addresses.js";
import type { Post } from "../../records/post.js";
import { problems } from "../json/api-errors.js";
import { languageOf, madeAt, mediaAt, reference, timeAt } from "../json/parts.js";
import { type Asked, type JsonLayout, jsonLayout, readingOf } from "../json/reading.js";
import { type ShownText, showText } from "../json/twitter-text.js";
import { cutOf } from "../json/twitter-truncation.js";
import {
  bare,
  type Found,
  idAt,
  isObject,
  type JsonObject,
  type Node,
  nodeAt,
  nodesAt,
  sourcesOf,
  stringAt,
  stringsAt,
  wordAt,
} from "../json/values.js";
import { isWithheld, WITHHELD } from "../json/withheld.js";
import { makePost } from "../post.js";

/** What an answer includes beside its tweets, by id. */
interface Includes {
  users: ReadonlyMap<string, Node>;
  tweets: ReadonlyMap<string, Node>;
  media: ReadonlyMap<string, Node>;
}

function byKey(nodes: readonly Node[], key: string): ReadonlyMap<string, Node> {
  return new Map(
    nodes.flatMap((node) => {
      const id = node.value[key];
      return typeof id === "string" ? [[id, node]] : [];
    }),
  );
}

function isUser({ value }: Node): boolean {
  return typeof value.username === "string";
}

function includesOf(root: Node): Includes {
  return {
    // Answers about users hold them as their data, with a pinned tweet beside.
    users: byKey(
      [...nodesAt(root, "data"), ...nodesAt(root, "includes/users")].filter(isUser),
      "id",
    ),
    tweets: byKey(nodesAt(root, "includes/tweets"), "id"),
    media: byKey(nodesAt(root, "includes/media"), "media_key"),
  };
}

/**
 * Tweets of an answer: `data` (one or a list), then the referenced ones it includes. Exports write
 * one tweet a line, its author and references inside it.
 */
function tweetsOf(root: Node): Node[] {
  const one = nodeAt(root, "data") ?? ("author_id" in root.value ? root : null);
  const data = one ? [one] : nodesAt(root, "data");
  const others = [...nodesAt(root, "includes/tweets"), ...referencesWithin(root, MAX_REFERENCES)];
  return [...data, ...others].filter(
    ({ value }) => typeof value.id === "string" && typeof value.text === "string",
  );
}

/** A repost of a quote of a reply is three deep. */
const MAX_REFERENCES = 4;

/** Exports write what a tweet refers to into it, with what that one refers to. */
function referencesWithin(tweet: Node, depth: number): Node[] {
  if (depth === 0) return [];
  const direct = nodesAt(tweet, "referenced_tweets");
  return [...direct, ...direct.flatMap((node) => referencesWithin(node, depth - 1))];
}

/** Fields that only tweets have; a bare `{ id, text }` could be anything. */
const TELL_TALES = ["author_id", "edit_history_tweet_ids", "conversation_id", "referenced_tweets"];

function isTweet(value: JsonObject, asked: Asked): boolean {
  const named = asked.permalink?.platform === "twitter" && asked.permalink.id === value.id;
  return named || TELL_TALES.some((key) => key in value);
}

interface Words {
  found: Found<string>;
  shown: ShownText;
}

/** A long post's `note_tweet` holds the whole text; `text` then ends at 280 characters. */
function wordsOf(tweet: Node): Words | null {
  const id = bare(idAt(tweet, "id"));
  const note = nodeAt(tweet, "note_tweet");
  const whole = note && wordAt(note, "text");
  const entities = nodeAt(tweet, "entities");
  if (note && whole) {
    const all = [nodeAt(note, "entities"), entities].flatMap((node) => node ?? []);
    return { found: whole, shown: showText({ raw: whole.value, entities: all, id, note: true }) };
  }
  const found = stringAt(tweet, "text");
  if (found === null) return null;
  return { found, shown: showText({ raw: found.value, entities: entities ? [entities] : [], id }) };
}

function referenced(tweet: Node, type: string, includes: Includes): Post["quoted"] {
  const entry = nodesAt(tweet, "referenced_tweets").find((node) => node.value.type === type);
  const id = entry ? bare(idAt(entry, "id")) : null;
  if (id === null) return null;
  const other = includes.tweets.get(id);
  const author = other && includes.users.get(bare(idAt(other, "author_id")) ?? "");
  const handle = author ? wordAt(author, "username") : entry && wordAt(entry, "author/username");
  return reference("twitter", id, handle ? bare(handle) : null);
}

function replyTo(tweet: Node, includes: Includes): Post["replyTo"] {
  const replied = referenced(tweet, "replied_to", includes);
  const user = includes.users.get(bare(idAt(tweet, "in_reply_to_user_id")) ?? "");
  const handle = replied?.handle ?? (user ? bare(wordAt(user, "username")) : null);
  return reference("twitter", replied?.id ?? null, handle);
}

function picturesOf(tweet: Node, includes: Includes): Post["media"] {
  return stringsAt(tweet, "attachments/media_keys").flatMap((key) => {
    const item = includes.media.get(key);
    return item ? mediaAt({ value: { list: [item.value] }, at: item.at }, "list") : [];
  });
}

/** Without its entities, a cut text ends on an ellipsis and the short link to the whole post. */
function looksCut(words: Words): boolean {
  return words.shown.cut || /…\s{1,3}https:\/\/t\.co\/\w{1,20}$/.test(words.shown.text);
}

function readTweet(tweet: Node, includes: Includes): Post | null {
  const words = wordsOf(tweet);
  const id = idAt(tweet, "id");
  if (words === null || id === null) return null;
  const userId = idAt(tweet, "author_id", "author/id");
  // Exports flatten the author into the tweet; answers keep the users apart, or leave them out.
  const user = nodeAt(tweet, "author") ?? includes.users.get(bare(userId) ?? "") ?? null;
  const handle = user && wordAt(user, "username");
  const name = user && stringAt(user, "name");
  const createdAt = timeAt(tweet, "created_at");
  const lang = wordAt(tweet, "lang");
  const retweeted = referenced(tweet, "retweeted", includes);
  return makePost({
    platform: "twitter",
    id: id.value,
    url: permalinkOf("twitter", bare(handle), id.value),
    author: { id: bare(userId), handle: bare(handle), name: bare(name) },
    ...madeAt("twitter", id.value, createdAt),
    text: words.shown.text,
    lang: languageOf(lang),
    truncated: cutOf(words.shown.text, { flagged: looksCut(words), repost: retweeted !== null }),
    replyTo: replyTo(tweet, includes),
    quoted: referenced(tweet, "quoted", includes),
    retweeted,
    edits: stringsAt(tweet, "edit_history_tweet_ids"),
    media: picturesOf(tweet, includes),
    links: words.shown.links,
    sources: sourcesOf({ id, handle, name, userId, createdAt, text: words.found, lang }),
  });
}

/** One answer per line in streams and exports. */
function answersOf(value: unknown): Node[] {
  if (isObject(value)) return [{ value, at: "" }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, index) =>
    isObject(item) && ("data" in item || "author_id" in item)
      ? [{ value: item, at: `/${index}` }]
      : [],
  );
}

/** API v2: tweets without their authors' names, which stand in `includes` if they were asked for. */
export const twitterApi2: JsonLayout = jsonLayout(
  {
    name: "twitter-api-2",
    era: "2020–",
    looksFor: "JSON with data.id, data.text and author_id or edit_history_tweet_ids; problems",
  },
  (value, asked) => {
    const answers = answersOf(value);
    const missing = answers.length === 1 ? problems(value) : [];
    const posts = answers.flatMap((root) => {
      const tweets = tweetsOf(root);
      if (!tweets.some((tweet) => isTweet(tweet.value, asked))) return [];
      const includes = includesOf(root);
      return tweets.flatMap((tweet) => {
        if (!isWithheld(tweet)) return readTweet(tweet, includes) ?? [];
        const id = bare(idAt(tweet, "id"));
        missing.push({ id, state: "withheld", because: WITHHELD });
        return [];
      });
    });
    return readingOf(posts, missing, asked);
  },
);
