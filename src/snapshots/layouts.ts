import { JSON_LAYOUTS } from "./json-layouts.js";
import { blueskyApp } from "./layouts/bluesky-app.js";
import { blueskyScreen } from "./layouts/bluesky-screen.js";
import { embeddedJson } from "./layouts/embedded-json.js";
import { facebookMobile } from "./layouts/facebook-mobile.js";
import { facebookPost } from "./layouts/facebook-post.js";
import { instagramEmbed } from "./layouts/instagram-embed.js";
import { mastodonHead } from "./layouts/mastodon-head.js";
import { mastodonPage } from "./layouts/mastodon-page.js";
import { metaHead } from "./layouts/meta-head.js";
import { metaWall } from "./layouts/meta-wall.js";
import { nitter } from "./layouts/nitter.js";
import { telegramHead } from "./layouts/telegram-head.js";
import { telegramWidget } from "./layouts/telegram-widget.js";
import { threadReader } from "./layouts/thread-reader.js";
import { twitterApp } from "./layouts/twitter-app.js";
import { twitterHead } from "./layouts/twitter-head.js";
import { twitterMicrodata } from "./layouts/twitter-microdata.js";
import { twitterMobile } from "./layouts/twitter-mobile.js";
import { twitterOldPermalink } from "./layouts/twitter-old-permalink.js";
import { twitterPermalink } from "./layouts/twitter-permalink.js";
import { twitterWidget } from "./layouts/twitter-widget.js";
import type { Layout } from "./types.js";

/** Each platform's own pages. */
const OF_PLATFORMS: readonly Layout[] = [
  twitterPermalink,
  twitterApp,
  twitterMobile,
  twitterOldPermalink,
  twitterWidget,
  twitterMicrodata,
  nitter,
  threadReader,
  blueskyApp,
  blueskyScreen,
  mastodonPage,
  telegramWidget,
  instagramEmbed,
  facebookPost,
  facebookMobile,
];

/** JSON is as whole as the platform made it, whichever platform that was. */
const OF_ANY: readonly Layout[] = [...JSON_LAYOUTS, embeddedJson];

/** What a page's head says is cut and holds raw links: believed last. */
const HEADS: readonly Layout[] = [twitterHead, mastodonHead, telegramHead, metaHead, metaWall];

/**
 * Every way in which a post is kept, in the order in which they are believed: where two layouts
 * read the same post alike, the earlier one's reading stands. Adding one is one file and one line.
 */
export const LAYOUTS: readonly Layout[] = [...OF_PLATFORMS, ...OF_ANY, ...HEADS];
