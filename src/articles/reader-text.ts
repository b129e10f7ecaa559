import {
  attribute,
  type ChildNode,
  type Element,
  isElement,
  type Root,
  SPELLED_LINE_BREAK,
} from "./dom.js";

/** A link in a run of text: its address, and the characters it covers there. */
export interface Link {
  href: string;
  start: number;
  end: number;
}

/** A run of text between two block boundaries, as a reader sees it. */
export interface Passage {
  text: string;
  links: Link[];
  /** Nearest block element that holds it; null for text that stands loose in the root. */
  block: Element | null;
  /** Offsets in the page's source. */
  start: number;
  end: number;
}

const BLOCKS = new Set(
  (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption " +
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section " +
    "summary table tbody td tfoot th thead tr ul"
  ).split(" "),
);

const UNSEEN = new Set(
  "script style template svg noframes object canvas audio video select textarea button head".split(
    " ",
  ),
);

/** Class names by which widely used style sheets keep text for screen readers only. */
const UNSEEN_CLASS =
  /(?:^|\s)(?:visually-?hidden|sr-only|screen-?reader(?:-text|-only)|u-hidden(?:visually)?)(?:\s|$)/i;

/**
 * The text below `root` as a reader sees it, in passages: white space collapsed, `<br>` as a line
 * break, emoji pictures as the characters they stand for, hidden parts left out.
 */
export function passagesOf(root: Root, isLeftOut: (element: Element) => boolean = leaveNothingOut) {
  const reader = new PassageReader(isLeftOut);
  reader.read(root);
  return reader.end();
}

function leaveNothingOut(): boolean {
  return false;
}

function isUnseen(element: Element): boolean {
  return (
    UNSEEN.has(element.name) ||
    element.attribs.hidden !== undefined ||
    (element.attribs.class !== undefined && UNSEEN_CLASS.test(element.attribs.class))
  );
}

/** Publishing systems replace emoji by pictures whose alternative text is the character. */
function emojiOf(image: Element): string {
  const alt = attribute(image, "alt") ?? "";
  if (alt === "" || alt.length > 30) return "";
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(alt)) return alt;
  const marked = /emoji|smiley/i.test(image.attribs.class ?? "");
  return marked && !/[\p{L}\p{N}]{2}/u.test(alt) ? alt : "";
}

const BLANK = /^[ \t\r\n\f]+$/;
/** What is not yet as a reader sees it: runs of white space, breaks of the source. */
const COLLAPSIBLE = /[\t\r\n\f\u2028]| {2}/;
const WIDE = /[ \t\r\n\f]{2,}|[\t\r\n\f]/g;

/**
 * Gathers passages on a walk, one at a time. The last piece of text is kept apart from those before
 * it, so that dropping the space before a break never copies the whole: many small nodes are linear.
 */
class PassageReader {
  private readonly passages: Passage[] = [];
  /** The block element around the place reached. */
  private block: Element | null = null;
  private before = "";
  private last = "";
  private links: Link[] = [];
  private link: Link | null = null;
  private start: number | null = null;
  private stop = 0;

  constructor(private readonly isLeftOut: (element: Element) => boolean) {}

  /** The parser bounds nesting, so recursion is safe. */
  read(parent: Root): void {
    for (const node of parent.children) {
      if (node.type === "text") this.add(node.data, node);
      else if (isElement(node) && !isUnseen(node) && !this.isLeftOut(node)) this.element(node);
    }
  }

  private element(element: Element): void {
    const { name } = element;
    if (BLOCKS.has(name)) {
      const around = this.block;
      this.flush(element);
      this.read(element);
      this.flush(around);
    } else if (name === "a") {
      this.openLink(attribute(element, "href") ?? "");
      this.read(element);
      this.closeLink();
    } else {
      if (name === "br") this.breakLine();
      else if (name === "img") this.add(emojiOf(element), element);
      this.read(element);
    }
  }

  end(): Passage[] {
    this.flush(null);
    return this.passages;
  }

  /** White space collapses to one space, none of it beside a line break or at the beginning. */
  private add(raw: string, from: ChildNode): void {
    // Nearly all words begin with a sign, which a look at it tells.
    if (raw.charCodeAt(0) <= 0x20 && BLANK.test(raw)) {
      if (!this.isSpaced()) this.push(" ");
      return;
    }
    const piece = COLLAPSIBLE.test(raw)
      ? raw.replace(WIDE, " ").replaceAll(SPELLED_LINE_BREAK, "\n")
      : raw;
    const kept = piece.startsWith(" ") && this.isSpaced() ? piece.slice(1) : piece;
    if (kept === "") return;
    this.push(kept);
    this.start ??= from.startIndex ?? 0;
    this.stop = (from.endIndex ?? this.start) + 1;
  }

  private isSpaced(): boolean {
    return this.last === "" || this.last.endsWith(" ") || this.last.endsWith("\n");
  }

  private breakLine(): void {
    if (this.last.endsWith(" ")) this.last = this.last.slice(0, -1);
    this.push("\n");
  }

  private push(piece: string): void {
    this.before += this.last;
    this.last = piece;
  }

  private openLink(href: string): void {
    const at = this.before.length + this.last.length;
    this.link = { href, start: at, end: at };
  }

  private closeLink(): void {
    if (this.link === null) return;
    this.link.end = this.before.length + this.last.length;
    this.links.push(this.link);
    this.link = null;
  }

  /** Ends the passage, if there is any; what follows stands in `block`. */
  private flush(block: Element | null): void {
    this.closeLink();
    if (this.last !== "" || this.links.length > 0) {
      const passage = this.passage();
      if (passage !== null) this.passages.push(passage);
      this.before = "";
      this.last = "";
      this.links = [];
      this.start = null;
      this.stop = 0;
    }
    this.block = block;
  }

  private passage(): Passage | null {
    const { links, block } = this;
    const whole = this.before + this.last;
    const text = whole.trim();
    if (text === "" && links.every((link) => link.href === "")) return null;
    const lead = whole.length - whole.trimStart().length;
    for (const link of links) {
      link.start = Math.min(Math.max(link.start - lead, 0), text.length);
      link.end = Math.min(Math.max(link.end - lead, 0), text.length);
    }
    return { text, links, block, start: this.start ?? 0, end: this.stop };
  }
}
