import type { Article } from "../records/request.js";
import type { Block } from "./blocks.js";
import { attribute, type Element, firstAttribute, rawText } from "./dom.js";
import { languageOfBlocks } from "./languages.js";
import { passagesOf } from "./reader-text.js";

/** Elements of a page that say what the article is, gathered in one walk. */
export interface PageFacts {
  metas: Element[];
  links: Element[];
  linkedData: Element[];
  times: Element[];
  title: Element | null;
  heading: Element | null;
  html: Element | null;
}

const MAX_LINKED_DATA = 500_000;
const STORY = /(?:Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting|WebPage)$/;

/**
 * The article's own title, publisher, day, language and address, from its JSON-LD, Open Graph and
 * `<time>`, in this order; `options` say where the caller found the page, and fill what it leaves out.
 */
export function articleOfPage(facts: PageFacts, options: { url?: string; lang?: string }): Article {
  const data = linkedStory(facts.linkedData);
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
    publisher: nameIn(data?.publisher) ?? meta("og:site_name") ?? meta("application-name"),
    publishedAt: textIn(data, "datePublished") ?? meta(...PUBLISHED) ?? timeOf(facts.times),
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

/** The first node of the page's JSON-LD that is a story, lists and graphs opened. */
function linkedStory(scripts: readonly Element[]): Data | null {
  let page: Data | null = null;
  for (const script of scripts) {
    const text = rawText(script);
    if (text.length > MAX_LINKED_DATA) continue;
    for (const node of nodesOf(parseLoosely(text))) {
      const types = [node["@type"]].flat().filter((type) => typeof type === "string");
      if (!types.some((type) => STORY.test(type))) continue;
      if (types.every((type) => type === "WebPage")) page ??= node;
      else return node;
    }
  }
  return page;
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

/** Publishing systems write raw line breaks into strings, which JSON forbids. */
function parseLoosely(text: string): unknown {
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
  const marked = times.find(
    (time) =>
      "pubdate" in time.attribs || attribute(time, "itemprop")?.toLowerCase() === "datepublished",
  );
  const time = marked ?? times[0];
  return time === undefined ? null : attribute(time, "datetime");
}

function textOf(element: Element): string | null {
  const text = passagesOf(element)
    .map((passage) => passage.text)
    .join(" ");
  return text || null;
}

function compact(values: { [K in keyof Article]: string | null }): Article {
  const article: Record<string, string> = {};
  for (const [key, value] of Object.entries(values)) {
    const text = value?.replace(/\s+/g, " ").trim();
    if (text) article[key] = text;
  }
  return article;
}
