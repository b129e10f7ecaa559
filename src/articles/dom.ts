import { decodeHTML, decodeHTMLAttribute } from "entities";
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

/** Elements whose text is as written; in all others `&amp;` stands for a sign. */
const UNDECODED: ReadonlySet<string> = new Set(["script", "style", "textarea", "xmp"]);

const MAY_SPELL_LINE_BREAK = /&(?:#|NewLine;)/;

function decodeText(text: string): string {
  if (!MAY_SPELL_LINE_BREAK.test(text)) return decodeHTML(text);
  const lines = text.split("\n");
  return lines.map((line) => decodeHTML(line).replaceAll("\n", SPELLED_LINE_BREAK)).join("\n");
}

/** Tells, of stretches of a page in their order, whether a character reference may stand in them. */
class References {
  private next = -1;

  constructor(private readonly html: string) {}

  standIn(start: number, end: number): boolean {
    if (this.next < start) {
      const found = this.html.indexOf("&", start);
      this.next = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.next <= end;
  }
}

class BoundedHandler extends DomHandler {
  /** Where in the source the parser is. */
  private place: Pick<Parser, "startIndex" | "endIndex"> = { startIndex: 0, endIndex: 0 };

  private readonly references: References;

  constructor(
    html: string,
    private readonly opened: (element: Element) => void,
  ) {
    super(undefined, { withStartIndices: true, withEndIndices: true });
    this.references = new References(html);
  }

  override onparserinit(parser: Parser): void {
    super.onparserinit(parser);
    this.place = parser;
  }

  override ontext(data: string): void {
    const { startIndex, endIndex } = this.place;
    const isWritten =
      !this.references.standIn(startIndex, endIndex) || UNDECODED.has(this.innermost().name);
    super.ontext(isWritten ? data : decodeText(data));
  }

  override onopentag(name: string, attributes: Record<string, string>): void {
    if (this.tagStack.length > MAX_DEPTH) throw new TooDeep();
    if (this.references.standIn(this.place.startIndex, this.place.endIndex)) {
      for (const key in attributes) {
        attributes[key] = decodeHTMLAttribute(attributes[key] ?? "");
      }
    }
    super.onopentag(name, attributes);
    this.opened(this.innermost());
  }

  private innermost(): Element {
    return this.tagStack[this.tagStack.length - 1] as Element;
  }

  /**
   * As the handler does, but for links from one sibling to the next, which nobody follows here. A
   * list that is made with its first node in it has room for that one, one that is pushed to for 17:
   * most elements hold one node, and the tree is half as large.
   */
  protected override addNode(node: ChildNode): void {
    const parent: Root = this.innermost();
    node.startIndex = this.place.startIndex;
    node.endIndex = this.place.endIndex;
    node.parent = parent;
    this.lastNode = null;
    if (parent.children.length === 0) parent.children = [node];
    else parent.children.push(node);
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
  /** Where nesting passed the depth that is read and reading stopped; null: all was read. */
  stoppedAt: number | null;
}

/**
 * The whole document (as cheerio's slim parse makes it) with source offsets on every node. `opened`
 * is called with each element in document order as it begins: its name, attributes, start and
 * parents are known then, its end and its content are not.
 */
export function parseHtml(html: string, opened: (element: Element) => void): ParsedHtml {
  const handler = new BoundedHandler(html, opened);
  // A parser that decodes looks at every character by itself; most stretches hold no reference.
  const parser = new Parser(handler, { decodeEntities: false });
  let stoppedAt: number | null = null;
  try {
    parser.end(html);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    stoppedAt = parser.startIndex;
    handler.endAt(stoppedAt);
  }
  return { document: handler.root, stoppedAt };
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

/** Elements below `root` that `wanted` accepts, in document order; at most `limit`. */
export function elementsBelow(
  root: Root,
  wanted: (element: Element) => boolean,
  limit = Number.POSITIVE_INFINITY,
): Element[] {
  const found: Element[] = [];
  gather(root, wanted, limit, found);
  return found;
}

/** The parser bounds nesting, so recursion is safe. */
function gather(
  parent: Root,
  wanted: (element: Element) => boolean,
  limit: number,
  found: Element[],
): void {
  for (const node of parent.children) {
    if (found.length >= limit) return;
    if (!isElement(node)) continue;
    if (wanted(node)) found.push(node);
    gather(node, wanted, limit, found);
  }
}

/** Nearest element around a node; null at the document's top. */
export function parentElement(node: ChildNode): Element | null {
  const parent = node.parent;
  return parent !== null && parent.type === "tag" ? (parent as Element) : null;
}

/** First element below `root` with one of the classes. */
export function byClass(root: Element, ...names: string[]): Element | null {
  const found = elementsBelow(root, (one) => names.some((name) => hasClass(one, name)), 1);
  return found[0] ?? null;
}

export function hasClass(element: Element, name: string): boolean {
  const value = element.attribs.class;
  // Nearly every element fails here: one look at the value, before it is taken apart.
  return value?.includes(name) === true && value.split(/\s+/).includes(name);
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
