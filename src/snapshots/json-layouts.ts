import type { JsonLayout } from "./json/reading.js";
import { blueskyApi } from "./layouts/bluesky-api.js";
import { facebookComet } from "./layouts/facebook-comet.js";
import { jsonLd } from "./layouts/json-ld.js";
import { mastodonActivityPub } from "./layouts/mastodon-activitypub.js";
import { mastodonApi } from "./layouts/mastodon-api.js";
import { metaJson } from "./layouts/meta-json.js";
import { twitterApi11 } from "./layouts/twitter-api-1.1.js";
import { twitterApi2 } from "./layouts/twitter-api-2.js";
import { twitterGraphql } from "./layouts/twitter-graphql.js";
import { twitterOembed } from "./layouts/twitter-oembed.js";
import { twitterStore } from "./layouts/twitter-store.js";
import { twitterSyndication } from "./layouts/twitter-syndication.js";

/** Every JSON shape that holds posts, as a capture of its own or in a page's script element. */
export const JSON_LAYOUTS: readonly JsonLayout[] = [
  twitterGraphql,
  twitterApi11,
  twitterApi2,
  twitterSyndication,
  twitterStore,
  twitterOembed,
  blueskyApi,
  mastodonApi,
  mastodonActivityPub,
  metaJson,
  facebookComet,
  jsonLd,
];
