import type { PageFacts } from "./article-data.js";
import { carriedMarkup } from "./carried.js";
import { EMBED_CONVENTIONS } from "./conventions.js";
import { attribute, type Element, isElement, parseHtml, type Root, walk } from "./dom.js";
import { boxesAside } from "./related.js";
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
  const { document: root, stoppedAt } = parseHtml(html);
  const aside = isCarried ? new Map<Element, SetAside["reason"]>() : boxesAside(root);
  const facts = noFacts();
  const embeds: PlacedEmbed[] = [];
  const screenshots: Screenshot[] = [];
  const reasons: SetAside["reason"][] = [];
  const reading = new Set<Element>();
  const leave = (element: Element) => {
    if (aside.has(element)) reasons.pop();
    reading.delete(element);
  };
  const enter = (element: Element): boolean => {
    const own = aside.get(element);
    if (own !== undefined) reasons.push(own);
    const reason = reasons[reasons.length - 1] ?? null;
    gatherFact(facts, element);
    const found = reading.size < MAX_NESTED_READINGS ? readEmbed(element) : null;
    if (found !== null || element.name === "blockquote") reading.add(element);
    if (found !== null) embeds.push({ ...found, element, aside: reason, shown: true });
    if (!isCarried) {
      for (const { embed, convention } of carriedMarkup(element).flatMap(readCarried)) {
        embeds.push({ embed, convention, element, aside: reason, shown: false });
      }
    }
    if (element.name === "img" && reason === null) {
      const screenshot = screenshotIn(element);
      if (screenshot !== null) screenshots.push(screenshot);
    }
    if (found === null || found.embed.text === null) return true;
    leave(element);
    return false;
  };
  walk(root, (node) => isElement(node) && enter(node), leave);
  return { root, facts, embeds, screenshots, aside, stoppedAt };
}

function readEmbed(element: Element): Pick<PlacedEmbed, "embed" | "convention"> | null {
  for (const convention of BY_TAG.get(element.name) ?? []) {
    const embed = convention.read(element);
    if (embed !== null) return { embed, convention: convention.name };
  }
  return null;
}

function readCarried(markup: string): PlacedEmbed[] {
  return readPage(markup, true).embeds;
}

function noFacts(): PageFacts {
  return {
    metas: [],
    links: [],
    linkedData: [],
    times: [],
    title: null,
    heading: null,
    html: null,
  };
}

const MAX_FACTS = 500;

function gatherFact(facts: PageFacts, element: Element): void {
  const list = listFor(facts, element);
  if (list !== null && list.length < MAX_FACTS) list.push(element);
  else if (element.name === "title") facts.title ??= element;
  else if (element.name === "h1") facts.heading ??= element;
  else if (element.name === "html") facts.html ??= element;
}

function listFor(facts: PageFacts, element: Element): Element[] | null {
  switch (element.name) {
    case "meta":
      return facts.metas;
    case "link":
      return facts.links;
    case "time":
      return facts.times;
    case "script":
      return attribute(element, "type") === "application/ld+json" ? facts.linkedData : null;
    default:
      return null;
  }
}
