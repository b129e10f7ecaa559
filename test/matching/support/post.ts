import type { Post } from "../../../src/records/post.js";

/** As much of a post as the text check looks at. */
export function makePost(
  text: string,
  lang: string | null,
): Pick<Post, "text" | "lang" | "truncated" | "links"> {
  return { text, lang, truncated: null, links: [] };
}
