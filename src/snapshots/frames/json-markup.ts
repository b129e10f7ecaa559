import { jsonDocument } from "../json/document.js";
import { findNodes, isObject } from "../json/values.js";
import { type Frame, withText } from "./frame.js";

/** Keys under which Twitter's own page asked for pieces of itself, 2011–2020. */
const KEYS = ["page", "items_html", "tweet_html", "body", "html", "module_html", "hovercard_html"];

/** Signs of a post's element; an oEmbed answer's blockquote is read as an answer, not as a page. */
const SIGNS = ["data-tweet-id=", "data-item-id=", "timeline-Tweet"];

function isPiece(value: unknown): value is string {
  return typeof value === "string" && SIGNS.some((sign) => value.includes(sign));
}

/**
 * JSON answers that carry markup of a page: a permalink opened over a profile, the next posts of a
 * timeline or conversation, a widget's timeline.
 */
export const jsonMarkup: Frame = {
  name: "json-markup",
  looksFor: "JSON with page, items_html, html or body that holds elements of posts",
  unwrap(page) {
    if (!page.isData || !SIGNS.some((sign) => page.raw.includes(sign))) return null;
    const value = jsonDocument(page);
    if (!isObject(value)) return null;
    const holders = findNodes(value, (object) => KEYS.some((key) => isPiece(object[key])));
    const pieces = holders.flatMap((holder) =>
      KEYS.map((key) => holder.value[key]).filter(isPiece),
    );
    return pieces.length === 0 ? null : withText(page.capture, pieces.join("\n"));
  },
};
