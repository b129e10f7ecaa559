import type { CaptureBytes, Page } from "../types.js";

/** Something put round a capture by whoever kept it: a container, a banner, an address of its own. */
export interface Frame {
  /** Stable name, printed by `quotary read --explain`. */
  readonly name: string;
  /** The tell-tales looked for, in words. */
  readonly looksFor: string;
  /** Strings of which a page framed so holds at least one, in its elements; others are not looked at. */
  readonly signs?: readonly string[];
  /** The capture inside; null when the page is not framed this way. */
  unwrap(page: Page): CaptureBytes | null;
}

/** The capture with another page as its body, decoded already. */
export function withText(
  capture: CaptureBytes,
  text: string,
  contentType = "text/html",
): CaptureBytes {
  return {
    ...capture,
    body: new TextEncoder().encode(text),
    contentType: `${contentType}; charset=utf-8`,
    contentEncoding: null,
  };
}
