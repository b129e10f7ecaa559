import type { StateRule } from "../states.js";
import type { Page } from "../types.js";
import { isAtTwitter } from "./platform.js";
import { elementsWith, wordsOf } from "./signs.js";

/**
 * The box in which Nitter (`renderError`) says why it shows nothing; it has one language. Only
 * suspension is a state that it passes on: "not found" it also says when Twitter refused to answer.
 */
function errorPanel(page: Page): string | null {
  if (isAtTwitter(page)) return null;
  for (const element of elementsWith(page, "error-panel", "class")) {
    const words = wordsOf(page, element);
    const isPlatforms = page.permalink?.platform === "twitter" || page.raw.includes("Nitter");
    if (words !== "" && words.length <= 300 && isPlatforms) return words;
  }
  return null;
}

const SUSPENDED = /^User "?@?\w{1,20}"? has been suspended\.?$/i;

/** Notices of the front ends that show Twitter's posts on other hosts. */
export const NITTER_NOTICES: readonly StateRule[] = [
  {
    name: "Nitter's notice of suspension",
    state: "suspended",
    looksFor: ".error-panel that names the user as suspended, on a mirror of Twitter",
    test: (page) => {
      const words = errorPanel(page);
      return words !== null && SUSPENDED.test(words) ? `the mirror says: “${words}”` : null;
    },
  },
  {
    name: "Nitter's page of a protected account",
    state: "protected",
    looksFor: ".timeline-protected on a mirror of Twitter",
    test: (page) => {
      const isMirrors = !isAtTwitter(page) && page.permalink?.platform === "twitter";
      const shown = isMirrors && !elementsWith(page, "timeline-protected", "class").next().done;
      return shown ? "the mirror says that the account's posts are protected" : null;
    },
  },
  {
    name: "Nitter's error",
    state: "error-page",
    looksFor: ".error-panel with anything else: the mirror could not show the post",
    test: (page) => {
      const words = errorPanel(page);
      return words === null ? null : `the mirror could not show it: “${words.slice(0, 120)}”`;
    },
  },
];
