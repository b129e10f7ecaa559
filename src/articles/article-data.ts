import { decodeHTML } from "entities";
import type { Article } from "../records/request.js";
import type { Block } from "./blocks.js";
import { isPrintedDate } from "./dates-in-text.js";
import { attribute, type Element, firstAttribute, rawText } from "./dom.js";
import { languageOfBlocks } from "./languages.js";
import { passagesOf } from "./reader-text.js";

/** Elements of a page that say what the article is, gathered in one walk. */
export interface PageFacts {
  metas: Element[];
  links: Element[];
  linkedData: Element[];
  times: Element[];
  /** Elements whose microdata say when the page was published. */
  published: Element[];
  title: Element | null;
  heading: Element | null;
  html: Element | null;
}

const MAX_LINKED_DATA = 500_000;
const STORY = /(?:Article|BlogPosting|LiveBlogPosting|Report|Review|SocialMediaPosting|WebPage)$/;

/**
 * The article's own title, publisher, day, language and address, from its JSON-LD, Open Graph and
 * `<time>`, in this order; `options` say where the caller found the page, and fill what it leaves out.
 */
export function articleOfPage(facts: PageFacts, options: { url?: string; lang?: string }): Article {
  const { story: data, publisher } = linkedStory(facts.linkedData);
  const meta = metaReader(facts.metas);
  const heading = facts.heading === null ? null : textOf(facts.heading);
  const article = {
    url: webAddress(
      canonical(facts.links) ?? meta("og:url") ?? textIn(data, "url") ?? addressIn(data),
      options.url,
    ),
    title:
      textIn(data, "headline") ??
      meta("og:title") ??
      heading ??
      (facts.title === null ? null : rawText(facts.title)),
    publisher: publisher ?? meta(...PUBLISHER),
    publishedAt:
      textIn(data, "datePublished") ??
      meta(...PUBLISHED) ??
      publishedIn(facts.published) ??
      timeOf(facts.times),
    lang:
      (facts.html === null ? null : firstAttribute(facts.html, ["lang", "xml:lang"])) ??
      textIn(data, "inLanguage") ??
      meta("og:locale", "content-language") ??
      options.lang ??
      null,
  };
  return compact({ ...article, lang: article.lang?.replaceAll("_", "-") ?? null });
}

/**
 * What plain text says of itself: a first line that stands as a heading is the title. Language is
 * the caller's word, or the one that most of its words are commonest in.
 */
export function articleOfText(
  blocks: readonly Block[],
  options: { url?: string; lang?: string },
): Article {
  const [first] = blocks;
  return compact({
    url: webAddress(null, options.url),
    title: first?.kind === "heading" && blocks.length > 1 ? first.text : null,
    publisher: null,
    publishedAt: null,
    lang: options.lang ?? languageOfBlocks(blocks)?.code ?? null,
  });
}

const PUBLISHED = [
  "article:published_time",
  "datepublished",
  "parsely-pub-date",
  "sailthru.date",
  "dc.date.issued",
  "dc.date",
  "date",
  "pubdate",
  "publishdate",
  "publish-date",
  "publish_date",
  "publication_date",
  "pub_date",
  "article.published",
  "article:published",
  "article_date_original",
  "og:published_time",
  "og:article:published_time",
  "dcterms.date",
  "dcterms.created",
  "dcterms.issued",
  "dc.date.created",
  "dc.created",
  "dc.date.published",
  "citation_publication_date",
  "citation_date",
  "cxenseparse:recs:publishtime",
  "originalpublicationdate",
  "rnews:datepublished",
];

/** What pages call themselves, the plainest statement first. */
const PUBLISHER = [
  "og:site_name",
  "publisher",
  "dc.publisher",
  "dcterms.publisher",
  "application-name",
  "apple-mobile-web-app-title",
  "twitter:app:name:iphone",
  "twitter:app:name:googleplay",
  "citation_journal_title",
];

function metaReader(metas: readonly Element[]): (...names: string[]) => string | null {
  const values = new Map<string, string>();
  for (const element of metas) {
    const name = firstAttribute(element, ["property", "name", "itemprop", "http-equiv"]);
    const value = attribute(element, "content");
    const key = name?.toLowerCase();
    if (key && value && !values.has(key)) values.set(key, value);
  }
  return (...names) => {
    for (const name of names) {
      const value = values.get(name);
      if (value) return value;
    }
    return null;
  };
}

type Data = Record<string, unknown>;

/**
 * The first node of the page's JSON-LD that is a story, lists and graphs opened, and its publisher's
 * name: written there, or in another node that it refers to; else the site's own.
 */
function linkedStory(scripts: readonly Element[]): {
  story: Data | null;
  publisher: string | null;
} {
  const nodes = scripts
    .map(rawText)
    .filter((text) => text.length <= MAX_LINKED_DATA)
    .flatMap((text) => nodesOf(parseLoosely(text)));
  const stories = nodes.filter((node) => typesOf(node).some((type) => STORY.test(type)));
  const isPage = (node: Data) => typesOf(node).every((type) => type === "WebPage");
  const story = stories.find((node) => !isPage(node)) ?? stories[0] ?? null;
  return { story, publisher: publisherOf(story, nodes) };
}

function typesOf(node: Data): string[] {
  return [node["@type"]].flat().filter((type) => typeof type === "string");
}

function publisherOf(story: Data | null, nodes: readonly Data[]): string | null {
  const named = nameIn(story?.publisher);
  if (named !== null) return named;
  const one = Array.isArray(story?.publisher) ? story?.publisher[0] : story?.publisher;
  const id = isData(one) ? one["@id"] : null;
  const referred = typeof id === "string" ? nodes.find((node) => node["@id"] === id) : undefined;
  const site = nodes.find((node) => typesOf(node).includes("WebSite"));
  return nameIn(referred) ?? nameIn(site);
}

function nodesOf(value: unknown): Data[] {
  if (Array.isArray(value))
    return value.slice(0, 100).flatMap((one) => (isData(one) ? withGraph(one) : []));
  return isData(value) ? withGraph(value) : [];
}

function withGraph(node: Data): Data[] {
  const graph = node["@graph"];
  const nodes = Array.isArray(graph) ? graph.slice(0, 100).filter(isData) : [];
  const main = isData(node.mainEntity) ? [node.mainEntity] : [];
  return [...nodes, ...main, node];
}

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A script's text set off from old browsers' and XML's eyes, in a comment of its own or bare. */
const SET_OFF_BEFORE = /^(?:\/\*|\/\/)?\s{0,9}<!(?:\[CDATA\[|--)(?:\s{0,9}\*\/)?/;
const SET_OFF_BEHIND = /(?:\/\*|\/\/)?\s{0,9}(?:\]\]|--)>(?:\s{0,9}\*\/)?$/;

function withoutSettingOff(script: string): string {
  const text = script.trim().replace(SET_OFF_BEFORE, "");
  // Only the end is searched: white space is looked through again and again otherwise.
  const end = Math.max(0, text.length - 40);
  return text.slice(0, end) + text.slice(end).replace(SET_OFF_BEHIND, "");
}

/** Publishing systems write raw line breaks into strings, which JSON forbids. */
function parseLoosely(script: string): unknown {
  const text = withoutSettingOff(script);
  for (const attempt of [text, text.replace(/\p{Cc}+/gu, " ")]) {
    try {
      return JSON.parse(attempt);
    } catch {}
  }
  return null;
}

function textIn(data: Data | null, key: string): string | null {
  const value = data?.[key];
  const one = Array.isArray(value) ? value[0] : value;
  if (typeof one === "string") return one.trim() || null;
  return isData(one) && typeof one.name === "string" ? one.name : null;
}

function nameIn(value: unknown): string | null {
  const one = Array.isArray(value) ? value[0] : value;
  if (typeof one === "string") return /^https?:/.test(one) ? null : one;
  return isData(one) && typeof one.name === "string" ? one.name.trim() || null : null;
}

function addressIn(data: Data | null): string | null {
  const page = data?.mainEntityOfPage;
  if (typeof page === "string") return page;
  return isData(page) && typeof page["@id"] === "string" ? page["@id"] : null;
}

function canonical(links: readonly Element[]): string | null {
  const link = links.find((one) => attribute(one, "rel")?.toLowerCase() === "canonical");
  return link === undefined ? null : attribute(link, "href");
}

function webAddress(found: string | null, base: string | undefined): string | null {
  try {
    const url = new URL(found ?? base ?? "", base);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : (base ?? null);
  } catch {
    return base ?? null;
  }
}

function timeOf(times: readonly Element[]): string | null {
  const isMarked = (time: Element) =>
    "pubdate" in time.attribs || attribute(time, "itemprop")?.toLowerCase() === "datepublished";
  const dated = times.flatMap((time) => {
    const shown = attribute(time, "datetime") ?? textOf(time);
    return shown === null || !/\p{Nd}/u.test(shown) ? [] : [{ time, shown }];
  });
  const first = dated.find(({ time }) => isMarked(time)) ?? dated[0];
  if (first === undefined) return null;
  return "datetime" in first.time.attribs || isPrintedDate(first.shown) ? first.shown : null;
}

/** Microdata: the value stands in an attribute, or is what the element shows. */
function publishedIn(elements: readonly Element[]): string | null {
  for (const element of elements) {
    const value = firstAttribute(element, ["content", "datetime", "title"]) ?? textOf(element);
    if (value !== null && value.trim() !== "") return value;
  }
  return null;
}

export function textOf(element: Element): string | null {
  const text = passagesOf(element)
    .map((passage) => passage.text)
    .join(" ");
  return text || null;
}

function compact(values: { [K in keyof Article]: string | null }): Article {
  const article: Record<string, string> = {};
  for (const [key, value] of Object.entries(values)) {
    // Publishing systems escape once more what needs no escaping: `&#8216;` in JSON-LD.
    const text = decodeHTML(value ?? "")
      .replace(/\s+/g, " ")
      .trim();
    if (text) article[key] = text;
  }
  return article;
}
