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
  /^(?:related|recirc(?:ulation)?|recommend(?:ed|ation|ations)?|sidebar|mostread|mostpopular|popular|trending|readmore|alsoread|morestories|morefrom|outbrain|taboola|teasers?|upnext|nextstory|latestnews|newsletter)$/;
const PAIRS =
  /^(?:most-(?:read|popular|viewed|shared)|read-(?:more|next|also)|also-(?:read|on)|more-(?:stories|news|from|on|in)|up-next|next-(?:story|article|post)|latest-(?:news|posts|stories)|you-may|other-(?:stories|news))$/;
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
  for (const [index, part] of parts.entries()) {
    if (COMMENTS.test(part)) return "comment";
    if (OTHER_STORIES.test(part) || PAIRS.test(`${part}-${parts[index + 1] ?? ""}`)) {
      return "related-story";
    }
  }
  return null;
}

const BOXES = new Set("div section aside ul ol nav footer article".split(" "));

/**
 * Boxes of a page that are not the article: other stories, side columns, readers' comments, page
 * frame. A box that holds the article's own heading is never one of them, whatever its name.
 */
export function boxesAside(root: Root): Map<Element, Reason> {
  const main = mainParts(root);
  const names = new BoxNames();
  const aside = new Map<Element, Reason>();
  for (const element of elementsBelow(root, ({ name }) => BOXES.has(name))) {
    if (main.holders.has(element)) continue;
    const named = names.kindOf(element) ?? frameKind(element, main.article);
    if (named !== null) aside.set(element, named);
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
