import type { DomHandler } from "htmlparser2";
import { hidesItself } from "../markup/hidden.js";

/** A node of a parsed page. */
export type HtmlNode = DomHandler["root"]["children"][number];

export type HtmlElement = Extract<HtmlNode, { tagName: string }>;

export function isElement(node: HtmlNode): node is HtmlElement {
  return "tagName" in node;
}

/** An attribute's value; null where there is none. */
export function attribute(element: HtmlElement, name: string): string | null {
  return Object.hasOwn(element.attribs, name) ? (element.attribs[name] ?? null) : null;
}

export function hasClass(element: HtmlElement, name: string): boolean {
  const classes = element.attribs.class;
  if (classes === undefined || !classes.includes(name)) return false;
  return classes.split(/\s+/).includes(name);
}

/**
 * Elements below `nodes` that a browser shows, in page order, the nodes themselves included. Where
 * `into` says no, an element is given but not entered.
 */
export function* elementsOf(
  nodes: readonly HtmlNode[],
  into: (element: HtmlElement) => boolean = () => true,
): Generator<HtmlElement> {
  const stack = nodes.toReversed();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node) || hidesItself(node.tagName, node.attribs)) continue;
    yield node;
    if (!into(node)) continue;
    for (let i = node.children.length - 1; i >= 0; i -= 1) stack.push(node.children[i] as HtmlNode);
  }
}

/** The first element below `nodes` that passes, or null. */
export function findElement(
  nodes: readonly HtmlNode[],
  test: (element: HtmlElement) => boolean,
  into?: (element: HtmlElement) => boolean,
): HtmlElement | null {
  for (const element of elementsOf(nodes, into)) if (test(element)) return element;
  return null;
}

/** null at the top. */
export function parentOf(element: HtmlElement): HtmlElement | null {
  const parent = element.parent as HtmlNode | null;
  return parent !== null && isElement(parent) ? parent : null;
}
