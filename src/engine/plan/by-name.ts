import type { Window } from "../../dates/window.js";
import type { Platform } from "../../records/platform.js";
import { guessHandles } from "../guess-handles.js";
import { accountSteps } from "./by-account.js";
import { postWithin, type Step } from "./step.js";

/**
 * A printed name alone: remote archives are asked for the handles it suggests; those at hand also
 * know the names under which accounts posted.
 */
export function nameSteps(
  platform: Platform,
  name: string,
  windows: readonly Window[] | null,
): Step[] {
  const steps = accountSteps("name", { platform, handles: guessHandles(name), windows });
  const none: Step = {
    purpose: "name",
    queries: [],
    narrower: [],
    wants: () => false,
    posts: [],
    considers: () => false,
  };
  const printed = foldName(name);
  return (steps.length > 0 ? steps : [none]).map((step) => ({
    ...step,
    posts: [...step.posts, { by: "name", platform, key: name, windows }],
    considers: (post) =>
      step.considers(post) ||
      (post.author.name !== null &&
        foldName(post.author.name) === printed &&
        (windows === null || postWithin(post, windows))),
  }));
}

function foldName(name: string): string {
  return name.normalize("NFKC").replace(/\s+/gu, " ").trim().toLowerCase();
}
