import type { Platform } from "../records/platform.js";
import type { Post } from "../records/post.js";
import type { Permalink } from "./permalink.js";

/**
 * Platforms whose ids count within an account or a server only: a channel's posts are numbered
 * from 1, record keys are the author's own choice. There the id alone names no post.
 */
const IDS_OF_ACCOUNTS: ReadonlySet<Platform> = new Set(["telegram", "mastodon", "bluesky"]);

type Named = Pick<Post, "platform" | "id" | "author">;

/** The account that an id counts within; null where ids are the platform's, or it is not known. */
export function idSpaceOf({ platform, author }: Named): string | null {
  return IDS_OF_ACCOUNTS.has(platform) ? (author.handle?.toLowerCase() ?? null) : null;
}

/** Whether a post is the one an address names; an account that is not known is no contradiction. */
export function isNamedBy(post: Named, named: Permalink): boolean {
  if (post.id === null || post.id !== named.id || post.platform !== named.platform) return false;
  if (!IDS_OF_ACCOUNTS.has(post.platform) || named.handle === null) return true;
  const { handle, id } = post.author;
  const account = named.handle.startsWith("did:") ? id : handle;
  return account === null || account.toLowerCase() === named.handle.toLowerCase();
}
