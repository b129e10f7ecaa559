import { permalinkOf } from "../../handles/addresses.js";
import type { Post } from "../../records/post.js";
import { madeAt } from "../json/parts.js";
import { apiTime } from "../json/time.js";
import type { Found } from "../json/values.js";
import { type Head, headOf, metaOf } from "../markup/head.js";
import { parseFragment } from "../page.js";
import { makePost } from "../post.js";
import { readerText, type TextRules } from "../text/reader-text.js";
import type { Layout, Page } from "../types.js";

const RULES: TextRules = { isHidden: () => false, whiteSpace: "kept" };

/** Parts of the summary for readers without scripts, by the id of their element. */
function summaryPart(page: Page, id: string): Found<string> | null {
  const outline = page.outline();
  for (const element of outline.holding(`id="${id}"`)) {
    const nodes = parseFragment(outline.markupOf(element));
    return { value: readerText(nodes, RULES).text, at: `#${id}` };
  }
  return null;
}

/** `Name (@handle)`: the name may hold brackets itself. */
function titleParts(title: string | null): { name: string; handle: string } | null {
  const parts = /^(.*)\s\(@([a-z0-9.-]{3,253})\)$/is.exec((title ?? "").trim());
  return parts ? { name: parts[1] ?? "", handle: parts[2] ?? "" } : null;
}

function metaFound(head: Head, name: string): Found<string> | null {
  const value = metaOf(head, name);
  return value === null ? null : { value, at: `meta ${name}` };
}

function timeOf(page: Page, head: Head): Found<string> | null {
  const written =
    metaFound(head, "article:published_time") ?? summaryPart(page, "bsky_post_indexedat");
  const time = written && apiTime(written.value);
  return written && time ? { value: time, at: written.at } : null;
}

function readPage(page: Page, head: Head, id: string): Post | null {
  const text = summaryPart(page, "bsky_post_text") ?? metaFound(head, "og:description");
  const title = titleParts(metaOf(head, "og:title"));
  const declared = head.declared.find((each) => each.platform === "bluesky" && each.id === id);
  const named = declared?.handle?.startsWith("did:") ? null : (declared?.handle ?? null);
  const handle = summaryPart(page, "bsky_handle")?.value ?? title?.handle ?? named;
  // A page whose data did not load declares its address and nothing more.
  if (text === null || (title === null && summaryPart(page, "bsky_handle") === null)) return null;
  const createdAt = timeOf(page, head);
  return makePost({
    platform: "bluesky",
    id,
    url: permalinkOf("bluesky", handle, id),
    author: {
      id: summaryPart(page, "bsky_did")?.value ?? null,
      handle,
      name: summaryPart(page, "bsky_display_name")?.value || title?.name || null,
    },
    ...madeAt("bluesky", id, createdAt),
    text: text.value.trim(),
    media: (head.meta.get("og:image") ?? [])
      .filter((address) => /\/img\/feed_/.test(address))
      .map((url) => ({ kind: "photo", url, alt: metaOf(head, "og:image:alt") })),
    sources: {
      id: "meta og:url",
      handle: summaryPart(page, "bsky_handle") ? "#bsky_handle" : "meta og:title",
      text: text.at,
      ...(createdAt && { createdAt: createdAt.at }),
    },
  });
}

/** Bluesky's page: the server writes the post into the head and into a summary without scripts. */
export const blueskyApp: Layout = {
  name: "bluesky-app",
  era: "2023–",
  looksFor: "og:url of a bsky.app post with og:title or the elements #bsky_post_text, #bsky_handle",
  signs: ["bsky.app"],
  read(page) {
    const head = headOf(page);
    const id = head.declared.find((each) => each.platform === "bluesky")?.id ?? null;
    const post = id === null ? null : readPage(page, head, id);
    if (post === null) return null;
    return { state: "post", posts: [post], findings: [], because: "the page's own summary" };
  },
};
