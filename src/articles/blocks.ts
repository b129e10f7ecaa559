import { opensWithDash } from "./attribution.js";
import { type ChildNode, type Element, isElement, type Root } from "./dom.js";
import { certainPostLink } from "./permalinks.js";
import { type Link, passagesOf } from "./reader-text.js";

/** One paragraph of an article, from a page or from plain text. */
export interface Block {
  /** `embed` stands where an embed was read: prose is never read across it. */
  kind: "paragraph" | "heading" | "quotation" | "item" | "caption" | "embed";
  text: string;
  /** Offsets in the input. */
  start: number;
  end: number;
  /** Whether `text` is exactly the input from `start` to `end`. */
  exact: boolean;
  links: readonly Link[];
  /** The block element; null in plain text. */
  element: Element | null;
  /** Blocks of one block quotation share it; null outside of any. */
  group: Element | number | null;
}

/** A page's paragraphs; `embeds` become barriers, `excluded` parts are left out. */
export function blocksOfPage(
  root: Root,
  embeds: ReadonlySet<Element>,
  excluded: (element: Element) => boolean,
): Block[] {
  const blocks: Block[] = [];
  for (const element of embeds) blocks.push(barrier(element));
  const isLeftOut = (element: Element) => embeds.has(element) || excluded(element);
  for (const { text, links, block, start, end } of passagesOf(root, isLeftOut)) {
    if (text === "") continue;
    const { kind, group } = kindOf(block);
    blocks.push({ kind, text, start, end, exact: false, links, element: block, group });
  }
  return blocks.sort((a, b) => a.start - b.start);
}

function barrier(element: Element): Block {
  const start = element.startIndex ?? 0;
  const end = (element.endIndex ?? start) + 1;
  return { kind: "embed", text: "", start, end, exact: false, links: [], element, group: null };
}

const KINDS: ReadonlyMap<string, Block["kind"]> = new Map([
  ...["h1", "h2", "h3", "h4", "h5", "h6"].map((name) => [name, "heading"] as const),
  ["li", "item"],
  ["dd", "item"],
  ["figcaption", "caption"],
  ["caption", "caption"],
]);

/** How far up a paragraph's role is looked for; quotations nest a few levels, not hundreds. */
const MAX_CLIMB = 12;

function kindOf(block: Element | null): Pick<Block, "kind" | "group"> {
  let kind: Block["kind"] = "paragraph";
  let node: ChildNode | null = block;
  for (let step = 0; step < MAX_CLIMB && node !== null && isElement(node); step += 1) {
    if (node.name === "blockquote") return { kind: "quotation", group: node };
    if (kind === "paragraph") kind = KINDS.get(node.name) ?? kind;
    node = node.parent as ChildNode | null;
  }
  return { kind, group: null };
}

interface Line {
  start: number;
  end: number;
  text: string;
}

/**
 * Plain text's paragraphs. Blank lines part them; where there are none, every line is one. A line
 * that opens with a dash or is nothing but a permalink stands alone in any case.
 */
export function blocksOfText(text: string): Block[] {
  const lines = linesOf(text);
  const parted = lines.some((line) => line.text === "");
  const blocks: Block[] = [];
  let open: Line[] = [];
  let group = 0;
  const close = () => {
    const first = open[0];
    const last = open[open.length - 1];
    if (first !== undefined && last !== undefined) {
      const block = textBlock(text, open, first.start, last.end, group);
      if (block.kind !== "quotation") group += 1;
      blocks.push(block);
    }
    open = [];
  };
  for (const line of lines) {
    const shown = line.text.replace(QUOTE_MARK, "");
    if (shown === "") close();
    else if (opensWithDash(shown) || isPermalinkAlone(line.text)) {
      close();
      open = [line];
      close();
    } else {
      if (!parted || isItem(line.text)) close();
      open.push(line);
    }
  }
  close();
  return blocks;
}

const ADDRESS_ALONE = /^(?:https?:\/\/|at:\/\/)\S{8,500}$/;

/** Whether the text is the permalink of a post and nothing else. */
export function isPermalinkAlone(text: string): boolean {
  return ADDRESS_ALONE.test(text) && certainPostLink(text) !== null;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let offset = 0;
  for (const raw of text.split("\n")) {
    const trimmed = raw.trim();
    const start = offset + raw.indexOf(trimmed);
    lines.push({ start, end: start + trimmed.length, text: trimmed });
    offset += raw.length + 1;
  }
  return lines;
}

const QUOTE_MARK = /^>+ ?/;

function textBlock(text: string, lines: Line[], start: number, end: number, group: number): Block {
  const quoted = lines.every((line) => QUOTE_MARK.test(line.text));
  const raw = text.slice(start, end);
  const shown = quoted
    ? lines.map((line) => line.text.replace(QUOTE_MARK, "")).join("\n")
    : raw.replace(/\r\n?/g, "\n");
  const base = { text: shown, start, end, exact: shown === raw, links: [], element: null };
  if (quoted) return { ...base, kind: "quotation", group };
  const single = lines.length === 1;
  if (single && isItem(shown)) return { ...base, kind: "item", group: null };
  return { ...base, kind: single && isHeading(shown) ? "heading" : "paragraph", group: null };
}

function isItem(line: string): boolean {
  return /^(?:[•‣◦*]\s|\d{1,2}[.)]\s)/u.test(line);
}

/** Short, and without the mark that ends a sentence. */
function isHeading(line: string): boolean {
  return line.length <= 90 && !/[.!?…:;,»«›‹“”"’‘'\u061f\u06d4\u3002]$/u.test(line);
}
