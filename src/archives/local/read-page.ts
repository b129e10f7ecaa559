import type { Post } from "../../records/post.js";
import { postsOn } from "../../snapshots/read.js";
import type { CaptureBytes } from "../../snapshots/types.js";

/** What is indexed of a post. */
export type PostOnPage = Pick<Post, "platform" | "id" | "createdAt" | "author">;

/** The posts on a page, without their words: threads hand them on to one another. */
export function readPage(capture: CaptureBytes): PostOnPage[] {
  return postsOn(capture).map(({ platform, id, createdAt, author }) => {
    return { platform, id, createdAt, author };
  });
}
