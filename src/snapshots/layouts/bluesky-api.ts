import { permalinkOf } from "../../handles/addresses.js";
import type { Post } from "../../records/post.js";
import { madeAt, reference, timeAt } from "../json/parts.js";
import {
  type Asked,
  type JsonLayout,
  jsonLayout,
  type Missing,
  readingOf,
} from "../json/reading.js";
import { facetLinks } from "../json/utf8-links.js";
import {
  bare,
  type Found,
  findNodes,
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
import { makePost } from "../post.js";

const COLLECTION = "app.bsky.feed.post";
const POST_URI = /^at:\/\/([^/\s]{1,253})\/app\.bsky\.feed\.post\/([A-Za-z0-9._:~-]{1,512})$/;

/** Where the record stands beside a post's `uri`: views, quoted views, the repository's own answers. */
const RECORDS = ["record", "value"];

function isPostView(value: JsonObject): boolean {
  if (typeof value.uri !== "string" || !POST_URI.test(value.uri)) return false;
  return RECORDS.some((key) => {
    const record = value[key];
    return isObject(record) && (record.$type ?? COLLECTION) === COLLECTION && "text" in record;
  });
}

/** The handle shown; a broken one is shown as "handle.invalid", which is nobody's. */
function handleOf(view: Node, authority: Found<string>): Found<string> | null {
  const printed = wordAt(view, "author/handle");
  if (printed) return printed.value === "handle.invalid" ? null : printed;
  return authority.value.startsWith("did:") ? null : authority;
}

function uriParts(uri: string | null): { authority: string; key: string } | null {
  const [, authority, key] = POST_URI.exec(uri ?? "") ?? [];
  return authority && key ? { authority, key } : null;
}

function referenceTo(uri: string | null, named: string | null = null): Post["quoted"] {
  const parts = uriParts(uri);
  if (parts === null) return null;
  const handle = named ?? (parts.authority.startsWith("did:") ? null : parts.authority);
  // Bluesky's own addresses take an account id in the handle's place.
  const url = permalinkOf("bluesky", parts.authority, parts.key);
  return reference("bluesky", parts.key, handle, url);
}

function mediaOf(view: Node, record: Node): Post["media"] {
  const pictures = [
    ...nodesAt(view, "embed/images", "embed/media/images"),
    ...nodesAt(view, "embeds/0/images", "embeds/0/media/images"),
  ];
  const inRecord = nodesAt(record, "embed/images", "embed/media/images");
  const images = (pictures.length > 0 ? pictures : inRecord).map((image) => ({
    kind: "photo",
    url: bare(wordAt(image, "fullsize", "thumb")),
    alt: bare(wordAt(image, "alt")),
  }));
  const video =
    nodeAt(record, "embed/video", "embed/media/video") && nodeAt(record, "embed/media", "embed");
  const shownVideo = nodeAt(view, "embed/media", "embed") ?? video;
  return video && shownVideo
    ? [
        ...images,
        {
          kind: "video",
          url: bare(wordAt(shownVideo, "playlist")),
          alt: bare(wordAt(shownVideo, "alt")) ?? bare(wordAt(video, "alt")),
        },
      ]
    : images;
}

function readView(view: Node): Post | null {
  const uri = stringAt(view, "uri");
  const record = nodeAt(view, ...RECORDS);
  const parts = uriParts(bare(uri));
  const text = record && stringAt(record, "text");
  if (!uri || !record || !parts || !text) return null;
  const handle = handleOf(view, { value: parts.authority, at: uri.at });
  const name = stringAt(view, "author/displayName");
  const did = wordAt(view, "author/did");
  // A record lies in its author's own repository: another account's is no post of his.
  const isForeign = parts.authority.startsWith("did:") && did && did.value !== parts.authority;
  if (isForeign) return null;
  const createdAt = timeAt(record, "createdAt");
  const lang = wordAt(record, "langs/0");
  return makePost({
    platform: "bluesky",
    id: parts.key,
    url: permalinkOf("bluesky", bare(handle) ?? parts.authority, parts.key),
    author: {
      id: bare(did) ?? (parts.authority.startsWith("did:") ? parts.authority : null),
      handle: bare(handle),
      name: bare(name) === "" ? null : bare(name),
    },
    ...madeAt("bluesky", parts.key, createdAt),
    text: text.value,
    // Several tags say which languages a reader should know, not which one the words are in.
    lang: stringsAt(record, "langs").length === 1 ? bare(lang) : null,
    replyTo: referenceTo(bare(stringAt(record, "reply/parent/uri"))),
    quoted: referenceTo(
      bare(stringAt(record, "embed/record/uri", "embed/record/record/uri")),
      bare(wordAt(view, "embed/record/author/handle", "embed/record/record/author/handle")),
    ),
    media: mediaOf(view, record),
    links: facetLinks(record, text.value),
    sources: sourcesOf({ id: uri, handle, name, userId: did, createdAt, text, lang }),
  });
}

/** A record kept without its address: the capture's own address names repository and key. */
function readBareRecord(value: unknown, { permalink }: Asked): Post[] {
  if (!isObject(value) || value.$type !== COLLECTION || permalink?.platform !== "bluesky")
    return [];
  if (permalink.id === null || permalink.handle === null) return [];
  const uri = `at://${permalink.handle}/${COLLECTION}/${permalink.id}`;
  const post = readView({ value: { uri, record: value }, at: "" });
  // A repository's address is no statement of the page: the account's id counts, a handle does not.
  return post ? [{ ...post, author: { ...post.author, handle: null } }] : [];
}

/** Error names of XRPC answers (lexicons of getPosts, getPostThread, getRecord). */
const ERRORS: ReadonlyMap<string, Missing["state"]> = new Map([
  ["NotFound", "deleted"],
  ["RecordNotFound", "deleted"],
  ["RepoNotFound", "deleted"],
  ["AccountTakedown", "suspended"],
  ["RepoTakendown", "suspended"],
  ["RepoSuspended", "suspended"],
  ["RepoDeactivated", "deleted"],
  ["BlockedActor", "withheld"],
  ["AuthMissing", "login-wall"],
  ["AuthenticationRequired", "login-wall"],
  ["RateLimitExceeded", "error-page"],
  ["InternalServerError", "error-page"],
  ["UpstreamFailure", "error-page"],
]);

function missingOf(value: unknown, asked: Asked): Missing[] {
  const absent = findNodes(value, (object) => object.notFound === true || object.blocked === true);
  const listed = absent.flatMap((node) => {
    const parts = uriParts(bare(stringAt(node, "uri")));
    if (parts === null) return [];
    const notFound = node.value.notFound === true;
    return [
      {
        id: parts.key,
        state: notFound ? ("deleted" as const) : ("withheld" as const),
        because: notFound
          ? "the thread says the post was not found"
          : "the thread says the post is blocked",
      },
    ];
  });
  const error = isObject(value) && typeof value.message === "string" ? value.error : undefined;
  const state = typeof error === "string" ? ERRORS.get(error) : undefined;
  if (!state || asked.permalink?.platform !== "bluesky") return listed;
  return [...listed, { id: null, state, because: `the answer is the error ${String(error)}` }];
}

/** Bluesky's answers and records: threads, lists of posts, feeds, a record of a repository. */
export const blueskyApi: JsonLayout = jsonLayout(
  {
    name: "bluesky-api",
    era: "2023–",
    looksFor: "JSON objects with an at:// uri of app.bsky.feed.post and a record with text",
  },
  (value, asked) => {
    const posts = findNodes(value, isPostView).flatMap((view) => readView(view) ?? []);
    const all = posts.length > 0 ? posts : readBareRecord(value, asked);
    return readingOf(all, missingOf(value, asked), asked);
  },
);
