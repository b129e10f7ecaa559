import { readOriginalAddress } from "../../handles/permalink.js";
import type { Page } from "../types.js";
import { elementsWith } from "./signs.js";

const TWITTER_HOST = /^(?:[\w-]+\.)?(?:twitter|x)\.com$/;

/** Twitter's own servers of pictures, scripts and help, named by every page that it made. */
const OWN_ADDRESSES = [
  "twimg.com/",
  "//help.twitter.com/",
  "//help.x.com/",
  "//support.twitter.com/",
];

/** Whether a capture was made at Twitter's own host; null where its address is unknown. */
function atTwitter({ capture }: Page): boolean | null {
  if (capture.uriR === null) return null;
  return TWITTER_HOST.test(readOriginalAddress(capture.uriR)?.host ?? "");
}

/** Whether a page may be Twitter's own: mirrors and other sites say nothing for the platform. */
export function mayBeTwitters(page: Page): boolean {
  return atTwitter(page) ?? true;
}

/** Whether a page was captured at Twitter's host and made by Twitter. */
export function isTwitters(page: Page): boolean {
  return atTwitter(page) === true && OWN_ADDRESSES.some((each) => holds(page, each));
}

/** Captured at Twitter's host; what stands there may still be a proxy's page. */
export function isAtTwitter(page: Page): boolean {
  return atTwitter(page) === true;
}

function holds(page: Page, address: string): boolean {
  return !elementsWith(page, address).next().done;
}
