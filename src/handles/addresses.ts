import type { Platform } from "../records/platform.js";
import type { Address } from "./address.js";
import { parsePermalink, readOriginalAddress } from "./permalink.js";
import { PLATFORMS } from "./platforms.js";

/** Most addresses an archive is asked for in search of one post. */
const MAX_ADDRESSES = 8;

/** A post as far as it must be known to look for it. */
export interface WantedPost {
  platform: Platform;
  handle: string | null;
  id: string;
  /** As printed or linked; used only when it names this very post. */
  url?: string;
}

/** Canonical address of a post; null when the platform needs a handle and there is none. */
export function permalinkOf(platform: Platform, handle: string | null, id: string): string | null {
  return addressesOnPlatform(platform, handle, id)[0] ?? null;
}

/**
 * Addresses (URI-Rs) under which archives may keep the post, best first: as given (out of any
 * archive's address, without its fragment), then the platform's own forms, also under the handle
 * that the given address holds. Archives key by host and path, so each form finds other captures
 * (archives.md 2). At most 8, none twice.
 */
export function addressesOf(post: WantedPost): string[] {
  const given = post.url === undefined ? null : givenAddress(post.url, post);
  const handles = [post.handle ?? given?.handle ?? null, given?.handle ?? null];
  const [forms = [], otherForms = []] = handles.map((handle) =>
    addressesOnPlatform(post.platform, handle, post.id),
  );
  const byKey = new Map<string, string>();
  for (const address of [...(given?.addresses ?? []), ...forms, ...otherForms]) {
    const key = archiveKey(address);
    if (!byKey.has(key)) byKey.set(key, address);
  }
  return [...byKey.values()].slice(0, MAX_ADDRESSES);
}

/**
 * Prefixes (without scheme) that list an account's posts whose ids begin with one of `idPrefixes`
 * (`dates/id-range.ts` makes them of a day; `""` takes all). Best host first; empty where the
 * platform's addresses do not hold account and id in that order.
 */
export function searchPrefixes(
  handle: string,
  idPrefixes: readonly string[],
  platform: Platform,
): string[] {
  const bare = handle.trim().replace(/^@/, "");
  const bases = PLATFORMS.find((candidate) => candidate.platform === platform)?.prefixes(bare);
  return (bases ?? []).flatMap((base) => idPrefixes.map((prefix) => base + prefix));
}

function addressesOnPlatform(platform: Platform, handle: string | null, id: string): string[] {
  const bare = handle === null ? null : handle.trim().replace(/^@/, "");
  return PLATFORMS.find((candidate) => candidate.platform === platform)?.addresses(bare, id) ?? [];
}

/** Null when it names another post; no address where it is a `#!` one, which archives cannot tell apart. */
function givenAddress(
  url: string,
  post: WantedPost,
): { handle: string | null; addresses: string[] } | null {
  const named = parsePermalink(url);
  const address = readOriginalAddress(url);
  if (address === null || named?.platform !== post.platform || named.id !== post.id) return null;
  const usable = address.segments.length > 0;
  return { handle: named.handle, addresses: usable ? [withoutFragment(address)] : [] };
}

function withoutFragment({ scheme, host, rest }: Address): string {
  return `${scheme}://${host}${rest.split("#")[0]}`;
}

/** Roughly what archives take for the same address: no scheme, `www.`, case or final slash. */
function archiveKey(address: string): string {
  return address
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, "")
    .replace(/\/$/, "");
}
