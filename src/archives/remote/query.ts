import type { CaptureQuery } from "../../engine/archive.js";

/** What is asked for, as it is put into a request: without the star that may end a prefix. */
export function askedAddress(query: CaptureQuery): string {
  return query.kind === "exact" ? query.uriR : query.prefix.replace(/\*$/, "");
}

/**
 * Does a query mean one page and its variants (`…/status/ID?s=20`), and not the pages of a whole
 * account? A prefix that is an address of its own, scheme and all, does; `host/handle/status/1622`,
 * cut off somewhere, does not.
 */
export function meansOnePage(query: CaptureQuery): boolean {
  return query.kind === "exact" || /^https?:\/\/[^/]+\/.*[^/]$/i.test(askedAddress(query));
}
