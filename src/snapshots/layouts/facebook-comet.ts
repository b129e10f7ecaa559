import { permalinkOf } from "../../handles/addresses.js";
import { type Permalink, parsePermalink } from "../../handles/permalink.js";
import type { Post, PostReference } from "../../records/post.js";
import { madeAt, reference } from "../json/parts.js";
import { type Asked, type JsonLayout, jsonLayout, readingOf } from "../json/reading.js";
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
  nodesAt,
  sourcesOf,
  stringAt,
  wordAt,
} from "../json/values.js";
import { makePost } from "../post.js";

/** Where a story's words stand: as it is laid out, then as it is kept. */
const WORDS = ["comet_sections/message/story/message/text", "message/text"];

/** The part of a story that has authors, words and address together; comments have no address. */
function isStory(value: JsonObject): boolean {
  return (
    typeof value.id === "string" &&
    typeof value.wwwURL === "string" &&
    Array.isArray(value.actors) &&
    (Object.hasOwn(value, "message") || isObject(value.comet_sections))
  );
}

/** What other parts of the answer say of a story, by the story's own key. */
interface About {
  /** Numbers that older addresses name the post by. */
  numbers: ReadonlyMap<string, string>;
  /** Null where they differ: then none is believed. */
  times: ReadonlyMap<string, Found<string> | null>;
}

function aboutStories(value: unknown): About {
  const numbers = new Map<string, string>();
  const times = new Map<string, Found<string> | null>();
  const isPart = (each: JsonObject) => typeof each.id === "string";
  for (const part of findNodes(value, isPart)) {
    const key = String(part.value.id);
    const number = part.value.__typename === "Story" ? bare(idAt(part, "post_id")) : null;
    if (number !== null) numbers.set(key, number);
    const seconds = part.value.creation_time;
    if (typeof seconds !== "number" || seconds <= 0 || seconds > 4e9) continue;
    const time = { value: new Date(seconds * 1000).toISOString(), at: `${part.at}/creation_time` };
    const known = times.get(key);
    if (known === undefined) times.set(key, time);
    else if (known?.value !== time.value) times.set(key, null);
  }
  return { numbers, times };
}

interface Named {
  id: string;
  address: string;
  permalink: Permalink | null;
}

/** A post goes by a number and by a `pfbid…`: it gets the one it was asked for by. */
function nameOf(story: Node, { numbers }: About, asked: Asked): Named | null {
  const address = String(story.value.wwwURL);
  const permalink = parsePermalink(address);
  const ids = [permalink?.id ?? null, numbers.get(String(story.value.id)) ?? null];
  const wanted = asked.permalink?.platform === "facebook" ? asked.permalink.id : null;
  const id = ids.find((each) => each !== null && each === wanted) ?? ids[0] ?? ids[1] ?? null;
  return id === null ? null : { id, address, permalink };
}

function authorOf(story: Node, permalink: Permalink | null) {
  const [actor] = nodesAt(story, "actors");
  const name = actor ? wordAt(actor, "name") : null;
  const userId = actor ? idAt(actor, "id") : null;
  const page = actor ? wordAt(actor, "url", "profile_url") : null;
  const account = page && parsePermalink(page.value)?.handle;
  const handle = page && account ? { value: account, at: page.at } : null;
  return { name, userId, handle, known: bare(handle) ?? permalink?.handle ?? null };
}

/** Words, "" where the story has none; null where it has some of a kind that is not known. */
function wordsOf(story: Node): Found<string> | null {
  const text = stringAt(story, ...WORDS);
  if (text !== null) return text;
  const isLaidOut = isObject(get(story, "comet_sections/message"));
  return isLaidOut || isObject(get(story, "message")) ? null : { value: "", at: story.at };
}

function sharedIn(story: Node, about: About, asked: Asked): PostReference | null {
  const shared = nodeAt(story, "attached_story");
  if (shared === null || !isStory(shared.value)) return null;
  const named = nameOf(shared, about, asked);
  const { known } = authorOf(shared, named?.permalink ?? null);
  return reference("facebook", named?.id ?? null, known, named?.address ?? null);
}

function mediaOf(story: Node): Post["media"] {
  return nodesAt(story, "attachments")
    .flatMap((attachment) => {
      const shown = nodeAt(attachment, "styles/attachment");
      if (shown === null) return [];
      const several = nodesAt(shown, "all_subattachments/nodes");
      return (several.length > 0 ? several : [shown]).flatMap(
        (each) => nodeAt(each, "media") ?? [],
      );
    })
    .map((media) => ({
      kind: bare(wordAt(media, "__typename"))?.toLowerCase() ?? "media",
      url: bare(wordAt(media, "photo_image/uri", "viewer_image/uri", "image/uri")),
      alt: bare(wordAt(media, "accessibility_caption")),
    }));
}

function readStory(story: Node, about: About, asked: Asked): Post | null {
  const named = nameOf(story, about, asked);
  const text = wordsOf(story);
  if (named === null || text === null) return null;
  const { name, userId, handle, known } = authorOf(story, named.permalink);
  const createdAt = about.times.get(String(story.value.id)) ?? null;
  const id = { value: named.id, at: `${story.at}/wwwURL` };
  return makePost({
    platform: "facebook",
    id: named.id,
    // A post in a group is not under its author's address.
    url: (named.permalink?.handle && permalinkOf("facebook", known, named.id)) || named.address,
    author: { id: bare(userId), handle: known, name: bare(name) },
    ...madeAt("facebook", named.id, createdAt),
    text: text.value.trim(),
    quoted: sharedIn(story, about, asked),
    media: mediaOf(story),
    sources: sourcesOf({ id, handle, name, userId, createdAt, text }),
  });
}

/** Facebook's own objects since 2020, in its answers and in its pages' scripts. */
export const facebookComet: JsonLayout = jsonLayout(
  {
    name: "facebook-comet",
    era: "2020–",
    looksFor: "JSON objects with wwwURL, actors and message; creation_time under the same id",
  },
  (value, asked) => {
    const stories = findNodes(value, isStory);
    if (stories.length === 0) return null;
    const about = aboutStories(value);
    return readingOf(
      stories.flatMap((story) => readStory(story, about, asked) ?? []),
      [],
      asked,
    );
  },
);
