import { idTime } from "../../dates/id-time.js";
import type { Window } from "../../dates/window.js";
import type { Permalink } from "../../handles/permalink.js";
import type { Platform } from "../../records/platform.js";
import type { Post } from "../../records/post.js";
import type { CaptureQuery, PostQuery } from "../archive.js";

export type Purpose = "permalink" | "address" | "day" | "nearby" | "handle" | "name" | "account";

/** One round of asking; a later step is taken only when the earlier ones found no post. */
export interface Step {
  purpose: Purpose;
  /** All asked: together they cover what this round looks for. */
  queries: readonly CaptureQuery[];
  /** Asked as well where an answer to `queries` was not all there is; together they cover it then. */
  narrower: readonly CaptureQuery[];
  /**
   * One address and a time, for archives that hand over the nearest capture without their index.
   * `only`: where they have none there, the index is not worth a question.
   */
  probe?: { uriR: string; at: string; only: boolean };
  /** Which captures to read first: the least, told from the address. All alike when absent. */
  rank?: (named: Permalink | null) => number;
  /**
   * Of a step that looks for more than was printed, so that leaving it undone leaves no doubt about
   * what was: captures read in all, over the steps before too, from which on a remote archive is
   * troubled no further for it.
   */
  extraUpTo?: number;
  /** Whether a listed capture could hold the post, told from its address alone. */
  wants: (named: Permalink | null) => boolean;
  /** The posts looked for, for archives that know which of their captures hold them. */
  posts: readonly PostQuery[];
  /** Whether a post read from these captures could be the quoted one. */
  considers: (post: Post) => boolean;
}

/** All addresses that begin so. */
export const prefix = (
  address: string,
  how: { glance?: true; collapse?: true } = {},
): CaptureQuery => ({
  kind: "prefix",
  prefix: address,
  ...how,
});

function within(windows: readonly Window[], ms: number): boolean {
  return windows.some(({ fromMs, toMs }) => ms >= fromMs && ms < toMs);
}

/** Whether the id's own time lies in a window; true where the id carries none. */
export function idWithin(
  platform: Platform,
  id: string | null,
  windows: readonly Window[],
): boolean {
  const time = id === null ? null : idTime(platform, id);
  if (time === null) return true;
  return windows.some(
    ({ fromMs, toMs }) => time.ms + time.toleranceMs >= fromMs && time.ms - time.toleranceMs < toMs,
  );
}

/** Whether a post is of such a time, by its own time or by that of its id. */
export function postWithin(post: Post, windows: readonly Window[]): boolean {
  return post.createdAt === null
    ? idWithin(post.platform, post.id, windows)
    : within(windows, Date.parse(post.createdAt));
}
