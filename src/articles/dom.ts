import { DomHandler, Parser } from "htmlparser2";

/** The parser's cost grows with depth times length, so depth is bounded; pages stay below 100. */
const MAX_DEPTH = 1_000;

type Document = DomHandler["root"];

export type ChildNode = Document["children"][number];

export type Element = Extract<ChildNode, { attribs: unknown }>;

/** Where a walk can begin. */
export type Root = Document | Element;

type ParentNode = NonNullable<ChildNode["parent"]>;

class TooDeep extends Error {}

/**
 * Stands for a line break that the source spells out (`&#10;`), as older embed codes do for the
 * author's own: white space of the source collapses, this does not.
 */
export const SPELLED_LINE_BREAK = "\u2028";

class BoundedHandler extends DomHandler {
  /** In document order: most readers look at elements one by one, and need no tree for it. */
  readonly elements: Element[] = [];

  /** Where in the source the parser is. */
  private place: Pick<Parser, "startIndex" | "endIndex"> = { startIndex: 0, endIndex: 0 };

  constructor(private readonly html: string) {
    super(undefined, { withStartIndices: true, withEndIndices: true });
  }

  override onparserinit(parser: Parser): void {
    super.onparserinit(parser);
    this.place = parser;
  }

  override ontext(data: string): void {
    const isSpelled = data === "\n" && this.html[this.place.startIndex] === "&";
    super.ontext(isSpelled ? SPELLED_LINE_BREAK : data);
  }

  override onopentag(name: string, attributes: Record<string, string>): void {
    if (this.tagStack.length > MAX_DEPTH) throw new TooDeep();
    super.onopentag(name, attributes);
    this.elements.push(this.tagStack[this.tagStack.length - 1] as Element);
  }

  /**
   * As the handler does. But a list that is made with its first node in it has room for that one,
   * one that is pushed to for 17: most elements hold one node, and the tree is half as large.
   */
  protected override addNode(node: ChildNode): void {
    const parent = this.tagStack[this.tagStack.length - 1] as Root;
    const previous = parent.children[parent.children.length - 1];
    node.startIndex = this.place.startIndex;
    node.endIndex = this.place.endIndex;
    node.parent = parent;
    this.lastNode = null;
    if (previous === undefined) {
      parent.children = [node];
      return;
    }
    parent.children.push(node);
    node.prev = previous;
    previous.next = node;
  }

  /** Comments say nothing to a reader. */
  override oncomment(): void {}

  override oncommentend(): void {}

  /** Ends what is still open. */
  endAt(offset: number): void {
    for (const node of this.tagStack) node.endIndex ??= offset;
  }
}

export interface ParsedHtml {
  document: Document;
  elements: readonly Element[];
  /** Where nesting passed the depth that is read and reading stopped; null: all was read. */
  stoppedAt: number | null;
}

/** The whole document (as cheerio's slim parse makes it) with source offsets on every node. */
export function parseHtml(html: string): ParsedHtml {
  const handler = new BoundedHandler(html);
  const parser = new Parser(handler);
  let stoppedAt: number | null = null;
  try {
    parser.end(html);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    stoppedAt = parser.startIndex;
    handler.endAt(stoppedAt);
  }
  return { document: handler.root, elements: handler.elements, stoppedAt };
}

export function isElement(node: ChildNode): node is Element {
  return node.type === "tag" || node.type === "script" || node.type === "style";
}

export function attribute(element: Element, name: string): string | null {
  const value = element.attribs[name];
  return value === undefined ? null : value.trim();
}

/** First of the attributes that is present and not empty. */
export function firstAttribute(element: Element, names: readonly string[]): string | null {
  for (const name of names) {
    const value = attribute(element, name);
    if (value) return value;
  }
  return null;
}

export function classes(element: Element): string[] {
  const value = element.attribs.class;
  return value ? value.split(/\s+/) : [];
}

/**
 * Visits every node below `root` in document order, without recursion: depth is the outside's to
 * choose. `enter` answers false to pass over a node's children; `leave` follows after them.
 */
export function walk(
  root: Root,
  enter: (node: ChildNode) => boolean,
  leave?: (node: Element) => void,
): void {
  let node: ChildNode | null = root.children[0] ?? null;
  while (node !== null) {
    const current: ChildNode = node;
    const inside: boolean = enter(current) && isElement(current);
    const child = inside && isElement(current) ? current.children[0] : undefined;
    if (child !== undefined) {
      node = child;
      continue;
    }
    if (inside && isElement(current)) leave?.(current);
    let climbing: ChildNode = current;
    while (climbing.next === null) {
      const parent: ParentNode | null = climbing.parent;
      if (parent === null || parent === root || parent.type === "root") return;
      climbing = parent as Element;
      leave?.(climbing);
    }
    node = climbing.next;
  }
}

/** Elements below `root` that `wanted` accepts, in document order; at most `limit`. */
export function elementsBelow(
  root: Root,
  wanted: (element: Element) => boolean,
  limit = Number.POSITIVE_INFINITY,
): Element[] {
  const found: Element[] = [];
  walk(root, (node) => {
    if (found.length >= limit) return false;
    if (isElement(node) && wanted(node)) found.push(node);
    return true;
  });
  return found;
}

/** Nearest element around a node; null at the document's top. */
export function parentElement(node: ChildNode): Element | null {
  const parent = node.parent;
  return parent !== null && parent.type === "tag" ? (parent as Element) : null;
}

/** First element below `root` with one of the classes. */
export function byClass(root: Element, ...names: string[]): Element | null {
  const found = elementsBelow(root, (one) => hasClass(one, ...names), 1);
  return found[0] ?? null;
}

/** Whether the element has one of the class names. */
export function hasClass(element: Element, ...names: string[]): boolean {
  const value = element.attribs.class;
  if (value === undefined || !names.some((name) => value.includes(name))) return false;
  return value.split(/\s+/).some((one) => names.includes(one));
}

/** Text of a `<script>` or `<style>`, as written. */
export function rawText(element: Element): string {
  let text = "";
  for (const child of element.children) if (child.type === "text") text += child.data;
  return text;
}

/** Index of one of some elements in document order, by bisection on where they start. */
function indexIn(elements: readonly Element[], element: Element): number {
  const start = element.startIndex ?? 0;
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((elements[middle]?.startIndex ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return elements.indexOf(element, low);
}

const MAX_SELECTOR_STEPS = 80;

/** Selectors of elements of one document; a parent's elements are told from its text once. */
export class Selectors {
  private readonly siblings = new Map<ParentNode, readonly Element[]>();

  /** CSS path from the document's root, or null for an element too deep to name. */
  of(element: Element): string | null {
    const steps: string[] = [];
    let current: Element = element;
    for (;;) {
      if (steps.length >= MAX_SELECTOR_STEPS) return null;
      const parent: ParentNode | null = current.parent;
      const name = /^[a-z][a-z0-9-]*$/.test(current.name) ? current.name : "*";
      const alone = name === "html" || name === "body";
      steps.push(alone || parent === null ? name : `${name}:nth-child(${this.position(current)})`);
      if (parent === null || parent.type === "root") return steps.reverse().join(" > ");
      current = parent as Element;
    }
  }

  private position(element: Element): number {
    const parent = element.parent;
    if (parent === null) return 1;
    let siblings = this.siblings.get(parent);
    if (siblings === undefined) {
      siblings = (parent.children as ChildNode[]).filter(isElement);
      this.siblings.set(parent, siblings);
    }
    return indexIn(siblings, element) + 1;
  }
}
