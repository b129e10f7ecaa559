import { SourceText } from "../source-text.js";
import { hidesItself, mayHide } from "./hidden.js";
import { OpenElements, type TagName } from "./open-elements.js";
import { attributesOf } from "./start-tag.js";
import {
  endOfName,
  endOfNonElement,
  endOfRawText,
  endOfScript,
  endOfStartTag,
  isLetter,
} from "./tag-scan.js";

/** A page with more elements than this is no page of posts (the largest seen has 12,000). */
const MAX_ELEMENTS = 1_000_000;

/** Browsers stop nesting at 512. */
const MAX_DEPTH = 512;

/**
 * Where the elements of a page begin and end, found in one pass without building a tree, and no
 * further than asked for, so that a layout can find the one element it wants and parse only that.
 * Elements are numbered in page order. What stands in comments, scripts, styles, titles and
 * attribute values is no element. Linear in the text; memory is 17 bytes an element.
 */
export class Outline {
  private known = 0;
  private given: string | null = null;
  private starts: Int32Array;
  private openEnds: Int32Array;
  /** 0 while open, negative when the page ended first. */
  private ends: Int32Array;
  private parents: Int32Array;
  /** 1: inert, 2: found to be shown. */
  private inert: Uint8Array;
  /** Elements before this offset are none for a browser, though they are for the parser. */
  private inertUntil = 0;

  /** Needles looked for in vain: several layouts ask for the same. */
  private readonly absent = new Set<string>();
  /** Everything before this offset has been seen. */
  private at: number;
  private readonly open = new OpenElements();
  private readonly foreign: boolean[] = [];

  /** Where markup is looked for: all of it is ASCII. Offsets are offsets in this. */
  private readonly text: string;
  private readonly source: SourceText;

  constructor(source: SourceText | string) {
    this.source = typeof source === "string" ? new SourceText(source) : source;
    this.text = this.source.raw;
    // The words of one post, of which an answer may hold thousands, have a few elements at most.
    const room = Math.min(4_096, (this.text.length >> 4) + 16);
    this.starts = new Int32Array(room);
    this.openEnds = new Int32Array(room);
    this.ends = new Int32Array(room);
    this.parents = new Int32Array(room);
    this.inert = new Uint8Array(room);
    this.at = this.text.indexOf("<");
    if (this.at === -1) this.at = this.text.length;
  }

  /** Why the page was given up as no honest page; null when it is one. Reads to the end. */
  get refusal(): string | null {
    this.advance(this.text.length);
    return this.given;
  }

  /** As `refusal`, as far as the page has been read. */
  get refusalSoFar(): string | null {
    return this.given;
  }

  /** All elements; 0 on a refused page. Reads to the end. */
  get count(): number {
    return this.refusal === null ? this.known : 0;
  }

  /** Lower-case tag name. */
  nameOf(element: number): string {
    const from = this.startOf(element) + 1;
    return this.nameIn(from, endOfName(this.text, from));
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
    while (this.ends[element] === 0 && this.at < this.text.length) this.step();
    return Math.abs(this.ends[element] ?? 0);
  }

  /** Whether the capture ends before the element does: what it holds may be cut short. */
  isCut(element: number): boolean {
    this.endOf(element);
    return (this.ends[element] ?? 0) < 0;
  }

  /** -1 at the top. */
  parentOf(element: number): number {
    return this.parents[element] ?? -1;
  }

  /** The element's markup, its end tag included; nothing where the page was given up within it. */
  markupOf(element: number): string {
    const end = this.endOf(element);
    if (this.given !== null && this.isCut(element)) return "";
    return this.source.slice(this.startOf(element), end);
  }

  /** What stands behind the element's start tag, its end tag included. */
  contentOf(element: number): string {
    return this.source.slice(this.openEndOf(element), this.endOf(element));
  }

  /** The start tag alone. */
  startTagOf(element: number): string {
    return this.source.slice(this.startOf(element), this.openEndOf(element));
  }

  /** The innermost ancestor, the element itself included, that passes `test`; -1 for none. */
  closest(element: number, test: (element: number) => boolean): number {
    let at = element;
    while (at !== -1 && !test(at)) at = this.parentOf(at);
    return at;
  }

  /** False for content that a browser does not show: in `template`, `noscript`, `hidden`, … */
  isShown(element: number): boolean {
    const unknown: number[] = [];
    let at = element;
    while (at !== -1 && this.inert[at] === 0 && !this.hidesItself(at)) {
      unknown.push(at);
      at = this.parentOf(at);
    }
    const isShown = at === -1 || this.inert[at] === 2;
    for (const each of unknown) this.inert[each] = isShown ? 2 : 1;
    return isShown;
  }

  private hidesItself(element: number): boolean {
    if (!mayHide(this.text.slice(this.startOf(element), this.openEndOf(element)))) return false;
    return hidesItself(this.nameOf(element), attributesOf(this.startTagOf(element)));
  }

  /** Elements in page order, read as they are asked for. */
  *elements(): Generator<number> {
    for (let element = 0; this.has(element); element += 1) yield element;
  }

  /**
   * Elements whose start tag holds `needle` (ASCII) as written, in page order. The same characters in
   * text, comments or scripts are passed over. The page is not read beyond offset `until`.
   */
  *holding(needle: string, until = this.text.length): Generator<number> {
    if (this.absent.has(needle)) return;
    let last = -1;
    const first = this.text.indexOf(needle);
    if (first === -1) this.absent.add(needle);
    for (
      let at = first;
      at !== -1 && at < until;
      at = this.text.indexOf(needle, at + needle.length)
    ) {
      const element = this.startTagAt(at);
      if (element === -1 && this.given !== null) return;
      if (element === -1 || element === last) continue;
      last = element;
      yield element;
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

  private has(element: number): boolean {
    while (element >= this.known && this.at < this.text.length) this.step();
    return element < this.known;
  }

  /** Offsets at which `words` (ASCII) stand, in tags, text or anywhere else; reads no elements. */
  *mentions(words: string): Generator<number> {
    const { text } = this;
    for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + words.length)) {
      yield at;
    }
  }

  /** The innermost element that an offset stands in, its tags included; -1 for none. */
  around(offset: number): number {
    return this.closest(this.lastBefore(offset), (element) => {
      const end = Math.abs(this.ends[element] ?? 0);
      return end === 0 || end > offset;
    });
  }

  /** The element whose start tag covers an offset; -1 for none. */
  startTagAt(offset: number): number {
    const element = this.lastBefore(offset);
    return element !== -1 && offset < this.openEndOf(element) ? element : -1;
  }

  /** The last element that begins at an offset or before it. */
  private lastBefore(offset: number): number {
    this.advance(offset);
    let low = -1;
    let high = this.known - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.startOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private advance(beyond: number): void {
    while (this.at <= beyond && this.at < this.text.length) this.step();
  }

  /** Reads from the `<` at `at` to the next one. */
  private step(): void {
    const { text, at } = this;
    const code = text.charCodeAt(at + 1);
    let next = at + 1;
    if (isLetter(code)) next = this.startTag(at);
    else if (code === 0x2f) next = this.endTag(at);
    else if (code === 0x21 || code === 0x3f) next = endOfNonElement(text, at);
    this.at = text.indexOf("<", next);
    if (this.open.depth > MAX_DEPTH) this.given = `elements nested deeper than ${MAX_DEPTH}`;
    else if (this.known > MAX_ELEMENTS) this.given = `more than ${MAX_ELEMENTS} elements`;
    if (this.at !== -1 && this.given === null) return;
    this.at = text.length;
    this.open.popAll((element) => {
      this.ends[element] = -text.length;
    });
  }

  private add(start: number, openEnd: number, isInert: boolean): number {
    const element = this.known;
    const parent = this.open.innermost;
    if (element === this.starts.length) this.grow();
    this.starts[element] = start;
    this.openEnds[element] = openEnd;
    this.parents[element] = parent;
    const isIn = isInert || start < this.inertUntil || (parent !== -1 && this.inert[parent] === 1);
    this.inert[element] = isIn ? 1 : 0;
    this.known += 1;
    return element;
  }

  private grow(): void {
    for (const field of ["starts", "openEnds", "ends", "parents"] as const) {
      const grown = new Int32Array(this[field].length * 2);
      grown.set(this[field]);
      this[field] = grown;
    }
    const inert = new Uint8Array(this.inert.length * 2);
    inert.set(this.inert);
    this.inert = inert;
  }

  private startTag(at: number): number {
    const { text, open, foreign } = this;
    const nameEnd = endOfName(text, at + 1);
    const signed = endOfStartTag(text, nameEnd);
    if (signed === 0) return text.length;
    const end = Math.abs(signed);
    const tag = open.tagOf(this.nameIn(at + 1, nameEnd));
    const { name, rules } = tag;
    if (rules.implies !== null) {
      while (rules.implies.has(open.innermostTag.name)) this.ends[open.pop()] = at;
    }
    const element = this.add(at, end, rules.isInert);
    if (rules.isVoid) {
      this.ends[element] = end;
      return end;
    }
    if (rules.isForeign) foreign.push(true);
    else if (rules.isIntegration) foreign.push(false);
    if (signed < 0 && foreign[foreign.length - 1] === true) {
      this.ends[element] = end;
      return end;
    }
    open.push(tag, element);
    if (name === "plaintext") this.inertUntil = text.length;
    if (signed < 0 || !rules.isRawText) return end;
    const rawEnd = endOfRawText(text, end, name);
    if (name === "script") this.passScript(end, rawEnd);
    return rawEnd;
  }

  private passScript(from: number, end: number): void {
    if (from < this.inertUntil || !this.text.slice(from, end).includes("<!--")) return;
    this.inertUntil = Math.max(this.inertUntil, endOfScript(this.text, from));
  }

  private endTag(at: number): number {
    const { text, open, foreign } = this;
    let from = at + 2;
    while (from < text.length && text.charCodeAt(from) <= 0x20) from += 1;
    const close = text.indexOf(">", from);
    const end = close === -1 ? text.length : close + 1;
    if (close === -1 || !isLetter(text.charCodeAt(from))) return end;
    const tag = open.tagOf(this.nameIn(from, endOfEndTagName(text, from, close)));
    if (tag.rules.isForeign || tag.rules.isIntegration) foreign.pop();
    if (tag.open === 0) return end;
    let closed: TagName | null = null;
    while (closed !== tag) {
      closed = open.innermostTag;
      this.ends[open.pop()] = closed === tag ? end : at;
    }
    return end;
  }

  /** A tag's name as the parser has it: in lower case, that of other scripts too. */
  private nameIn(from: number, to: number): string {
    const name = this.text.slice(from, to);
    return UNUSUAL_IN_NAME.test(name) ? this.source.slice(from, to).toLowerCase() : name;
  }
}

const UNUSUAL_IN_NAME = /[A-Z\u0080-\uffff]/;

/** In an end tag only white space and `>` end the name. */
function endOfEndTagName(text: string, from: number, close: number): number {
  let at = from;
  while (at < close && text.charCodeAt(at) > 0x20) at += 1;
  return at;
}
