import { type Permalink, parsePermalink } from "../../handles/permalink.js";
import { attribute, elementsOf, type HtmlElement, hasClass } from "../text/nodes.js";
import { readerText, type TextRules } from "../text/reader-text.js";
import { unwrapReplay } from "../text/replay.js";

/** What stands between the shown beginning of a long post and its rest: dots and "see more". */
const CONTROLS = ["text_exposed_hide", "text_exposed_link", "see_more_link"];

/** A post's words on the platform's pages of 2012–2024. */
export const WORDS: TextRules = {
  isHidden: (element) => CONTROLS.some((name) => hasClass(element, name)),
  whiteSpace: "folded",
};

const PLAIN: TextRules = { isHidden: () => false, whiteSpace: "folded" };

/** What a link names on the platform; the page's own links have no host. */
export function named(element: HtmlElement): Permalink | null {
  const href = unwrapReplay((element.tagName === "a" && attribute(element, "href")) || "");
  const permalink = parsePermalink(href.startsWith("/") ? `https://www.facebook.com${href}` : href);
  return permalink?.platform === "facebook" ? permalink : null;
}

/**
 * The first link that shows a name, where it leads to an account. Whoever is named behind it, or from
 * the words on (`isContent`: they, and what is attached to them), is somebody else.
 */
export function authorIn(
  root: HtmlElement,
  isContent: (element: HtmlElement) => boolean,
): { handle: string | null; name: string | null } {
  const unknown = { handle: null, name: null };
  for (const each of elementsOf([root], (element) => element.tagName !== "a")) {
    if (isContent(each)) return unknown;
    const name = each.tagName === "a" ? readerText(each.children, PLAIN).text : "";
    if (name === "") continue;
    const account = named(each);
    return account !== null && account.id === null ? { handle: account.handle, name } : unknown;
  }
  return unknown;
}
