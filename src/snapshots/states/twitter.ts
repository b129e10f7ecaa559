import { headOf, metaOf } from "../markup/head.js";
import type { StateRule } from "../states.js";
import type { Page } from "../types.js";
import { hasClassNamed, hasElement, shownText } from "./signs.js";
import { GONE_WORDS, matches, NOTICE_WORDS } from "./words.js";

/** Twitter's own notices, told by class names, links and element marks that no language changes. */
export const TWITTER_NOTICES: readonly StateRule[] = [
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
  notice("suspended"),
  notice("protected"),
  notice("withheld"),
  notice("deleted"),
  {
    name: "the app's page for what does not exist",
    state: "deleted",
    looksFor: "data-testid=error-detail with a link to the search, and no button to try again",
    test: (page) =>
      hasElement(page, "error-detail", "data-testid") &&
      (hasElement(page, 'href="/search"') || matches(GONE_WORDS.deleted, shownText(page)))
        ? "the app says that there is no such page"
        : null,
  },
];

/**
 * In the app a missing post leaves a box with a link to the same help page, whatever the reason;
 * only the words in it tell the reasons apart.
 */
function notice(state: keyof typeof NOTICE_WORDS): StateRule {
  return {
    name: "the app's notice in a post's place",
    state,
    looksFor: "a link to the help page on notices, in words of this reason",
    test: (page) =>
      hasElement(page, "rules-and-policies/notices-on-") &&
      matches(NOTICE_WORDS[state], shownText(page))
        ? "the app has a notice in the place of the post"
        : null,
  };
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
    looksFor: "data-testid=error-detail without a link to the search; the page for old browsers",
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
      page.text.includes("abs.twimg.com/responsive-web/client-web")
        ? "the page is the app without its content"
        : null,
  },
];
