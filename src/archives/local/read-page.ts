import type { Post } from "../../records/post.js";
import { postsOn } from "../../snapshots/read.js";
import type { CaptureBytes } from "../../snapshots/types.js";

/** What is indexed of a page. */
export interface PageRead {
  posts: Pick<Post, "platform" | "id" | "createdAt" | "author">[];
  /** Why it could not be looked through whole, as far as that is damage; null where it was. */
  damage: string | null;
}

/** The posts on a page, without their words: threads hand them on to one another. */
export function readPage(capture: CaptureBytes): PageRead {
  const { posts, problems } = postsOn(capture);
  const damage = problems.find(({ code }) => code === "page.damaged")?.because ?? null;
  return {
    posts: posts.map(({ platform, id, createdAt, author }) => ({
      platform,
      id,
      createdAt,
      author,
    })),
    damage,
  };
}
