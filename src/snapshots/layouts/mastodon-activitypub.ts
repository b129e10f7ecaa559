import { parsePermalink } from "../../handles/permalink.js";
import type { Post } from "../../records/post.js";
import { homeId } from "../json/fediverse-id.js";
import { mastodonWords } from "../json/mastodon-words.js";
import { madeAt, mediaAt, reference, timeAt } from "../json/parts.js";
import { type JsonLayout, jsonLayout, type Missing, readingOf } from "../json/reading.js";
import {
  bare,
  type Found,
  findNodes,
  get,
  isObject,
  type JsonObject,
  type Node,
  sourcesOf,
  stringAt,
  wordAt,
} from "../json/values.js";
import { makePost } from "../post.js";

const NOTE_TYPES = new Set<unknown>(["Note", "Question", "Article"]);

function isNote(value: JsonObject): boolean {
  return (
    NOTE_TYPES.has(value.type) &&
    typeof value.id === "string" &&
    typeof value.content === "string" &&
    "attributedTo" in value
  );
}

/** `https://host/users/name`, `https://host/@name`: Mastodon's and most others' actor addresses. */
const ACTOR = /^https:\/\/([a-z0-9.-]{1,253})\/(?:users\/|@|u\/|profile\/)([\w.-]{1,64})\/?$/i;

function handleOfActor(actor: string | null): string | null {
  const [, host, user] = ACTOR.exec(actor ?? "") ?? [];
  return host && user ? `${user}@${host.toLowerCase()}` : null;
}

function actorOf(note: Node): Found<string> | null {
  return wordAt(note, "attributedTo", "attributedTo/id", "attributedTo/0", "attributedTo/0/id");
}

function referenceTo(address: string | null): Post["replyTo"] {
  if (address === null) return null;
  const permalink = parsePermalink(address);
  return reference("mastodon", permalink?.id ?? null, permalink?.handle ?? null, address);
}

/** The one language of a note's content; a map of several says nothing of the words shown. */
function languageOf(note: Node): string | null {
  const map = get(note, "contentMap");
  const tags = isObject(map) ? Object.keys(map) : [];
  return tags.length === 1 ? (tags[0] ?? null) : null;
}

function readNote(note: Node): Post | null {
  const id = wordAt(note, "id");
  const content = stringAt(note, "content");
  if (id === null || content === null) return null;
  const actor = actorOf(note);
  const handle = handleOfActor(bare(actor)) ?? parsePermalink(id.value)?.handle ?? null;
  const createdAt = timeAt(note, "published");
  const words = mastodonWords(content.value, bare(wordAt(note, "summary")));
  return makePost({
    platform: "mastodon",
    id: homeId(id.value),
    url: bare(wordAt(note, "url", "url/0/href", "id")),
    author: { id: bare(actor), handle, name: bare(wordAt(note, "attributedTo/name")) },
    ...madeAt("mastodon", homeId(id.value), createdAt),
    text: words.text,
    links: words.links,
    lang: languageOf(note),
    replyTo: referenceTo(bare(wordAt(note, "inReplyTo", "inReplyTo/id"))),
    quoted: referenceTo(bare(wordAt(note, "quoteUrl", "quote", "quoteUri"))),
    media: mediaAt(note, "attachment"),
    sources: sourcesOf({ id, handle: actor, userId: actor, createdAt, text: content }),
  });
}

/** A reshare says only whose post it repeats, never words of its own. */
function readAnnounce(announce: Node): Post | null {
  const id = wordAt(announce, "id");
  const object = wordAt(announce, "object", "object/id");
  const actor = wordAt(announce, "actor", "actor/id");
  if (id === null || object === null) return null;
  const createdAt = timeAt(announce, "published");
  const own = id.value.replace(/\/activity\/?$/, "");
  return makePost({
    platform: "mastodon",
    id: homeId(own),
    url: own,
    author: {
      id: bare(actor),
      handle: handleOfActor(bare(actor)) ?? parsePermalink(own)?.handle ?? null,
      name: null,
    },
    ...madeAt("mastodon", homeId(own), createdAt),
    text: "",
    retweeted: referenceTo(object.value),
    sources: sourcesOf({ id, handle: actor, createdAt }),
  });
}

/** ActivityPub objects: what a server hands to other servers under the post's own address. */
export const mastodonActivityPub: JsonLayout = jsonLayout(
  {
    name: "mastodon-activitypub",
    era: "2017–",
    looksFor: "JSON objects of type Note with content and attributedTo; Announce; Tombstone",
  },
  (value, asked) => {
    const nodes = findNodes(value, (object) => isNote(object) || object.type === "Announce");
    const posts = nodes.flatMap(
      (node) => (isNote(node.value) ? readNote(node) : readAnnounce(node)) ?? [],
    );
    const isGone = isObject(value) && value.type === "Tombstone";
    const missing: Missing[] = isGone
      ? [{ id: null, state: "deleted", because: "the server answers with a tombstone" }]
      : [];
    return readingOf(posts, missing, asked);
  },
);
