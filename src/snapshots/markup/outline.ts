import { FOREIGN, IMPLIES_CLOSE, INERT, INTEGRATION, RAW_TEXT, VOID } from "./grammar.js";
import { endOfName, endOfNonElement, endOfRawText, endOfStartTag, isLetter } from "./tag-scan.js";

/** A page with more elements than this is no page of posts (the largest seen has 12,000). */
const MAX_ELEMENTS = 1_000_000;

/** Browsers stop nesting at 512. */
const MAX_DEPTH = 512;

/**
 * Where every element of a page begins and ends, found in one pass without building a tree, so
 * that a layout can find the one element it wants and parse only that. Elements are numbered in
 * page order. What stands in comments, scripts, styles, titles and attribute values is no element.
 * Linear in the text; memory is 16 bytes an element.
 */
export class Outline {
  /** Why the page was given up as no honest page; null when it was read to its end. */
  refusal: string | null = null;
  /** Elements found. */
  count = 0;

  private starts = new Int32Array(4_096);
  private openEnds = new Int32Array(4_096);
  private ends = new Int32Array(4_096);
  private parents = new Int32Array(4_096);

  constructor(private readonly text: string) {
    this.scan();
    if (this.refusal !== null) this.count = 0;
  }

  /** Lower-case tag name. */
  nameOf(element: number): string {
    const from = this.startOf(element) + 1;
    return this.text.slice(from, endOfName(this.text, from)).toLowerCase();
  }

  /** Offset of the element's `<`. */
  startOf(element: number): number {
    return this.starts[element] ?? 0;
  }

  /** Offset behind the element's start tag. */
  openEndOf(element: number): number {
    return this.openEnds[element] ?? 0;
  }

  /** Offset behind the whole element, its end tag included. */
  endOf(element: number): number {
    return Math.abs(this.ends[element] ?? 0);
  }

  /** Whether the capture ends before the element does: what it holds may be cut short. */
  isCut(element: number): boolean {
    return (this.ends[element] ?? 0) < 0;
  }

  /** -1 at the top. */
  parentOf(element: number): number {
    return this.parents[element] ?? -1;
  }

  /** The element's markup, its end tag included. */
  markupOf(element: number): string {
    return this.text.slice(this.startOf(element), this.endOf(element));
  }

  /** The start tag alone. */
  startTagOf(element: number): string {
    return this.text.slice(this.startOf(element), this.openEndOf(element));
  }

  /** The innermost ancestor, the element itself included, that passes `test`; -1 for none. */
  closest(element: number, test: (element: number) => boolean): number {
    let at = element;
    while (at !== -1 && !test(at)) at = this.parentOf(at);
    return at;
  }

  /** False inside `template`, `noscript` and the like: content that a browser does not show. */
  isShown(element: number): boolean {
    return this.closest(element, (each) => INERT.has(this.nameOf(each))) === -1;
  }

  /**
   * Elements whose start tag holds `needle` as written, in page order, between two offsets. The
   * same characters in text, comments or scripts are passed over.
   */
  *holding(needle: string, from = 0, to = this.text.length): Generator<number> {
    let last = -1;
    for (
      let at = this.text.indexOf(needle, from);
      at !== -1 && at < to;
      at = this.text.indexOf(needle, at + needle.length)
    ) {
      const element = this.startTagAt(at);
      if (element !== -1 && element !== last) {
        last = element;
        yield element;
      }
    }
  }

  /**
   * Elements but those within more than two others of the same kind: a post within a post is a
   * quoted one, deeper nesting would only make every level be read over and over.
   */
  *loosely(elements: Iterable<number>): Generator<number> {
    const ends: number[] = [];
    for (const element of elements) {
      while (ends.length > 0 && (ends.at(-1) ?? 0) <= this.startOf(element)) ends.pop();
      if (ends.length > 2) continue;
      ends.push(this.endOf(element));
      yield element;
    }
  }

  /** The element whose start tag covers an offset; -1 for none. */
  private startTagAt(offset: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.startOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    const covers = this.count > 0 && this.startOf(low) <= offset && offset < this.openEndOf(low);
    return covers ? low : -1;
  }

  private add(start: number, openEnd: number, parent: number): number {
    const element = this.count;
    if (element === this.starts.length) this.grow();
    this.starts[element] = start;
    this.openEnds[element] = openEnd;
    this.ends[element] = openEnd;
    this.parents[element] = parent;
    this.count += 1;
    return element;
  }

  private grow(): void {
    for (const field of ["starts", "openEnds", "ends", "parents"] as const) {
      const grown = new Int32Array(this[field].length * 2);
      grown.set(this[field]);
      this[field] = grown;
    }
  }

  private scan(): void {
    const text = this.text;
    const open = new OpenElements();
    const foreign: boolean[] = [];
    let at = text.indexOf("<");
    while (at !== -1 && at + 1 < text.length) {
      const code = text.charCodeAt(at + 1);
      let next = at + 1;
      if (isLetter(code)) next = this.startTag(at, open, foreign);
      else if (code === 0x2f) next = this.endTag(at, open, foreign);
      else if (code === 0x21 || code === 0x3f) next = endOfNonElement(text, at);
      if (open.depth > MAX_DEPTH) this.refusal = `elements are nested deeper than ${MAX_DEPTH}`;
      else if (this.count > MAX_ELEMENTS) this.refusal = `more than ${MAX_ELEMENTS} elements`;
      if (this.refusal !== null) return;
      at = text.indexOf("<", next);
    }
    // Minus marks an element that the page's end cut off.
    open.popAll((element) => {
      this.ends[element] = -text.length;
    });
  }

  private startTag(at: number, open: OpenElements, foreign: boolean[]): number {
    const text = this.text;
    const nameEnd = endOfName(text, at + 1);
    const name = lowerCase(text.slice(at + 1, nameEnd));
    const { end, selfClosing } = endOfStartTag(text, nameEnd);
    if (end === -1) return text.length;
    const implied = IMPLIES_CLOSE.get(name);
    while (implied?.has(open.innermostName)) this.ends[open.pop()] = at;
    const element = this.add(at, end, open.innermost);
    if (VOID.has(name)) return end;
    if (FOREIGN.has(name)) foreign.push(true);
    else if (INTEGRATION.has(name)) foreign.push(false);
    if (selfClosing && foreign.at(-1) === true) return end;
    open.push(name, element);
    return !selfClosing && RAW_TEXT.has(name) ? endOfRawText(text, end, name) : end;
  }

  private endTag(at: number, open: OpenElements, foreign: boolean[]): number {
    const text = this.text;
    let from = at + 2;
    while (from < text.length && text.charCodeAt(from) <= 0x20) from += 1;
    const close = text.indexOf(">", from);
    const end = close === -1 ? text.length : close + 1;
    if (close === -1 || !isLetter(text.charCodeAt(from))) return end;
    const name = lowerCase(text.slice(from, endOfEndTagName(text, from, close)));
    if (FOREIGN.has(name) || INTEGRATION.has(name)) foreign.pop();
    if (!open.has(name)) return end;
    let closed = "";
    while (closed !== name) {
      closed = open.innermostName;
      this.ends[open.pop()] = closed === name ? end : at;
    }
    return end;
  }
}

/** In an end tag only white space and `>` end the name. */
function endOfEndTagName(text: string, from: number, close: number): number {
  let at = from;
  while (at < close && text.charCodeAt(at) > 0x20) at += 1;
  return at;
}

const UPPER = /[A-Z]/;

function lowerCase(name: string): string {
  return UPPER.test(name) ? name.toLowerCase() : name;
}

/** The stack of open elements; counts names so that a stray end tag costs no search. */
class OpenElements {
  private readonly names: string[] = [];
  private readonly elements: number[] = [];
  private readonly counts = new Map<string, number>();

  get depth(): number {
    return this.names.length;
  }

  /** -1 at the top of the page. */
  get innermost(): number {
    return this.elements.at(-1) ?? -1;
  }

  get innermostName(): string {
    return this.names.at(-1) ?? "";
  }

  has(name: string): boolean {
    return (this.counts.get(name) ?? 0) > 0;
  }

  push(name: string, element: number): void {
    this.names.push(name);
    this.elements.push(element);
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  pop(): number {
    const name = this.names.pop() ?? "";
    this.counts.set(name, (this.counts.get(name) ?? 1) - 1);
    return this.elements.pop() ?? -1;
  }

  popAll(each: (element: number) => void): void {
    while (this.depth > 0) each(this.pop());
  }
}
