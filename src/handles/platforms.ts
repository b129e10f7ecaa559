import { bluesky } from "./platforms/bluesky.js";
import { facebook } from "./platforms/facebook.js";
import { instagram } from "./platforms/instagram.js";
import { mastodon } from "./platforms/mastodon.js";
import type { PlatformAddresses } from "./platforms/platform.js";
import { telegram } from "./platforms/telegram.js";
import { threads } from "./platforms/threads.js";
import { tiktok } from "./platforms/tiktok.js";
import { twitter } from "./platforms/twitter.js";
import { youtube } from "./platforms/youtube.js";

/** In the order they are asked whose address it is; Mastodon, which can be any host, is last. */
export const PLATFORMS: readonly PlatformAddresses[] = [
  twitter,
  bluesky,
  telegram,
  threads,
  instagram,
  facebook,
  tiktok,
  youtube,
  mastodon,
];
