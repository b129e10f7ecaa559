import { parsePermalink } from "../../handles/permalink.js";
import { attributesOf } from "../markup/start-tag.js";
import { elementsWith } from "../states/signs.js";
import type { Page } from "../types.js";
import { type Frame, withText } from "./frame.js";

const HOST = /^https?:\/\/(?:www\.)?perma\.cc\//i;

/** Where a replaying element says which address it replays. */
const REPLAYED: readonly { sign: string; tag: string; attribute: string }[] = [
  // Perma's page of a record: the field beside "source".
  { sign: "source_url", tag: "input", attribute: "value" },
  // ReplayWeb.page and what builds on it (Perma since 2020, Conifer, many libraries' pages).
  { sign: "<replay-web-page", tag: "replay-web-page", attribute: "url" },
];

/** The address of the page that stands in this page's frame; null where it is no such page. */
export function framedAddress(page: Page): string | null {
  for (const { sign, tag, attribute } of REPLAYED) {
    if (!page.raw.includes(sign)) continue;
    for (const element of elementsWith(page, sign)) {
      const outline = page.outline();
      if (outline.nameOf(element) !== tag) continue;
      const address = attributesOf(outline.startTagOf(element))[attribute] ?? "";
      if (/^https?:\/\/\S{1,4000}$/.test(address)) return address;
    }
  }
  return null;
}

/** The replayed page itself, where whoever saved the outer page wrote its frames into it. */
function inside(page: Page): string | null {
  const outline = page.outline();
  let longest: string | null = null;
  for (const element of outline.holding("srcdoc")) {
    // What an iframe's tags enclose is never shown, so the element round it is asked.
    const around = outline.parentOf(element);
    if (outline.nameOf(element) !== "iframe" || (around !== -1 && !outline.isShown(around)))
      continue;
    const written = attributesOf(outline.startTagOf(element)).srcdoc ?? "";
    if (written.length > (longest?.length ?? 0)) longest = written;
  }
  return longest;
}

/**
 * Perma's page round a record. As fetched it holds a frame and nothing of the record (then the
 * state says so); saved by a browser it may hold the record in the frame's `srcdoc`.
 */
export const perma: Frame = {
  name: "perma",
  looksFor: "input#source_url or replay-web-page[url], and an iframe with srcdoc",
  signs: ["srcdoc"],
  unwrap(page) {
    const address = framedAddress(page);
    const inner = address === null ? null : inside(page);
    if (inner === null) return null;
    // Only for the archive's own page: elsewhere a page may frame what it likes.
    const { uriR } = page.capture;
    const isOuter = uriR === null || HOST.test(uriR) || parsePermalink(uriR) === null;
    return isOuter ? { ...withText(page.capture, inner), uriR: address } : null;
  },
};
