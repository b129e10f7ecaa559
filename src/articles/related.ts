import { textOf } from "./article-data.js";
import { type Element, parentElement } from "./dom.js";
import type { SetAside } from "./types.js";

/** Words in class names and ids of boxes that hold other stories: the vocabulary of style sheets. */
const OTHER_STORIES = names(
  "related recirc recirculation recommend recommended recommendation recommendations mostread " +
    "mostpopular popular trending readmore alsoread morestories morefrom outbrain taboola teaser " +
    "teasers upnext nextstory latestnews newsletter",
);
const PAIRS = names(
  "most-read most-popular most-viewed most-shared read-more read-next read-also also-read also-on " +
    "more-stories more-news more-from more-on more-in up-next next-story next-article next-post " +
    "latest-news latest-posts latest-stories you-may other-stories other-news",
);
const COMMENTS = names("comment comments commentlist disqus respond replies");
const SIDE_COLUMN =
  /^(?:[a-z0-9]+-){0,2}sidebar(?:-(?:primary|secondary|left|right|area|widgets?|inner|\d+))?$/;

/** Beginnings of all of them: most names hold none, and that is told without taking them apart. */
const BEGINNINGS = new RegExp(
  [...new Set([...OTHER_STORIES, ...PAIRS, ...COMMENTS, "sidebar"].map(beginning))].join("|"),
  "i",
);

function names(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

function beginning(name: string): string {
  return name.split("-", 1)[0]?.slice(0, 5) ?? "";
}

type Reason = SetAside["reason"];

/** What boxes are by their names alone. Pages repeat a few hundred names, so each is read once. */
class BoxNames {
  private readonly known = new Map<string, Reason | null>();

  kindOf(element: Element): Reason | null {
    const { class: names, id } = element.attribs;
    return this.kindOfNames(names) ?? this.kindOfNames(id);
  }

  private kindOfNames(names: string | undefined): Reason | null {
    if (names === undefined || names.length > 1_000) return null;
    let kind = this.known.get(names);
    if (kind === undefined) {
      kind = this.read(names);
      this.known.set(names, kind);
    }
    return kind;
  }

  private read(names: string): Reason | null {
    if (!/\s/.test(names)) return names.length > 60 ? null : kindOfName(names);
    let kind: Reason | null = null;
    for (const name of names.split(/\s+/)) kind ??= this.kindOfNames(name);
    return kind;
  }
}

function kindOfName(name: string): Reason | null {
  if (!BEGINNINGS.test(name)) return null;
  const parts = name
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[-_]+/);
  if (SIDE_COLUMN.test(parts.join("-"))) return "related-story";
  for (const [index, part] of parts.entries()) {
    if (COMMENTS.has(part)) return "comment";
    if (OTHER_STORIES.has(part) || PAIRS.has(`${part}-${parts[index + 1] ?? ""}`)) {
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

  constructor(paragraphs: readonly Element[]) {
    for (const paragraph of paragraphs) {
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

/** Elements that parts of a page stand in. */
export const BOXES: ReadonlySet<string> = new Set(
  "div section aside ul ol nav footer article".split(" "),
);

/**
 * Boxes of a page that are not the article: other stories, side columns, readers' comments, page
 * frame. A box that holds the article's own heading, or most of the page's paragraphs, is never one
 * of them, whatever its name.
 */
export function boxesAside(landmarks: Landmarks): Map<Element, Reason> {
  const main = mainParts(landmarks);
  const names = new BoxNames();
  const prose = new ProseShares(landmarks.paragraphs);
  const aside = new Map<Element, Reason>();
  for (const element of landmarks.boxes) {
    if (main.holders.has(element)) continue;
    if (main.others.has(element)) {
      aside.set(element, "related-story");
      continue;
    }
    const named = names.kindOf(element) ?? frameKind(element, main.article);
    if (named !== null && prose.shareOf(element) <= MAX_SHARE[named]) aside.set(element, named);
  }
  return aside;
}

/** Elements by which a page's parts are told, gathered while it is parsed. */
export class Landmarks {
  title: Element | null = null;
  readonly headings: Element[] = [];
  /** `<main>`, and bodies marked as such. */
  readonly bodies: Element[] = [];
  readonly paragraphs: Element[] = [];
  readonly boxes: Element[] = [];

  /** To be called with every element, in document order. */
  add(element: Element): void {
    const { name } = element;
    if (name === "p") this.paragraphs.push(element);
    else if (name === "h1") this.headings.push(element);
    else if (name === "title") this.title ??= element;
    else if (BOXES.has(name)) this.boxes.push(element);
    if (name === "main" || element.attribs.itemprop === "articleBody") this.bodies.push(element);
  }
}

interface MainParts {
  /** The story's own `<article>`; null when the page has none, or many alike. */
  article: Element | null;
  /** Elements that hold the heading or the marked body. */
  holders: ReadonlySet<Element>;
  /** Whole stories under headings of their own, however long they are. */
  others: ReadonlySet<Element>;
}

/** Headings of a page that are held against its title. */
const MAX_HEADINGS = 20;

/**
 * The story's heading: the only one, or of several the one that the page's title tells (the longest
 * of them: a site's own name may be a heading too). Pages load further stories below the first.
 */
function headingOf({ title, headings }: Landmarks): Element | undefined {
  if (headings.length < 2) return headings[0];
  const told = (title && textOf(title)) ?? "";
  const named = headings
    .slice(0, MAX_HEADINGS)
    .map((heading) => ({ heading, words: textOf(heading) ?? "" }))
    .filter(({ words }) => words !== "" && told.includes(words));
  return named.sort((a, b) => b.words.length - a.words.length)[0]?.heading;
}

function mainParts(landmarks: Landmarks): MainParts {
  const { headings, bodies } = landmarks;
  const holders = new Set<Element>();
  let article: Element | null = null;
  const heading = headingOf(landmarks);
  const held = heading === undefined ? headings.slice(0, 3) : [heading];
  for (const part of [...held, ...bodies.slice(0, 3)]) {
    for (let node: Element | null = part; node !== null; node = parentElement(node)) {
      holders.add(node);
      if (node.name === "article" && part === heading) article = node;
    }
  }
  const others = article === null ? [] : headings.slice(0, MAX_HEADINGS).map(storyOf);
  return { article, holders, others: new Set(others.filter((each) => each !== null)) };
}

/** The `<article>` that a heading stands in. */
function storyOf(heading: Element): Element | null {
  let node = parentElement(heading);
  while (node !== null && node.name !== "article") node = parentElement(node);
  return node;
}

/** The page's frame, and other stories beside the one that holds the heading. */
function frameKind(element: Element, article: Element | null): Reason | null {
  const { name } = element;
  if (name === "nav" || element.attribs.role === "complementary") return "related-story";
  const mayBe = name === "aside" || name === "footer" || (name === "article" && article !== null);
  return mayBe && !isBelow(element, name === "footer" ? FOOTED : STORIES) ? "related-story" : null;
}

/** What an aside or a story's footer stands in when it is the story's own. */
const STORIES: ReadonlySet<string> = new Set(["article", "blockquote", "figure"]);
const FOOTED: ReadonlySet<string> = new Set([...STORIES, "main", "section"]);

function isBelow(element: Element, names: ReadonlySet<string>): boolean {
  let steps = 0;
  for (
    let node = parentElement(element);
    node !== null && steps < 1_000;
    node = parentElement(node)
  ) {
    if (names.has(node.name)) return true;
    steps += 1;
  }
  return false;
}
