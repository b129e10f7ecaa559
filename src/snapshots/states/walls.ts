import type { StateRule } from "../states.js";
import type { Page } from "../types.js";
import { hasElement, shownText } from "./signs.js";
import { GONE_WORDS, matches, WALL_WORDS } from "./words.js";

/**
 * A page with more words than these is no bare notice: its words may be someone's post or article.
 * What the platform says of a post is held to the shorter measure.
 */
const MAX_NOTICE = 1_200;
const MAX_WALL = 3_000;

/** Walls that any site may put before its pages, told by structure. */
export const WALLS: readonly StateRule[] = [
  {
    name: "check for robots",
    state: "error-page",
    looksFor: "marks of the challenges of Cloudflare, Akamai, Imperva and others",
    test: (page) =>
      hasElement(page, "challenge-form") ||
      hasElement(page, "cf-error-details") ||
      hasElement(page, "cf-browser-verification") ||
      hasElement(page, "/cdn-cgi/challenge-platform/")
        ? "the crawler was taken for a robot"
        : null,
  },
  {
    name: "consent form",
    state: "consent-page",
    looksFor: "a form whose action leads to a consent address",
    test: (page) =>
      hasElement(page, "action=", "//consent.") || hasElement(page, "action=", "/consent")
        ? "the crawler was asked to consent first"
        : null,
  },
  {
    name: "password field",
    state: "login-wall",
    looksFor: "an input of type password on a page without posts",
    test: (page) =>
      hasElement(page, 'type="password"') ||
      hasElement(page, "type=password") ||
      hasElement(page, "type='password'")
        ? "the page asks for a password"
        : null,
  },
];

/** What short pages say, where their structure says nothing; only in the languages known. */
export const NOTICES_IN_WORDS: readonly StateRule[] = [
  ...(["suspended", "protected", "withheld", "deleted"] as const).map((state): StateRule => {
    return {
      name: "notice in words",
      state,
      looksFor: `a short page that says so, e.g. “${GONE_WORDS[state][0]}”`,
      test: (page) => says(page, GONE_WORDS[state], MAX_NOTICE),
    };
  }),
  ...(["error-page", "login-wall", "consent-page", "shell"] as const).map((state): StateRule => {
    return {
      name: "wall in words",
      state,
      looksFor: `a short page that says so, e.g. “${WALL_WORDS[state][0]}”`,
      test: (page) => says(page, WALL_WORDS[state], MAX_WALL),
    };
  }),
];

/** Pages captured elsewhere than at a platform's address may say what they like. */
function says(page: Page, list: readonly string[], longest: number): string | null {
  if (page.capture.uriR !== null && page.permalink === null) return null;
  if (isFailure(page.capture.status)) return null;
  const text = shownText(page);
  if (text.length > longest || !matches(list, text)) return null;
  return `the page says: “${text.slice(0, 120)}”`;
}

/** A server that fails says nothing about a post, whatever its error page says. */
function isFailure(status: number | null): boolean {
  return status !== null && (status >= 500 || status === 429);
}

/** A page that asks for scripts in `noscript` and shows nothing else. */
export const EMPTY_PAGES: readonly StateRule[] = [
  {
    name: "page without words",
    state: "shell",
    looksFor: "scripts, and hardly a word that a browser shows",
    test: (page) =>
      page.text.includes("<script") && shownText(page).length < 40
        ? "the page shows hardly a word without its scripts"
        : null,
  },
];
