import type { Window } from "../../dates/window.js";
import type { Platform } from "../../records/platform.js";
import { accountSteps, utcDaysIn } from "./by-account.js";
import { postWithin, type Step } from "./step.js";

/** Captures read in all before a remote archive is troubled no further for other handles' posts. */
const UP_TO = 8;

/** A look at posts of any time under the printed handle: they tell whose account it is. */
export function ownerStep(step: Step): Step {
  return {
    ...step,
    purpose: "account",
    extraUpTo: UP_TO,
    posts: step.posts.map((query) => (query.by === "handle" ? { ...query, windows: null } : query)),
    considers: (post) =>
      step.posts.some(
        (query) =>
          query.by === "handle" &&
          query.platform === post.platform &&
          query.key.toLowerCase() === post.author.handle?.toLowerCase(),
      ),
  };
}

/**
 * The same times of a step that looks under handles, among the posts of accounts known by their ids:
 * what an account posted under an older handle.
 */
export function byAccount(step: Step, ids: readonly string[]): Step {
  const posts = step.posts.flatMap((query) =>
    query.by === "handle" ? ids.map((key) => ({ ...query, by: "account" as const, key })) : [],
  );
  return {
    ...step,
    purpose: "account",
    posts,
    considers: ({ author, ...post }) =>
      posts.some(
        ({ platform, key, windows }) =>
          platform === post.platform &&
          key === author.id &&
          (windows === null || postWithin({ author, ...post }, windows)),
      ),
  };
}

/**
 * The same for an archive that knows no accounts' ids: its addresses under handles that captures
 * showed for these accounts, at the platform's best host. None where no day narrows the list down.
 */
export function underHandles(
  step: Step,
  handles: readonly string[],
  ids: readonly string[],
): Step[] {
  const own = byAccount(step, ids);
  return daysOf(step).flatMap(({ platform, windows }) =>
    accountSteps("account", {
      platform,
      handles,
      windows,
      first: utcDaysIn(windows),
      hosts: 1,
    }).map((one) => ({ ...one, posts: own.posts, considers: own.considers, extraUpTo: UP_TO })),
  );
}

/** The days in which a step looks under handles. */
function daysOf({ posts }: Step): { platform: Platform; windows: readonly Window[] }[] {
  const query = posts.find(({ by }) => by === "handle");
  if (query === undefined || query.by === "id" || query.windows === null) return [];
  return [{ platform: query.platform, windows: query.windows }];
}
