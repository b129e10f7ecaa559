import { parsePermalink } from "../../handles/permalink.js";
import type { StateRule } from "../states.js";
import { unwrapReplay } from "../text/replay.js";
import type { Page } from "../types.js";
import { mayBeTwitters } from "./platform.js";

/** The path of an address, an archive's replay prefix left out. */
function pathOf(address: string | null | undefined): string {
  const path = /^(?:https?:)?(?:\/\/[^/]*)?(\/[^?#]*)?/.exec(unwrapReplay(address ?? ""))?.[1];
  return path ?? "";
}

function isRedirect({ capture }: Page): boolean {
  return (
    capture.status !== null &&
    capture.status >= 300 &&
    capture.status < 400 &&
    capture.status !== 304
  );
}

/** Where a redirect leads, or where the page itself was captured. */
function places(page: Page): string[] {
  const { capture } = page;
  return isRedirect(page) ? [capture.location ?? ""] : [capture.uriR ?? ""];
}

const LOGIN_PATH =
  /^\/(?:login|account\/access|i\/flow\/(?:login|signup)|accounts\/login|login\.php)(?:\/|$)/;

/** What the status line and the addresses say, before anything of the body is read. */
export const HTTP_RULES: readonly StateRule[] = [
  {
    name: "address of the notice of suspension",
    state: "suspended",
    looksFor: "a redirect to, or a capture of, /account/suspended",
    test: (page) =>
      mayBeTwitters(page) &&
      places(page).some((place) => /^\/account\/suspended\/?$/.test(pathOf(place)))
        ? "the platform leads to its notice of suspended accounts"
        : null,
  },
  {
    name: "protected account",
    state: "protected",
    looksFor: "protected_redirect=true in the address led to",
    test: (page) =>
      mayBeTwitters(page) &&
      places(page).some((place) => /[?&]protected_redirect=true\b/.test(place))
        ? "the platform asks to log in because the account is protected"
        : null,
  },
  {
    name: "address of a log-in page",
    state: "login-wall",
    looksFor: "a redirect to, or a capture of, the log-in page",
    test: (page) =>
      places(page).some((place) => LOGIN_PATH.test(pathOf(place)))
        ? "the crawler was led to the log-in page"
        : null,
  },
  {
    name: "address of a consent page",
    state: "consent-page",
    looksFor: "a redirect to, or a capture of, consent.… or …/consent",
    test: (page) =>
      places(page).some((place) => /^https?:\/\/(?:[\w-]+\.)?consent\.|\/consent\b/.test(place))
        ? "the crawler was asked to consent first"
        : null,
  },
  {
    name: "redirect",
    state: "redirect",
    looksFor: "HTTP status 3xx",
    test: (page) => {
      if (!isRedirect(page)) return null;
      const { location } = page.capture;
      const target = location ? parsePermalink(unwrapReplay(location)) : null;
      if (target?.id) return `the capture leads on to ${location}, a post's address`;
      return location ? `the capture leads on to ${location}` : "the capture is a redirect";
    },
  },
  {
    name: "withheld for legal reasons",
    state: "withheld",
    looksFor: "HTTP status 451",
    test: ({ capture }) =>
      capture.status === 451 ? "the platform withholds the page for legal reasons" : null,
  },
];

/** Asked after the platform's own notices: a bare status says nothing about the post. */
export const STATUS_RULES: readonly StateRule[] = [
  {
    name: "error status",
    state: "error-page",
    looksFor: "HTTP status 400 or above",
    test: ({ capture }) =>
      capture.status !== null && capture.status >= 400
        ? `the capture is an answer of status ${capture.status} without a notice of the platform`
        : null,
  },
];
