import type { Post } from "../records/post.js";

/** Whether two posts are of one account: by its id where both have one, else by its handle. */
export function isSameAccount({ author: one }: Post, { author: other }: Post): boolean {
  if (one.id !== null && other.id !== null) return one.id === other.id;
  return one.handle !== null && one.handle.toLowerCase() === other.handle?.toLowerCase();
}
