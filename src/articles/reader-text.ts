import {
  attribute,
  type ChildNode,
  classes,
  type Element,
  isElement,
  type Root,
  SPELLED_LINE_BREAK,
  walk,
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
export function passagesOf(root: Root, skip: (element: Element) => boolean = () => false) {
  const passages: Passage[] = [];
  const stack: Element[] = [];
  let current = new PassageBuilder(null);
  const flush = (block: Element | null) => {
    const passage = current.build();
    if (passage !== null) passages.push(passage);
    current = new PassageBuilder(block);
  };
  walk(
    root,
    (node) => {
      if (node.type === "text") {
        current.add(node.data, node);
        return false;
      }
      if (!isElement(node) || isUnseen(node) || skip(node)) return false;
      if (node.name === "br") current.breakLine();
      else if (node.name === "img") current.add(emojiOf(node), node);
      else if (node.name === "a") current.openLink(attribute(node, "href") ?? "");
      if (BLOCKS.has(node.name)) {
        stack.push(node);
        flush(node);
      }
      return true;
    },
    (element) => {
      if (element.name === "a") current.closeLink();
      if (!BLOCKS.has(element.name)) return;
      stack.pop();
      flush(stack[stack.length - 1] ?? null);
    },
  );
  flush(null);
  return passages;
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
  const marked = classes(image).some((one) => /emoji|smiley/i.test(one));
  const isEmoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(alt);
  return isEmoji || (marked && !/[\p{L}\p{N}]{2}/u.test(alt)) ? alt : "";
}

const BLANK = /^[ \t\r\n\f]*$/;
/** What is not yet as a reader sees it: runs of white space, breaks of the source. */
const COLLAPSIBLE = /[\t\r\n\f\u2028]| {2}/;

/** Collects pieces and joins them once, so that a passage of many small nodes stays linear. */
class PassageBuilder {
  private readonly pieces: string[] = [];
  private length = 0;
  private readonly links: Link[] = [];
  private open: Link | null = null;
  private start: number | null = null;
  private end = 0;

  constructor(private readonly block: Element | null) {}

  /** White space collapses to one space, none of it beside a line break or at the beginning. */
  add(raw: string, from: ChildNode): void {
    if (this.pieces.length === 0 && BLANK.test(raw)) return;
    const piece = COLLAPSIBLE.test(raw)
      ? raw.replace(/[ \t\r\n\f]+/g, " ").replaceAll(SPELLED_LINE_BREAK, "\n")
      : raw;
    const last = this.pieces[this.pieces.length - 1] ?? "\n";
    const kept = piece.startsWith(" ") && /[\n ]$/.test(last) ? piece.slice(1) : piece;
    if (kept === "") return;
    this.push(kept);
    if (kept === " ") return;
    this.start ??= from.startIndex ?? 0;
    this.end = (from.endIndex ?? this.start) + 1;
  }

  breakLine(): void {
    const last = this.pieces[this.pieces.length - 1];
    if (last?.endsWith(" ")) {
      this.pieces[this.pieces.length - 1] = last.slice(0, -1);
      this.length -= 1;
    }
    this.push("\n");
  }

  openLink(href: string): void {
    this.open = { href, start: this.length, end: this.length };
  }

  closeLink(): void {
    if (this.open === null) return;
    this.links.push({ ...this.open, end: this.length });
    this.open = null;
  }

  build(): Passage | null {
    this.closeLink();
    const whole = this.pieces.join("");
    const lead = whole.length - whole.trimStart().length;
    const text = whole.trim();
    if (text === "" && this.links.every((link) => link.href === "")) return null;
    const clamp = (offset: number) => Math.min(Math.max(offset - lead, 0), text.length);
    const links = this.links.map(({ href, start, end }) => ({
      href,
      start: clamp(start),
      end: clamp(end),
    }));
    return { text, links, block: this.block, start: this.start ?? 0, end: this.end };
  }

  private push(piece: string): void {
    this.pieces.push(piece);
    this.length += piece.length;
  }
}
