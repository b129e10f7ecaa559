import { permalinkOf } from "../../handles/addresses.js";
import type { Platform } from "../../records/platform.js";
import type { Post } from "../../records/post.js";
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
  parseJson,
  sourcesOf,
  stringAt,
  wordAt,
} from "../json/values.js";
import { makePost } from "../post.js";

/** `code` (REST, since about 2018) or `shortcode` (GraphQL before): the part of the address. */
const CODES = ["code", "shortcode"];
const CAPTIONS = ["caption/text", "edge_media_to_caption/edges/0/node/text"];
const TIMES = ["taken_at", "taken_at_timestamp"];

/** Instagram's names for its posts: GraphQL's (frames for other sites), the app's of 2025. */
const KINDS = /^(?:XDT)?Graph(?:Image|Video|Sidecar)$|^XIGPolaris\w{1,30}Media$/;

/** Frames and pages without log-in leave the time out; then the kind tells that it is a post. */
function isMetaPost(value: JsonObject): boolean {
  const hasCode = CODES.some((key) => typeof value[key] === "string");
  const hasOwner = isObject(value.user) || isObject(value.owner);
  if (!hasCode || !hasOwner || isGone(value)) return false;
  const kind = value.__typename;
  return (
    TIMES.some((key) => Number.isSafeInteger(value[key])) ||
    (typeof kind === "string" && KINDS.test(kind))
  );
}

/** What Threads puts in place of a post that it does not show. */
function isGone({ text_post_app_info: info }: JsonObject): boolean {
  return isObject(info) && info.is_post_unavailable === true;
}

/** The posts of a document; Instagram's frame for other sites keeps its JSON in a string of JSON. */
function postsIn(value: unknown): Node[] {
  const isFrame = (each: JsonObject) => typeof each.contextJSON === "string";
  const framed = findNodes(value, isFrame).flatMap((frame) =>
    findNodes(parseJson(String(frame.value.contextJSON)), isMetaPost).map((post) => ({
      ...post,
      at: `${frame.at}/contextJSON${post.at}`,
    })),
  );
  return [...findNodes(value, isMetaPost), ...framed];
}

/** Both apps share their objects; Threads' alone carry `text_post_app_info`. */
function platformOf(post: Node, asked: Asked): Platform {
  if (isObject(get(post, "text_post_app_info"))) return "threads";
  return asked.permalink?.platform === "threads" ? "threads" : "instagram";
}

function takenAt(post: Node): Found<string> | null {
  for (const path of TIMES) {
    const seconds = get(post, path);
    if (typeof seconds !== "number" || seconds <= 0 || seconds > 4e9) continue;
    return { value: new Date(seconds * 1000).toISOString(), at: `${post.at}/${path}` };
  }
  return null;
}

/** Threads says whom a post answers, and which post it quotes or repeats. */
function relationsOf(post: Node): Pick<Post, "replyTo" | "quoted" | "retweeted"> {
  const shared = (path: string) =>
    reference(
      "threads",
      bare(wordAt(post, `text_post_app_info/share_info/${path}/code`)),
      bare(wordAt(post, `text_post_app_info/share_info/${path}/user/username`)),
    );
  const answered = bare(wordAt(post, "text_post_app_info/reply_to_author/username"));
  return {
    replyTo: reference("threads", null, answered),
    quoted: shared("quoted_post"),
    retweeted: shared("reposted_post"),
  };
}

function readPost(post: Node, asked: Asked): Post | null {
  const code = wordAt(post, ...CODES);
  if (code === null) return null;
  const platform = platformOf(post, asked);
  const handle = wordAt(post, "user/username", "owner/username");
  const name = wordAt(post, "user/full_name", "owner/full_name");
  const userId = idAt(post, "user/pk", "user/id", "owner/id");
  // No caption is a post of only a picture.
  const text = stringAt(post, ...CAPTIONS);
  const createdAt = takenAt(post);
  const alt = bare(wordAt(post, "accessibility_caption"));
  const picture = bare(wordAt(post, "display_url", "image_versions2/candidates/0/url"));
  return makePost({
    platform,
    id: code.value,
    url: permalinkOf(platform, bare(handle), code.value),
    author: { id: bare(userId), handle: bare(handle), name: bare(name) },
    ...madeAt(platform, code.value, createdAt),
    text: (text?.value ?? "").trim(),
    ...relationsOf(post),
    media: picture === null && alt === null ? [] : [{ kind: "photo", url: picture, alt }],
    sources: sourcesOf({ id: code, handle, name, userId, createdAt, text }),
  });
}

/** Instagram's and Threads' own objects, in their answers and in their pages' scripts. */
export const metaJson: JsonLayout = jsonLayout(
  {
    name: "meta-json",
    era: "2012–",
    looksFor:
      "JSON objects with code or shortcode, user or owner, and taken_at or a kind; contextJSON",
  },
  (value, asked) => {
    const posts = postsIn(value).flatMap((post) => readPost(post, asked) ?? []);
    return readingOf(posts, [], asked);
  },
);
