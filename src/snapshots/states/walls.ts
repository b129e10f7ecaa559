import type { StateRule } from "../states.js";
import type { Page } from "../types.js";
import { isAtTwitter, isTwitters } from "./platform.js";
import { asksForPassword, hasElement, shownLines, shownText } from "./signs.js";
import { GONE_WORDS, isNotice, matches, WALL_WORDS } from "./words.js";

/**
 * A page with more words than these is no bare notice: its words may be someone's post or article.
 * What the platform says of a post is held to the shorter measure.
 */
const MAX_NOTICE = 400;
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
    test: (page) => (asksForPassword(page) ? "the page asks for a password" : null),
  },
];

/** What short pages say, where their structure says nothing; only in the languages known. */
export const NOTICES_IN_WORDS: readonly StateRule[] = [
  ...(["suspended", "protected", "withheld", "deleted"] as const).map((state): StateRule => {
    return {
      name: "notice in words",
      state,
      looksFor: `at Twitter's own address, a page that says this alone, or a short one of Twitter's making with it as a line: “${GONE_WORDS[state][0]}”`,
      test: (page) => states(page, GONE_WORDS[state]),
    };
  }),
  ...(["error-page", "login-wall", "consent-page", "shell"] as const).map((state): StateRule => {
    return {
      name: "wall in words",
      state,
      looksFor: `a short page that says so, e.g. “${WALL_WORDS[state][0]}”`,
      test: (page) => says(page, WALL_WORDS[state]),
    };
  }),
];

/**
 * A post, a hosting provider, a proxy may use the same words: they are the platform's only on a
 * page from its own address, as a line of their own, and on a page that says nothing else or that
 * is shown to be the platform's by what it loads. A page that names accounts may be a post's.
 */
function states(page: Page, list: readonly string[]): string | null {
  if (!isAtTwitter(page) || isFailure(page.capture.status)) return null;
  const lines = shownLines(page).filter((line) => line !== "");
  const notices = lines.filter((line) => isNotice(list, line));
  const [first] = notices;
  if (first === undefined) return null;
  const text = lines.join(" ");
  const isBare = notices.length === lines.length;
  const isShort = text.length <= MAX_NOTICE && !/@\w/.test(text);
  return isBare || (isShort && isTwitters(page)) ? `the page says: “${first.slice(0, 120)}”` : null;
}

/** Pages captured elsewhere than at a platform's address may say what they like. */
function says(page: Page, list: readonly string[]): string | null {
  if (page.capture.uriR !== null && page.permalink === null) return null;
  if (isFailure(page.capture.status)) return null;
  const text = shownText(page);
  if (text.length > MAX_WALL || !matches(list, text)) return null;
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
      page.raw.includes("<script") && shownText(page).length < 40
        ? "the page shows hardly a word without its scripts"
        : null,
  },
];
