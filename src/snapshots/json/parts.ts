import { idTime } from "../../dates/id-time.js";
import { permalinkOf } from "../../handles/addresses.js";
import type { Platform } from "../../records/platform.js";
import type { Post, PostReference } from "../../records/post.js";
import { apiTime } from "./time.js";
import { bare, type Found, type Node, nodesAt, stringAt, wordAt } from "./values.js";

/** A post named by another; null when nothing names one. */
export function reference(
  platform: Platform,
  id: string | null,
  handle: string | null,
  url: string | null = null,
): PostReference | null {
  if (id === null && handle === null && url === null) return null;
  return { id, handle, url: url ?? (id === null ? null : permalinkOf(platform, handle, id)) };
}

/** The time at the first of `paths` that holds one, as ISO 8601 UTC. */
export function timeAt(node: Node, ...paths: string[]): Found<string> | null {
  const written = stringAt(node, ...paths);
  const time = written && apiTime(written.value);
  return written && time ? { value: time, at: written.at } : null;
}

/** When a post was made: as the page says, else as its id does. */
export function madeAt(
  platform: Platform,
  id: string,
  onPage: Found<string> | null,
): Pick<Post, "createdAt" | "createdAtSource"> {
  if (onPage) return { createdAt: onPage.value, createdAtSource: "page" };
  const fromId = idTime(platform, id);
  if (fromId === null) return { createdAt: null, createdAtSource: null };
  return { createdAt: new Date(fromId.ms).toISOString(), createdAtSource: "snowflake" };
}

/** Pictures and videos of the first list that holds any, with their alternative texts. */
export function mediaAt(node: Node, ...lists: string[]): Post["media"] {
  return nodesAt(node, ...lists).map((item) => ({
    kind: bare(wordAt(item, "type")) ?? "media",
    url: bare(
      wordAt(item, "media_url_https", "media_url", "url", "preview_image_url", "preview_url"),
    ),
    alt: bare(wordAt(item, "ext_alt_text", "alt_text", "description", "name")),
  }));
}

/** A language tag; "und" and its kin say that the platform could not tell. */
export function languageOf(found: Found<string> | null): string | null {
  return found === null || found.value === "und" ? null : found.value;
}
