import { twitterApp } from "./layouts/twitter-app.js";
import { twitterHead } from "./layouts/twitter-head.js";
import { twitterPermalink } from "./layouts/twitter-permalink.js";
import type { Layout } from "./types.js";

/**
 * Every way in which a post is kept, in the order in which they are believed: where two layouts
 * read the same post alike, the earlier one's reading stands. Adding one is one file and one line.
 */
export const LAYOUTS: readonly Layout[] = [
  twitterPermalink,
  twitterApp,
  // Last of its platform: what a head says is cut and holds raw links.
  twitterHead,
];
