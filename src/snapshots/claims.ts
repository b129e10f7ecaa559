import type { Post } from "../records/post.js";
import { contradiction } from "./agreement.js";

/** Claims of one id that agree and yet differ (cut, without a name): no page shows more. */
const MAX_CLAIMS = 8;

interface Known {
  first: Post;
  /** What was said of the post so far; null while it was claimed once. */
  said: Set<string> | null;
  isDisputed: boolean;
}

/**
 * The posts that a layout reads, in page order. Of an id that a page claims thousands of times over
 * only what tells is kept: claims that say something else, as many as pages have, and in any case the
 * first that contradicts the first one, by which none is believed. All of them would take many times
 * the page's memory.
 */
export class Claims {
  readonly posts: Post[] = [];
  private readonly known = new Map<string, Known>();

  add(...posts: readonly Post[]): void {
    for (const post of posts) if (this.tells(post)) this.posts.push(post);
  }

  private tells(post: Post): boolean {
    if (post.id === null) return true;
    const known = this.known.get(post.id);
    if (known === undefined) {
      this.known.set(post.id, { first: post, said: null, isDisputed: false });
      return true;
    }
    known.said ??= new Set([JSON.stringify(known.first)]);
    const isFull = known.said.size >= MAX_CLAIMS;
    if (isFull && known.isDisputed) return false;
    const claim = JSON.stringify(post);
    if (known.said.has(claim)) return false;
    const disputes = !known.isDisputed && contradiction(known.first, post) !== null;
    if (isFull && !disputes) return false;
    known.said.add(claim);
    known.isDisputed ||= disputes;
    return true;
  }
}
