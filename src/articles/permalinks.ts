import { permalinkOf } from "../handles/addresses.js";
import { type Permalink, parsePermalink } from "../handles/permalink.js";
import type { Platform } from "../records/platform.js";

/** A permalink that names a post. */
export interface PostLink extends Permalink {
  id: string;
  /** As linked, without tracking parameters. */
  url: string;
}

/** Parameters that platforms and share buttons add; none of them names a post. */
const TRACKING =
  /^(?:ref_src|ref_url|ref|s|t|cxt|lang|igshid|igsh|utm_\w+|fbclid|mibextid|__tn__|__cft__.*|xmt|is_from_webapp|sender_device|si|feature|embed|related|tfw_\w+)$/;

/** The post that an address names, or null: accounts, hashtags and other pages are none. */
export function postLink(address: string | null): PostLink | null {
  if (address === null || address === "" || address.startsWith("#")) return null;
  const permalink = parsePermalink(address);
  if (permalink === null || permalink.id === null) return null;
  const { platform, handle, id } = permalink;
  const own = NOT_FOR_READERS.test(address) ? permalinkOf(platform, handle, id) : null;
  return { ...permalink, id, url: own ?? withoutTracking(address) };
}

/** Addresses of frames and records: they name the post, but no reader is sent there. */
const NOT_FOR_READERS = /^(?:at:\/\/|(?:https?:)?\/\/(?:platform\.|embed\.|publish\.))/i;

/** Parts of every address of the platforms but Mastodon; most links of a page hold none. */
const PLATFORM_PART =
  /(?:twitter|x|bsky|instagram|facebook|fb|threads|tiktok|telegram|youtube|youtube-nocookie|youtu|t)\.[a-z]|\/status|^at:|nitter/i;

/** Mastodon's addresses can be any host's, so they count only where markup says what they are. */
export function certainPostLink(address: string | null): PostLink | null {
  if (address === null || !PLATFORM_PART.test(address)) return null;
  const link = postLink(address);
  return link === null || link.platform === "mastodon" ? null : link;
}

/** One key for all addresses of a post. */
export function postKey(platform: Platform, id: string): string {
  return `${platform}:${id}`;
}

function withoutTracking(address: string): string {
  const text = address.trim().replace(/^\/\//, "https://");
  const query = text.indexOf("?");
  if (query < 0) return text;
  const hash = text.indexOf("#", query);
  const end = hash < 0 ? text.length : hash;
  const kept = text
    .slice(query + 1, end)
    .split("&")
    .filter((pair) => !TRACKING.test(pair.split("=")[0] ?? ""));
  const fragment = text.slice(end);
  return text.slice(0, query) + (kept.length === 0 ? "" : `?${kept.join("&")}`) + fragment;
}
