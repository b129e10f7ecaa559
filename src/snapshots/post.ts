import type { Post } from "../records/post.js";

/** A post with everything unknown left at its "not known"; layouts fill in what they read. */
export function makePost(
  known: Pick<Post, "platform" | "id" | "text"> & Partial<Omit<Post, "platform" | "id" | "text">>,
): Post {
  return {
    url: null,
    author: { id: null, handle: null, name: null },
    createdAt: null,
    createdAtSource: null,
    lang: null,
    truncated: null,
    replyTo: null,
    quoted: null,
    retweeted: null,
    edits: [],
    media: [],
    links: [],
    sources: {},
    ...known,
  };
}
