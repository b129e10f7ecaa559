import type { Platform } from "../records/platform.js";
import { type Address, readAddress } from "./address.js";
import { PLATFORMS } from "./platforms.js";
import { unwrapAddress } from "./wrappers.js";

/** What an address says about a post. The handle in it is weak: platforms redirect by id. */
export interface Permalink {
  platform: Platform;
  /** Without `@`; Mastodon as `user@host`; null where the address holds none. */
  handle: string | null;
  /** null for an account's own page. */
  id: string | null;
}

/** Archives of archives exist; deeper nesting is somebody playing. */
const MAX_WRAPPINGS = 4;

/**
 * What an address says about a post, null when it names neither post nor account of a platform
 * known here. Addresses of archives (Wayback, arquivo.pt, archive.today, pywb, Memento) and of
 * link-wrapping pages are unwrapped first. Never throws; addresses over 4,000 characters are none.
 */
export function parsePermalink(address: string): Permalink | null {
  const original = readOriginalAddress(address);
  if (original === null) return null;
  const platform = PLATFORMS.find((candidate) => candidate.owns(original));
  const found = platform?.parse(original) ?? null;
  return platform === undefined || found === null
    ? null
    : { platform: platform.platform, ...found };
}

/**
 * Whether an address is on a platform's own hosts, by itself: not one of a site that mirrors it, nor
 * one that only holds the platform's address in its path, as anybody's can. `handle`: the author's.
 */
export function isOwnAddress(address: string, platform: Platform, handle: string | null): boolean {
  const read = readAddress(address);
  const found = read === null ? undefined : PLATFORMS.find((candidate) => candidate.owns(read));
  if (read === null || found?.platform !== platform || found.isMirror?.(read.host)) return false;
  return platform !== "mastodon" || isServerOf(handle, address, read.host);
}

/**
 * Any host may be a Mastodon server: the author's own speaks for a post, at its domain or below it, and
 * others hold copies. Where no author is known, any whose address is that of a post or an account.
 */
function isServerOf(handle: string | null, address: string, host: string): boolean {
  const home = handle?.split("@").at(-1)?.toLowerCase() ?? null;
  if (home !== null) return host === home || host.endsWith(`.${home}`);
  return parsePermalink(address) !== null && readOriginalAddress(address)?.host === host;
}

/** The innermost address; null when there is none to be read. */
export function readOriginalAddress(raw: string): Address | null {
  let address = readAddress(raw);
  for (let depth = 0; address !== null && depth < MAX_WRAPPINGS; depth += 1) {
    const inner = unwrapAddress(address);
    if (inner === null) return address;
    address = readAddress(inner);
  }
  return address;
}
