import {
  attribute,
  classes,
  type Element,
  elementsBelow,
  parentElement,
  type Root,
} from "./dom.js";
import type { SetAside } from "./types.js";

/** Words in class names and ids of boxes that hold other stories: the vocabulary of style sheets. */
const OTHER_STORIES =
  /^(?:related|recirc(?:ulation)?|recommend(?:ed|ation|ations)?|mostread|mostpopular|popular|trending|readmore|alsoread|morestories|morefrom|outbrain|taboola|teasers?|upnext|nextstory|latestnews|newsletter)$/;
const PAIRS =
  /^(?:most-(?:read|popular|viewed|shared)|read-(?:more|next|also)|also-(?:read|on)|more-(?:stories|news|from|on|in)|up-next|next-(?:story|article|post)|latest-(?:news|posts|stories)|you-may|other-(?:stories|news))$/;
const SIDE_COLUMN =
  /^(?:[a-z0-9]+-){0,2}sidebar(?:-(?:primary|secondary|left|right|area|widgets?|inner|\d+))?$/;
const COMMENTS = /^(?:comments?|commentlist|disqus|respond|replies)$/;

type Reason = SetAside["reason"];

/** What boxes are by their names alone. Pages repeat a few hundred names, so each is read once. */
class BoxNames {
  private readonly known = new Map<string, Reason | null>();

  kindOf(element: Element): Reason | null {
    for (const name of [...classes(element), attribute(element, "id") ?? ""]) {
      if (name === "" || name.length > 60) continue;
      let kind = this.known.get(name);
      if (kind === undefined) {
        kind = kindOfName(name);
        this.known.set(name, kind);
      }
      if (kind !== null) return kind;
    }
    return null;
  }
}

function kindOfName(name: string): Reason | null {
  const parts = name
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[-_]+/);
  if (SIDE_COLUMN.test(parts.join("-"))) return "related-story";
  for (const [index, part] of parts.entries()) {
    if (COMMENTS.test(part)) return "comment";
    if (OTHER_STORIES.test(part) || PAIRS.test(`${part}-${parts[index + 1] ?? ""}`)) {
      return "related-story";
    }
  }
  return null;
}

/** A box with a larger share of the page's paragraphs is the story; comments often outgrow it. */
const MAX_SHARE: Record<Reason, number> = { "related-story": 0.4, comment: 0.9, duplicate: 1 };

/** How much of a page's paragraph text stands in an element, by offsets in the source. */
class ProseShares {
  private readonly starts: number[] = [];
  private readonly sums: number[] = [0];

  constructor(root: Root) {
    for (const paragraph of elementsBelow(root, ({ name }) => name === "p")) {
      const start = paragraph.startIndex ?? 0;
      const size = (paragraph.endIndex ?? start) - start;
      this.starts.push(start);
      this.sums.push((this.sums[this.sums.length - 1] ?? 0) + size);
    }
  }

  shareOf(element: Element): number {
    const total = this.sums[this.sums.length - 1] ?? 0;
    if (total === 0) return 0;
    const start = element.startIndex ?? 0;
    const within = this.before((element.endIndex ?? start) + 1) - this.before(start);
    return within / total;
  }

  /** Size of the paragraphs that begin before the offset, by bisection. */
  private before(offset: number): number {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return this.sums[low] ?? 0;
  }
}

const BOXES = new Set("div section aside ul ol nav footer article".split(" "));

/**
 * Boxes of a page that are not the article: other stories, side columns, readers' comments, page
 * frame. A box that holds the article's own heading, or most of the page's paragraphs, is never one
 * of them, whatever its name.
 */
export function boxesAside(root: Root): Map<Element, Reason> {
  const main = mainParts(root);
  const names = new BoxNames();
  const prose = new ProseShares(root);
  const aside = new Map<Element, Reason>();
  for (const element of elementsBelow(root, ({ name }) => BOXES.has(name))) {
    if (main.holders.has(element)) continue;
    const named = names.kindOf(element) ?? frameKind(element, main.article);
    if (named !== null && prose.shareOf(element) <= MAX_SHARE[named]) aside.set(element, named);
  }
  return aside;
}

interface MainParts {
  /** The story's own `<article>`; null when the page has none, or many alike. */
  article: Element | null;
  /** Elements that hold the heading or the marked body. */
  holders: ReadonlySet<Element>;
}

function mainParts(root: Root): MainParts {
  const headings = elementsBelow(root, (element) => element.name === "h1", 3);
  const bodies = elementsBelow(
    root,
    (element) => attribute(element, "itemprop") === "articleBody" || element.name === "main",
    3,
  );
  const holders = new Set<Element>();
  let article: Element | null = null;
  const heading = headings.length === 1 ? headings[0] : undefined;
  for (const part of [...headings, ...bodies]) {
    for (let node: Element | null = part; node !== null; node = parentElement(node)) {
      holders.add(node);
      if (node.name === "article" && part === heading) article = node;
    }
  }
  return { article, holders };
}

/** The page's frame, and other stories beside the one that holds the heading. */
function frameKind(element: Element, article: Element | null): Reason | null {
  if (element.name === "nav" || attribute(element, "role") === "complementary") {
    return "related-story";
  }
  const outside = !isBelow(element, "article");
  if (element.name === "aside" || element.name === "footer")
    return outside ? "related-story" : null;
  return element.name === "article" && article !== null && outside ? "related-story" : null;
}

function isBelow(element: Element, name: string): boolean {
  let steps = 0;
  for (
    let node = parentElement(element);
    node !== null && steps < 1_000;
    node = parentElement(node)
  ) {
    if (node.name === name) return true;
    steps += 1;
  }
  return false;
}
