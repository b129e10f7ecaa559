import type { Post } from "../../records/post.js";
import { hidesItself } from "../markup/hidden.js";
import { emojiOf } from "./emoji.js";
import { attribute, type HtmlElement, type HtmlNode, isElement } from "./nodes.js";
import { unwrapReplay, unwrapReplayedText } from "./replay.js";

/** How one layout shows words. */
export interface TextRules {
  /** Parts that its style sheet hides, or that are no words of the author. */
  isHidden(element: HtmlElement): boolean;
  /** `kept` as in `white-space: pre-wrap`; `folded` as HTML does by default. */
  whiteSpace: "kept" | "folded";
}

/** `links` holds the hidden ones too: a reader saw their picture or card instead. */
interface ReaderText {
  text: string;
  links: Post["links"];
}

const BLOCKS = new Set(
  "p div li ul ol blockquote pre h1 h2 h3 h4 h5 h6 section article table tr".split(" "),
);

const NO_WORDS = new Set(["script", "style", "template", "noscript", "title", "head", "svg"]);

/**
 * The words of a piece of markup as a reader saw them: emoji images as characters, links as
 * displayed, hidden parts left out, a line break per `br` and (when folding) per block, an empty
 * line between paragraphs. Ends are trimmed.
 */
export function readerText(nodes: readonly HtmlNode[], rules: TextRules): ReaderText {
  const out = new Writer(rules);
  out.write(nodes);
  return { text: out.text(), links: out.links };
}

class Writer {
  readonly links: Post["links"] = [];
  private parts: string[] = [];
  private inLink = false;

  constructor(private readonly rules: TextRules) {}

  text(): string {
    return this.finish(this.parts);
  }

  /** Nesting is bounded by the outline, so recursion is safe. */
  write(nodes: readonly HtmlNode[]): void {
    for (const node of nodes) {
      if (isElement(node)) this.element(node);
      else if (node.type === "text") this.words(node.data);
    }
  }

  private finish(parts: readonly string[]): string {
    const written = parts.join("");
    return unwrapReplayedText(this.rules.whiteSpace === "kept" ? written.trim() : tidy(written));
  }

  private words(data: string): void {
    if (this.rules.whiteSpace === "folded") this.parts.push(data.replace(/[ \t\n\r\f]+/g, " "));
    else this.parts.push(INDENT.test(data) ? "\n" : data);
  }

  private element(element: HtmlElement): void {
    if (NO_WORDS.has(element.tagName)) return;
    if (!this.rules.isHidden(element) && !hidesItself(element.tagName, element.attribs)) {
      this.shown(element);
      return;
    }
    // Words of a hidden part go nowhere, but its links are told.
    const visible = this.parts;
    this.parts = [];
    this.shown(element);
    this.parts = visible;
  }

  private shown(element: HtmlElement): void {
    const name = element.tagName;
    if (name === "a" && !this.inLink) this.link(element);
    else if (name === "br") this.parts.push("\n");
    else if (name === "img") this.parts.push(emojiOf(element) ?? "");
    else if (this.rules.whiteSpace === "folded" && BLOCKS.has(name)) {
      const mark = name === "p" ? PARAGRAPH : BLOCK;
      this.parts.push(mark);
      this.write(element.children);
      this.parts.push(mark);
    } else this.write(element.children);
  }

  private link(element: HtmlElement): void {
    const from = this.parts.length;
    this.inLink = true;
    this.write(element.children);
    this.inLink = false;
    const shown = this.finish(this.parts.slice(from));
    if (/^[@#$＠＃]/u.test(shown)) return;
    const addresses = ["data-expanded-url", "data-url", "title", "href"]
      .map((name) => unwrapReplay(attribute(element, name) ?? ""))
      .filter((address) => /^https?:\/\/\S+$/.test(address));
    if (addresses.length > 0) this.links.push({ shown, targets: [...new Set(addresses)] });
  }
}

/** Between two tags: a saved page laid out by a formatter, not the author's own white space. */
const INDENT = /^\s*\n[ \t]{2,}$/;

/** Marks of block ends until the tidying. */
const BLOCK = "\u2028";
const PARAGRAPH = "\u2029";

/** Folds what HTML folds: spaces at line ends, block marks into line breaks. */
function tidy(written: string): string {
  return written
    .replace(/ ?([\n\u2028\u2029]) ?/g, "$1")
    .replace(/[\u2028\u2029]+/g, (run) => (run.includes(PARAGRAPH) ? "\n\n" : "\n"))
    .replace(/ {2,}/g, " ")
    .trim();
}
