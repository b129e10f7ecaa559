import { z } from "zod";

/** Platforms whose permalinks are understood; how much of each is read differs (docs/layouts.md). */
export const PlatformSchema = z.enum([
  "twitter",
  "bluesky",
  "mastodon",
  "telegram",
  "threads",
  "instagram",
  "facebook",
  "tiktok",
  "youtube",
]);

export type Platform = z.infer<typeof PlatformSchema>;
