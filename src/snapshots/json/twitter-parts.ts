import type { Post, PostReference } from "../../records/post.js";
import { apiTime } from "./time.js";
import { bare, type Found, type Node, nodesAt, stringAt, wordAt } from "./values.js";

/** Address of a post; without a handle, the one that Twitter itself redirects from. */
export function twitterUrl(handle: string | null, id: string): string {
  return handle === null
    ? `https://twitter.com/i/web/status/${id}`
    : `https://twitter.com/${handle}/status/${id}`;
}

/** A post named by another; null when nothing names one. */
export function reference(
  id: string | null,
  handle: string | null,
  url: string | null = null,
): PostReference | null {
  if (id === null && handle === null && url === null) return null;
  return { id, handle, url: url ?? (id === null ? null : twitterUrl(handle, id)) };
}

/** The time at `path`, as ISO 8601 UTC. */
export function restTime(node: Node, ...paths: string[]): Found<string> | null {
  const written = stringAt(node, ...paths);
  const time = written && apiTime(written.value);
  return written && time ? { value: time, at: written.at } : null;
}

/** Pictures and videos of the first list that holds any, with their alternative texts. */
export function media(node: Node, ...lists: string[]): Post["media"] {
  return nodesAt(node, ...lists).map((item) => ({
    kind: bare(wordAt(item, "type")) ?? "media",
    url: bare(wordAt(item, "media_url_https", "media_url", "url", "preview_image_url")),
    alt: bare(wordAt(item, "ext_alt_text", "alt_text", "altText")),
  }));
}
