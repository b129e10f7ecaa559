import type { PageFacts } from "./article-data.js";
import { carriedMarkup } from "./carried.js";
import { EMBED_CONVENTIONS } from "./conventions.js";
import { attribute, type Element, parseHtml, type Root } from "./dom.js";
import { BOXES, boxesAside, Landmarks } from "./related.js";
import { type Screenshot, screenshotIn } from "./screenshots.js";
import type { Embed, EmbedConvention, SetAside } from "./types.js";

/** An embed, and where it stands. */
export interface PlacedEmbed {
  embed: Embed;
  convention: string;
  element: Element;
  aside: SetAside["reason"] | null;
  /** Whether the element is the embed; false where it carries it in an attribute or a script. */
  shown: boolean;
}

/** What one walk through a page gathers. */
export interface PageReading {
  root: Root;
  facts: PageFacts;
  embeds: PlacedEmbed[];
  screenshots: Screenshot[];
  aside: ReadonlyMap<Element, SetAside["reason"]>;
  /** Where nesting got too deep and reading stopped; null: all was read. */
  stoppedAt: number | null;
}

/** Conventions look through an element's subtree: so many nested ones are asked, no more. */
const MAX_NESTED_READINGS = 4;

const BY_TAG = conventionsByTag();

function conventionsByTag(): ReadonlyMap<string, readonly EmbedConvention[]> {
  const tags = new Map<string, EmbedConvention[]>();
  for (const convention of EMBED_CONVENTIONS) {
    for (const tag of convention.tags) tags.set(tag, [...(tags.get(tag) ?? []), convention]);
  }
  return tags;
}

/** Reads a page; markup that attributes and scripts carry is read too, but not carried twice. */
export function readPage(html: string, isCarried = false): PageReading {
  const landmarks = new Landmarks();
  const telling: Element[] = [];
  const { document: root, stoppedAt } = parseHtml(html, (element) => {
    landmarks.add(element);
    if (mayTell(element)) telling.push(element);
  });
  const aside: PageReading["aside"] = isCarried ? new Map() : boxesAside(landmarks);
  const facts = noFacts();
  const embeds: PlacedEmbed[] = [];
  const screenshots: Screenshot[] = [];
  const boxes = new OpenElements<SetAside["reason"]>();
  const readings = new OpenElements<null>();
  let claimedTo = -1;
  for (const element of telling) {
    const start = element.startIndex ?? 0;
    if (start < claimedTo) continue;
    const box = aside.get(element);
    if (box !== undefined) boxes.open(element, box);
    gatherFact(facts, element);
    const conventions = BY_TAG.get(element.name);
    const asked = conventions !== undefined && readings.countAt(start) < MAX_NESTED_READINGS;
    const found = asked ? readEmbed(element, conventions) : null;
    if (found !== null || element.name === "blockquote") readings.open(element, null);
    if (found !== null) {
      const { embed, convention } = found;
      embeds.push({ embed, convention, element, aside: boxes.innermostAt(start), shown: true });
      if (found.embed.text !== null) claimedTo = element.endIndex ?? start;
    }
    if (!isCarried) {
      for (const markup of carriedMarkup(element)) {
        for (const { embed, convention } of readPage(markup, true).embeds) {
          embeds.push({
            embed,
            convention,
            element,
            aside: boxes.innermostAt(start),
            shown: false,
          });
        }
      }
    }
    if (element.name === "img" && boxes.innermostAt(start) === null) {
      const screenshot = screenshotIn(element);
      if (screenshot !== null) screenshots.push(screenshot);
    }
  }
  return { root, facts, embeds, screenshots, aside, stoppedAt };
}

/** Which of some elements an offset of the source stands in, for offsets in document order. */
class OpenElements<T> {
  private readonly stack: { end: number; value: T }[] = [];

  open(element: Element, value: T): void {
    this.countAt(element.startIndex ?? 0);
    this.stack.push({ end: element.endIndex ?? Number.POSITIVE_INFINITY, value });
  }

  countAt(offset: number): number {
    while ((this.stack[this.stack.length - 1]?.end ?? offset) < offset) this.stack.pop();
    return this.stack.length;
  }

  innermostAt(offset: number): T | null {
    return this.stack[this.countAt(offset) - 1]?.value ?? null;
  }
}

function readEmbed(
  element: Element,
  conventions: readonly EmbedConvention[],
): Pick<PlacedEmbed, "embed" | "convention"> | null {
  for (const convention of conventions) {
    const embed = convention.read(element);
    if (embed !== null) return { embed, convention: convention.name };
  }
  return null;
}

function noFacts(): PageFacts {
  return {
    metas: [],
    links: [],
    linkedData: [],
    times: [],
    published: [],
    title: null,
    heading: null,
    html: null,
  };
}

const MAX_FACTS = 500;

type FactList = "metas" | "links" | "linkedData" | "times" | "published";

/** Elements that tell something of the article: all of a list, or the page's first. */
const FACTS: ReadonlyMap<
  string,
  { list: FactList } | { first: Exclude<keyof PageFacts, FactList> }
> = new Map([
  ["meta", { list: "metas" }],
  ["link", { list: "links" }],
  ["script", { list: "linkedData" }],
  ["time", { list: "times" }],
  ["title", { first: "title" }],
  ["h1", { first: "heading" }],
  ["html", { first: "html" }],
]);

/** Tags of elements that are looked at whatever their attributes. */
const TELLING_TAGS: ReadonlySet<string> = new Set([
  ...EMBED_CONVENTIONS.filter(({ byAttribute }) => !byAttribute).flatMap(({ tags }) => tags),
  ...FACTS.keys(),
  ...BOXES,
  ...["img", "script", "textarea"],
]);

const TELLING_ATTRIBUTES: ReadonlySet<string> = new Set([
  "tweet-id",
  "srcdoc",
  "content",
  "itemprop",
]);

/** Whether anything below could be told by the element; of most, nothing can. */
function mayTell({ name, attribs }: Element): boolean {
  if (TELLING_TAGS.has(name)) return true;
  for (const attribute in attribs) {
    if (attribute.startsWith("data-") || TELLING_ATTRIBUTES.has(attribute)) return true;
  }
  return false;
}

function gatherFact(facts: PageFacts, element: Element): void {
  // `meta` and `time` are read as such.
  const { itemprop } = element.attribs;
  if (itemprop === "datePublished" && !FACTS.has(element.name) && facts.published.length === 0) {
    facts.published.push(element);
  }
  const fact = FACTS.get(element.name);
  if (fact === undefined) return;
  if ("first" in fact) {
    facts[fact.first] ??= element;
  } else if (
    fact.list !== "linkedData" ||
    /^application\/ld\+json\b/i.test(attribute(element, "type") ?? "")
  ) {
    if (facts[fact.list].length < MAX_FACTS) facts[fact.list].push(element);
  }
}
