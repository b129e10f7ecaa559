import type { Post } from "../../records/post.js";
import { homeId } from "../json/fediverse-id.js";
import { mastodonWords } from "../json/mastodon-words.js";
import { languageOf, madeAt, mediaAt, reference, timeAt } from "../json/parts.js";
import {
  type Asked,
  type JsonLayout,
  jsonLayout,
  type Missing,
  readingOf,
} from "../json/reading.js";
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

/** Mastodon and its kin (Pleroma, Pixelfed, GoToSocial) answer alike. */
function isStatus(value: JsonObject): boolean {
  return (
    typeof value.content === "string" &&
    typeof value.created_at === "string" &&
    isObject(value.account) &&
    typeof value.account.acct === "string" &&
    (typeof value.uri === "string" || typeof value.url === "string")
  );
}

function hostOf(address: string | null): string | null {
  return (
    /^https?:\/\/([a-z0-9.-]{1,253})(?:[:/]|$)/i.exec(address ?? "")?.[1]?.toLowerCase() ?? null
  );
}

/** `acct` names no server for accounts of the answering one: the account's address does. */
function fullHandle(acct: string | null, address: string | null): string | null {
  if (acct === null || acct.includes("@")) return acct;
  const host = hostOf(address);
  return host === null ? null : `${acct}@${host}`;
}

function handleOf(status: Node): Found<string> | null {
  const acct = wordAt(status, "account/acct");
  const address = bare(wordAt(status, "account/url", "account/uri", "uri"));
  const handle = fullHandle(bare(acct), address);
  return acct && handle ? { value: handle, at: acct.at } : null;
}

function replyTo(status: Node): Post["replyTo"] {
  const id = bare(wordAt(status, "in_reply_to_id"));
  if (id === null) return null;
  const userId = get(status, "in_reply_to_account_id");
  const self = get(status, "account/id") === userId;
  const mention = nodesAt(status, "mentions").find((node) => node.value.id === userId);
  const handle = self
    ? bare(handleOf(status))
    : mention
      ? fullHandle(bare(wordAt(mention, "acct")), bare(wordAt(mention, "url")))
      : null;
  // The id is the answering server's own, so it makes no address on the author's server.
  return { id, handle, url: null };
}

function referenceTo(status: Node | null): Post["retweeted"] {
  if (status === null) return null;
  const url = bare(wordAt(status, "url", "uri"));
  return reference("mastodon", bare(wordAt(status, "id")), bare(handleOf(status)), url);
}

function readStatus(status: Node): Post | null {
  const id = wordAt(status, "id") ?? idAt(status, "id");
  const content = stringAt(status, "content");
  if (id === null || content === null) return null;
  const handle = handleOf(status);
  const name = wordAt(status, "account/display_name", "account/username");
  const userId = wordAt(status, "account/id");
  const createdAt = timeAt(status, "created_at");
  const lang = wordAt(status, "language");
  const words = mastodonWords(content.value, bare(wordAt(status, "spoiler_text")));
  const quote = nodeAt(status, "quote/quoted_status", "quote");
  return makePost({
    platform: "mastodon",
    id: id.value,
    url: bare(wordAt(status, "url", "uri")),
    author: { id: bare(userId), handle: bare(handle), name: bare(name) },
    ...madeAt("mastodon", id.value, createdAt),
    text: words.text,
    links: words.links,
    lang: languageOf(lang),
    replyTo: replyTo(status),
    quoted: quote && isStatus(quote.value) ? referenceTo(quote) : null,
    retweeted: referenceTo(nodeAt(status, "reblog")),
    media: mediaAt(status, "media_attachments"),
    sources: sourcesOf({ id, handle, name, userId, createdAt, text: content, lang }),
  });
}

/** Errors are English whatever the reader's language; the HTTP status says the same. */
function missingOf(value: unknown, asked: Asked): Missing[] {
  const isAnswer = isObject(value) && typeof value.error === "string" && !("message" in value);
  if (!isAnswer || asked.permalink?.platform !== "mastodon") return [];
  const error = String(value.error);
  const because = `the answer is the error "${error.slice(0, 100)}"`;
  if (/not found/i.test(error)) return [{ id: null, state: "deleted", because }];
  if (/authenticated user/i.test(error)) return [{ id: null, state: "login-wall", because }];
  return [{ id: null, state: "error-page", because }];
}

/**
 * Every server numbers a status anew; the number in its address is its author's server's. That one
 * counts, unless the capture's own address asks for the answering server's.
 */
function withHomeId(post: Post, asked: Asked): Post {
  const isAsked = post.id !== null && asked.permalink?.id === post.id;
  return post.url === null || isAsked ? post : { ...post, id: homeId(post.url) };
}

/** Statuses of the client API: single, lists, contexts, searches. */
export const mastodonApi: JsonLayout = jsonLayout(
  {
    name: "mastodon-api",
    era: "2016–",
    looksFor: "JSON objects with content, created_at, uri and account.acct",
  },
  (value, asked) => {
    const posts = findNodes(value, isStatus)
      .flatMap((status) => readStatus(status) ?? [])
      .map((post) => withHomeId(post, asked));
    return readingOf(posts, missingOf(value, asked), asked);
  },
);
