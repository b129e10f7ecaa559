import type { Platform } from "../records/platform.js";

/** What an address says about a post. The handle in it is weak: platforms redirect by id. */
export interface Permalink {
  platform: Platform;
  /** Without `@`; Mastodon as `user@host`; null where the address holds none. */
  handle: string | null;
  /** null for an account's own page. */
  id: string | null;
}
