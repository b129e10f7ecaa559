import { headOf } from "../markup/head.js";
import { asksForPassword } from "../states/signs.js";
import type { Layout } from "../types.js";
import { metaHead } from "./meta-head.js";

const PLATFORMS = new Set(["threads", "instagram", "facebook"]);

/** Where the log-in page says it lives; the same in every language. */
const LOGIN_ADDRESS =
  /(?:instagram|threads|facebook)\.(?:com|net)\/(?:accounts\/)?login(?:\.php)?(?:[/?]|$)/i;

/**
 * The log-in page in a post's place: 96 % of Instagram's captures (arXiv 2301.09188). It speaks of
 * the crawler, never of the post.
 */
export const metaWall: Layout = {
  name: "meta-wall",
  era: "2018–",
  looksFor:
    "on Threads, Instagram, Facebook: a password field or the log-in's address, no post in the head",
  read(page) {
    if (!page.permalink || !PLATFORMS.has(page.permalink.platform)) return null;
    if (page.json() !== undefined) return null;
    const head = headOf(page);
    if (metaHead.read(page) !== null) return null;
    const addresses = [...(head.meta.get("og:url") ?? []), page.capture.location ?? ""];
    const named =
      addresses.some((address) => LOGIN_ADDRESS.test(address)) ||
      page.raw.includes('"LoginAndSignupPage"');
    if (!named && !asksForPassword(page)) return null;
    const because = named
      ? "the page is the platform's log-in address"
      : "the page asks for a password";
    return { state: "login-wall", posts: [], findings: [], because };
  },
};
