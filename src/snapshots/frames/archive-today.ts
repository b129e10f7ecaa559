import { parseFragment } from "../page.js";
import { attribute, isElement } from "../text/nodes.js";
import type { Page } from "../types.js";
import { type Frame, withText } from "./frame.js";

const HOST = /^https?:\/\/archive\.(?:today|is|ph|md|li|vn|fo)\//;

function tagsHolding(page: Page, needle: string) {
  const outline = page.outline();
  return [...outline.holding(needle)].slice(0, 20).flatMap((element) => {
    const [tag] = parseFragment(outline.startTagOf(element));
    return tag && isElement(tag) ? [{ element, tag }] : [];
  });
}

/** `<link rel="bookmark" href="http://archive.today/20230207101112/https://twitter.com/…">` */
function originalAddress(page: Page): string | null {
  for (const { tag } of tagsHolding(page, "bookmark")) {
    const href = attribute(tag, "href") ?? "";
    if (tag.tagName === "link" && HOST.test(href)) return href;
  }
  return null;
}

/** The archived page's own body; the archive's header, with its form and dates, stands before it. */
function content(page: Page): string | null {
  const outline = page.outline();
  for (const { element, tag } of tagsHolding(page, "CONTENT")) {
    if (attribute(tag, "id") === "CONTENT" && outline.isShown(element))
      return outline.markupOf(element);
  }
  return null;
}

/**
 * archive.today's pages: the archived page after its scripts ran, its styles written into each
 * element, under the archive's own head and header.
 */
export const archiveToday: Frame = {
  name: "archive-today",
  looksFor: "link rel=bookmark to archive.today and an element #CONTENT",
  signs: ['"CONTENT"'],
  unwrap(page) {
    if (!page.raw.includes("bookmark")) return null;
    const address = originalAddress(page);
    const inner = address === null ? null : content(page);
    if (inner === null) return null;
    // A short address (`archive.ph/AbCdE`) names the capture, not what was captured.
    const known = page.permalink === null ? null : page.capture.uriR;
    const isOwn = page.capture.uriR === null || HOST.test(page.capture.uriR);
    return {
      ...withText(page.capture, inner),
      uriR: known ?? (isOwn ? address : page.capture.uriR),
    };
  },
};
