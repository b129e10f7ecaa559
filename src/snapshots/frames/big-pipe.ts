import { unwrapReplay } from "../text/replay.js";
import type { Page } from "../types.js";
import { type Frame, withText } from "./frame.js";

const HOST = /^https?:\/\/(?:[a-z-]{1,8}\.)?facebook\.com\//i;

/** Facebook's own escapes, so that what a piece holds never ends its comment. */
const ESCAPED = /\\([\s\S])/g;

/** The piece in a `code` element that holds one comment and nothing else. */
function pieceOf(content: string): string | null {
  const inner = content.replace(/<\/code\s*>$/i, "").trim();
  if (!inner.startsWith("<!--") || !inner.endsWith("-->")) return null;
  const piece = inner.slice("<!--".length, -"-->".length);
  return piece.includes("-->") ? null : piece.replace(ESCAPED, "$1");
}

/**
 * Facebook's pages of 2010–2024 came in pieces, each in a comment that a script took off. Only on
 * Facebook's own page: elsewhere what stands in a comment is shown to nobody.
 */
export const bigPipe: Frame = {
  name: "big-pipe",
  looksFor: "on Facebook: code elements that hold a comment of markup, and bigPipe's script",
  unwrap(page: Page) {
    const { capture } = page;
    const isOfFacebook = capture.uriR === null || HOST.test(unwrapReplay(capture.uriR));
    if (!isOfFacebook || page.isData || !/bigpipe/i.test(page.raw)) return null;
    const outline = page.outline();
    let text = "";
    let from = 0;
    for (const element of outline.holding("<code")) {
      if (outline.nameOf(element) !== "code") continue;
      const piece = pieceOf(outline.contentOf(element));
      if (piece === null) continue;
      const markup = outline.markupOf(element);
      const at = page.text.indexOf(markup, from);
      text += page.text.slice(from, at) + piece;
      from = at + markup.length;
    }
    return from === 0 ? null : withText(capture, text + page.text.slice(from));
  },
};
