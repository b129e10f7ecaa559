import { INERT } from "../markup/grammar.js";
import { parseFragment } from "../page.js";
import type { HtmlElement } from "../text/nodes.js";
import { readerText } from "../text/reader-text.js";
import type { Page } from "../types.js";

/** Walls and notices are short; a longer page is cut before its words are looked at. */
const MAX_MARKUP = 200_000;

/** Whether an element that a browser shows has all of these words in its start tag. */
export function hasElement(page: Page, ...words: readonly [string, ...string[]]): boolean {
  const outline = page.outline();
  for (const element of outline.holding(words[0])) {
    const tag = outline.startTagOf(element);
    if (words.every((word) => tag.includes(word)) && outline.isShown(element)) return true;
  }
  return false;
}

/** Whether an element of one of these classes is shown; classes as whole words. */
export function hasClassNamed(page: Page, ...names: readonly string[]): boolean {
  const outline = page.outline();
  return names.some((name) => {
    for (const element of outline.holding(name)) {
      const classes = /\bclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*))/i.exec(
        outline.startTagOf(element),
      );
      const written = classes?.[1] ?? classes?.[2] ?? classes?.[3] ?? "";
      if (written.split(/\s+/).includes(name) && outline.isShown(element)) return true;
    }
    return false;
  });
}

/** Blocks that an application carries along hidden, to be shown if it should fail. */
function isHidden(element: HtmlElement): boolean {
  return INERT.has(element.tagName) || element.attribs.id === "ScriptLoadFailure";
}

/** The words of a page that a browser shows, folded into one line; for short pages. */
export function shownText(page: Page): string {
  return page.remember(readShownText);
}

function readShownText(page: Page): string {
  if (page.outline().refusal !== null) return "";
  const body = Math.max(page.text.search(/<body[\s>]/i), 0);
  const markup = page.text.slice(body, body + MAX_MARKUP);
  const nodes = parseFragment(markup).root()[0]?.children ?? [];
  const { text } = readerText(nodes, { isHidden, whiteSpace: "folded" });
  return text.replace(/\s+/g, " ");
}
