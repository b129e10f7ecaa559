import { headOf, metaOf } from "../markup/head.js";
import type { StateRule } from "../states.js";
import type { Page } from "../types.js";
import { noticesInPlace } from "./notice-box.js";
import { mayBeTwitters } from "./platform.js";
import { elementsWith, hasClassNamed, hasElement, wordsOf } from "./signs.js";
import { GONE_WORDS, isNotice, matches, reasonOf } from "./words.js";

const NOTICES: readonly StateRule[] = [
  {
    name: "server-rendered notice of suspension",
    state: "suspended",
    looksFor: ".flex-module.error-page, or swift-page-name account_suspended",
    test: (page) =>
      hasElement(page, "flex-module", "error-page") || pageName(page).includes("suspended")
        ? "the platform's page says that the account is suspended"
        : null,
  },
  {
    name: "server-rendered page of a protected account",
    state: "protected",
    looksFor: ".ProtectedTimeline or .protected-box",
    test: (page) =>
      hasClassNamed(page, "ProtectedTimeline", "ProtectedTimeline-heading", "protected-box")
        ? "the platform's page says that the account's posts are protected"
        : null,
  },
  {
    name: "server-rendered notice of withholding",
    state: "withheld",
    looksFor: ".withheld-tweet or .withheld-account",
    test: (page) =>
      hasClassNamed(page, "withheld-tweet", "withheld-account", "WithheldTweet")
        ? "the platform's page says that the post is withheld"
        : null,
  },
  {
    name: "server-rendered page for what does not exist",
    state: "deleted",
    looksFor: ".errorpage-topbar, .errorpage-body-content, body.errorpage",
    test: (page) =>
      hasClassNamed(page, "errorpage-topbar", "errorpage-body-content", "errorpage")
        ? "the platform's page says that there is no such page"
        : null,
  },
  ...(["suspended", "protected", "withheld", "deleted"] as const).map((state): StateRule => {
    return {
      name: "the app's notice in a post's place",
      state,
      looksFor: "an article of a few words with a link to the help page on notices, of this reason",
      test: (page) => becauseOf(noticesInPlace(page).find((words) => reasonOf(words) === state)),
    };
  }),
  {
    name: "the app's notice of unknown reason",
    state: "withheld",
    looksFor: "the same notice in words that are not known: the platform does not show the post",
    test: (page) => becauseOf(noticesInPlace(page)[0]),
  },
  ...(["suspended", "protected", "withheld", "deleted"] as const).map((state): StateRule => {
    return {
      name: "the app's heading in place of an account's posts",
      state,
      looksFor: `data-testid=empty_state_header_text in words of this reason, e.g. “${GONE_WORDS[state].at(-1)}”`,
      test: (page) => emptyState(page, GONE_WORDS[state]),
    };
  }),
  {
    name: "the app's page for what does not exist",
    state: "deleted",
    looksFor:
      "data-testid=error-detail with a link to the search in it, and no button to try again",
    test: (page) => (errorBoxes(page).some((box) => saysGone(page, box)) ? GONE : null),
  },
];

/** Twitter's own notices, told by class names, links and element marks that no language changes. */
export const TWITTER_NOTICES = NOTICES.map(onTwittersPages);

const GONE = "the app says that there is no such page";

/** Other sites use such names too. */
function onTwittersPages(rule: StateRule): StateRule {
  return { ...rule, test: (page) => (mayBeTwitters(page) ? rule.test(page) : null) };
}

function becauseOf(words: string | undefined): string | null {
  return words === undefined ? null : `the app has a notice in the place of the post: “${words}”`;
}

function emptyState(page: Page, list: readonly string[]): string | null {
  for (const element of elementsWith(page, "empty_state_header_text", "data-testid")) {
    const words = wordsOf(page, element);
    if (isNotice(list, words)) return `the app says: “${words}”`;
  }
  return null;
}

function errorBoxes(page: Page): number[] {
  return [...elementsWith(page, "error-detail", "data-testid")].slice(0, 8);
}

/** What could not be loaded has a button to try again; what is not there, a link to the search. */
function saysGone(page: Page, box: number): boolean {
  const outline = page.outline();
  const within = (element: number) =>
    outline.startOf(element) > outline.startOf(box) &&
    outline.startOf(element) < outline.endOf(box);
  if ([...elementsWith(page, 'role="button"')].some(within)) return false;
  if ([...elementsWith(page, "<button")].some(within)) return false;
  if ([...elementsWith(page, 'href="/search"')].some(within)) return true;
  return matches(GONE_WORDS.deleted, wordsOf(page, box));
}

function pageName(page: Page): string {
  return metaOf(headOf(page), "swift-page-name") ?? "";
}

/** The app before it ran, or a page of it that never got its content. */
export const TWITTER_SHELLS: readonly StateRule[] = [
  {
    name: "the app's log-in form",
    state: "login-wall",
    looksFor: "fields and buttons of the log-in flow",
    test: (page) =>
      hasElement(page, "ocfEnterTextTextInput") ||
      hasElement(page, "LoginForm_Login_Button") ||
      hasElement(page, "google_sign_in_container") ||
      (hasClassNamed(page, "signin-wrapper", "LoginForm") && pageName(page) === "login")
        ? "the page is the log-in form"
        : null,
  },
  {
    name: "the app's failure",
    state: "error-page",
    looksFor: "data-testid=error-detail otherwise; the page for old browsers",
    test: (page) =>
      hasElement(page, "error-detail", "data-testid") ||
      hasElement(page, "twitter-supported-browsers") ||
      hasElement(page, "x-supported-browsers")
        ? "the app says that it could not load the page"
        : null,
  },
  {
    name: "over capacity",
    state: "error-page",
    looksFor: "the picture of the whale or the robot of 2008–2013",
    test: (page) =>
      hasElement(page, "whale_error") ||
      hasElement(page, "robot.png") ||
      hasElement(page, "lifting_bird")
        ? "the platform was over capacity"
        : null,
  },
  {
    name: "empty app",
    state: "shell",
    looksFor: "#react-root, #ScriptLoadFailure or the app's scripts, without posts",
    test: (page) =>
      hasElement(page, "react-root") ||
      hasElement(page, "ScriptLoadFailure") ||
      page.raw.includes("abs.twimg.com/responsive-web/client-web")
        ? "the page is the app without its content"
        : null,
  },
];
