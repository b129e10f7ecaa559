import { parseFragment } from "../page.js";
import { type HtmlElement, isElement } from "../text/nodes.js";
import type { Outline } from "./outline.js";

/** Wraps each part, so that one whose end tag is missing does not swallow the next. */
const WRAP = "x-part";

/** Elements that are parsed in one go: the trees of a page full of posts never stand all at once. */
const BATCH = 200;

/**
 * Parses of each element only its start tag and those elements in it whose own start tags hold one
 * of `needles`: a post's page is mostly buttons. Many are parsed in one go. Those of which the whole
 * matters (`isWhole`) are left to `parseWhole`. Elements may nest.
 */
export function* parseParts(
  outline: Outline,
  elements: readonly number[],
  needles: readonly string[],
  isWhole: (element: number) => boolean,
  parseWhole: (element: number) => HtmlElement | null,
): Generator<HtmlElement | null> {
  const end = elements.reduce((last, each) => Math.max(last, outline.endOf(each)), 0);
  const holding = new Set(needles.flatMap((needle) => [...outline.holding(needle, end)]));
  // What stands between an element and its parts is left out, so it is asked here whether it hides.
  const parts = [...holding].filter((part) => outline.isShown(part)).sort((a, b) => a - b);
  for (let from = 0; from < elements.length; from += BATCH) {
    yield* parseBatch(outline, elements.slice(from, from + BATCH), parts, isWhole, parseWhole);
  }
}

function parseBatch(
  outline: Outline,
  elements: readonly number[],
  parts: readonly number[],
  isWhole: (element: number) => boolean,
  parseWhole: (element: number) => HtmlElement | null,
): (HtmlElement | null)[] {
  const pruned: string[] = [];
  for (const element of elements) {
    if (!isWhole(element)) pruned.push(prune(outline, element, parts));
  }
  const parsed = parseFragment(pruned.join("")).filter(isElement);
  // Hostile markup that closes the wrapping itself: no shortcut then.
  if (parsed.length !== pruned.length) return elements.map(parseWhole);
  let next = 0;
  return elements.map((element) => {
    if (isWhole(element)) return parseWhole(element);
    next += 1;
    return parsed[next - 1] ?? null;
  });
}

function prune(outline: Outline, element: number, parts: readonly number[]): string {
  const end = outline.endOf(element);
  let markup = outline.startTagOf(element);
  let written = 0;
  for (let at = firstAfter(parts, element); at < parts.length; at += 1) {
    const part = parts[at] ?? 0;
    if (outline.startOf(part) >= end) break;
    if (outline.startOf(part) < written) continue;
    written = outline.endOf(part);
    markup += `<${WRAP}>${outline.markupOf(part)}</${WRAP}>`;
  }
  return `${markup}</${outline.nameOf(element)}>`;
}

function firstAfter(sorted: readonly number[], element: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= element) low = middle + 1;
    else high = middle;
  }
  return low;
}
