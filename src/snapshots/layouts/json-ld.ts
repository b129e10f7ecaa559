import { permalinkOf } from "../../handles/addresses.js";
import { type Permalink, parsePermalink } from "../../handles/permalink.js";
import type { Post } from "../../records/post.js";
import { madeAt, timeAt } from "../json/parts.js";
import { type JsonLayout, jsonLayout, readingOf } from "../json/reading.js";
import {
  bare,
  type Found,
  findNodes,
  isObject,
  type JsonObject,
  type Node,
  sourcesOf,
  stringAt,
  wordAt,
} from "../json/values.js";
import { makePost } from "../post.js";

/** Types that platforms give their own posts; `Article` and its kin are newspapers'. */
const TYPES = new Set([
  "SocialMediaPosting",
  "DiscussionForumPosting",
  "ImageObject",
  "VideoObject",
]);

const ADDRESSES = ["url", "@id", "mainEntityOfPage/@id", "mainEntityOfPage", "sameAs"];
const TEXTS = ["articleBody", "text", "caption"];

function isPosting(value: JsonObject): boolean {
  const type: unknown = Array.isArray(value["@type"]) ? value["@type"][0] : value["@type"];
  return (
    typeof type === "string" &&
    TYPES.has(type.replace(/^https?:\/\/schema\.org\//, "")) &&
    isObject(value.author)
  );
}

function permalinkAt(
  posting: Node,
): { permalink: Permalink; id: string; found: Found<string> } | null {
  for (const path of ADDRESSES) {
    const found = wordAt(posting, path);
    const permalink = found && parsePermalink(found.value);
    if (permalink && permalink.id !== null) return { permalink, id: permalink.id, found };
  }
  return null;
}

function handleOf(posting: Node): Found<string> | null {
  const named = wordAt(posting, "author/additionalName", "author/alternateName");
  if (named) return { value: named.value.replace(/^@/, ""), at: named.at };
  const address = wordAt(posting, "author/url", "author/@id", "author/sameAs");
  const handle = address && parsePermalink(address.value)?.handle;
  return address && handle ? { value: handle, at: address.at } : null;
}

function readPosting(posting: Node): Post | null {
  const address = permalinkAt(posting);
  const text = stringAt(posting, ...TEXTS);
  if (address === null || text === null) return null;
  const { permalink, id } = address;
  const handle = handleOf(posting);
  const name = wordAt(posting, "author/givenName", "author/name");
  const createdAt = timeAt(posting, "datePublished", "dateCreated", "uploadDate");
  const userId = wordAt(posting, "author/identifier");
  const lang = wordAt(posting, "inLanguage");
  return makePost({
    platform: permalink.platform,
    id,
    url:
      permalinkOf(permalink.platform, bare(handle) ?? permalink.handle, id) ?? address.found.value,
    author: { id: bare(userId), handle: bare(handle), name: bare(name) },
    ...madeAt(permalink.platform, id, createdAt),
    text: text.value.trim(),
    lang: bare(lang),
    sources: sourcesOf({ id: address.found, handle, name, userId, createdAt, text, lang }),
  });
}

/** schema.org descriptions that platforms put into their own pages. */
export const jsonLd: JsonLayout = jsonLayout(
  {
    name: "json-ld",
    era: "2015–",
    looksFor: "JSON-LD SocialMediaPosting (or DiscussionForumPosting) with author and articleBody",
  },
  (value, asked) => {
    const posts = findNodes(value, isPosting).flatMap((posting) => readPosting(posting) ?? []);
    return readingOf(posts, [], asked);
  },
);
