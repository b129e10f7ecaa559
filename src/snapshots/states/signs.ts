import { INERT } from "../markup/grammar.js";
import { attributesOf } from "../markup/start-tag.js";
import { parseFragment } from "../page.js";
import type { HtmlElement } from "../text/nodes.js";
import { readerText } from "../text/reader-text.js";
import type { Page } from "../types.js";

/** Walls and notices are short; a longer page is cut before its words are looked at. */
const MAX_MARKUP = 200_000;

/** Whether an element that a browser shows has all of these words in its start tag. */
export function hasElement(page: Page, ...words: readonly [string, ...string[]]): boolean {
  return !elementsWith(page, ...words).next().done;
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
  return shownLines(page).join(" ");
}

/** The same, a line a block. */
export function shownLines(page: Page): readonly string[] {
  return page.remember(readShownLines);
}

function readShownLines(page: Page): readonly string[] {
  if (page.outline().refusal !== null) return [];
  const body = Math.max(page.text.search(/<body[\s>]/i), 0);
  return linesOf(page.text.slice(body, body + MAX_MARKUP));
}

function linesOf(markup: string): string[] {
  const nodes = parseFragment(markup);
  const { text } = readerText(nodes, { isHidden, whiteSpace: "folded" });
  return text.split(/\n+/).map((line) => line.replace(/\s+/g, " ").trim());
}

/** The words that a browser shows of one element. */
export function wordsOf(page: Page, element: number): string {
  return linesOf(page.outline().markupOf(element).slice(0, MAX_MARKUP)).join(" ").trim();
}

/** Elements that a browser shows with all of these words in their start tags. */
export function* elementsWith(
  page: Page,
  ...words: readonly [string, ...string[]]
): Generator<number> {
  const outline = page.outline();
  for (const element of outline.holding(words[0])) {
    const tag = outline.startTagOf(element);
    if (words.every((word) => tag.includes(word)) && outline.isShown(element)) yield element;
  }
}

/** Whether a browser shows a field for a password. */
export function asksForPassword(page: Page): boolean {
  const outline = page.outline();
  for (const element of outline.holding("password")) {
    const { type } = attributesOf(outline.startTagOf(element));
    if (outline.nameOf(element) !== "input" || type?.toLowerCase() !== "password") continue;
    if (outline.isShown(element)) return true;
  }
  return false;
}
