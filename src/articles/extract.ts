import { MAX_QUOTES } from "../records/request.js";
import { articleOfPage, articleOfText } from "./article-data.js";
import { blocksOfPage, blocksOfText } from "./blocks.js";
import { collapse } from "./collapse.js";
import { type Element, Selectors } from "./dom.js";
import { type Draft, draftsOf, withoutRepeats } from "./drafts.js";
import { MAX_NAMED, recordOf, storable } from "./limits.js";
import { type PageReading, type PlacedEmbed, readPage } from "./page.js";
import { isScreenshotCaption } from "./screenshots.js";
import type { ExtractedArticle, SetAside, Unread } from "./types.js";

/**
 * Finds an article's quotes of posts: embeds by the conventions of `conventions.ts`, attribution
 * lines, block quotations and quotations in running text. `place.start` and `place.end` are
 * offsets in the input (the words in plain text, the embed's or the paragraph's markup in HTML).
 * An inferred attribution comes with the sentence it was read from. What may quote a post but
 * cannot be read is in `unread`; what belongs to other stories or repeats is in `setAside`.
 *
 * What an article says is a claim, never evidence. Never throws; cost is linear in the input.
 */
export function extractArticle(
  input: { html: string } | { text: string },
  options: { url?: string; lang?: string } = {},
): ExtractedArticle {
  return "html" in input ? fromPage(input.html, options) : fromText(input.text, options);
}

type Options = { url?: string; lang?: string };

function fromText(text: string, options: Options): ExtractedArticle {
  const blocks = blocksOfText(text);
  const article = articleOfText(blocks, options);
  const { drafts, unread } = draftsOf(blocks, [], article.lang ?? null, () => null);
  const captions = blocks.filter(isScreenshotCaption).map((block) => ({
    ...unreadOf("screenshot", null),
    caption: block.text,
  }));
  return finish(article, drafts, [...unread, ...captions], []);
}

function fromPage(html: string, options: Options): ExtractedArticle {
  const reading = readPage(html);
  const article = articleOfPage(reading.facts, options);
  const selectors = new Selectors();
  const name = (element: Element) => selectors.of(element);
  const { kept, duplicates, aside } = collapse(reading.embeds);
  const blocks = blocksOfPage(reading.root, shownElements(reading), (element) =>
    reading.aside.has(element),
  );
  const { drafts, unread } = draftsOf(blocks, kept, article.lang ?? null, name);
  const pictures = reading.screenshots
    .slice(0, MAX_NAMED)
    .map(({ element, src, alt, caption }) => ({
      ...unreadOf("screenshot", name(element)),
      src,
      alt,
      caption,
    }));
  const depth =
    reading.stoppedAt === null
      ? []
      : [{ ...unreadOf("beyond-limits", null), caption: tooDeep(reading.stoppedAt) }];
  const setAside = [
    ...aside.slice(0, MAX_NAMED).map((one) => asideOf(one, one.aside ?? "related-story", name)),
    ...duplicates.slice(0, MAX_NAMED).map((one) => asideOf(one, "duplicate", name)),
  ];
  return finish(article, drafts, [...unread, ...pictures, ...depth], setAside);
}

function tooDeep(offset: number): string {
  return `The page nests too deeply; it was read up to character ${offset}.`;
}

function shownElements(reading: PageReading): ReadonlySet<Element> {
  return new Set(reading.embeds.filter(({ shown }) => shown).map(({ element }) => element));
}

function asideOf(
  { embed, element }: PlacedEmbed,
  reason: SetAside["reason"],
  name: (element: Element) => string | null,
): SetAside {
  return { reason, url: embed.url, selector: name(element) };
}

function unreadOf(kind: Unread["kind"], selector: string | null): Unread {
  return { kind, src: null, alt: null, caption: null, selector, url: null };
}

/** Brings drafts into records, in page order; what no record can hold is named as unread. */
function finish(
  article: ExtractedArticle["article"],
  drafts: readonly Draft[],
  unread: readonly Unread[],
  setAside: readonly SetAside[],
): ExtractedArticle {
  const { kept, repeats } = withoutRepeats(
    [...drafts].sort((a, b) => a.place.start - b.place.start),
  );
  const quotes: ExtractedArticle["quotes"] = [];
  const beyond: Unread[] = [];
  for (const draft of kept) {
    const record = quotes.length < MAX_QUOTES ? recordOf(draft) : null;
    if (record !== null) quotes.push(record);
    else {
      const excerpt = storable(draft.text.slice(0, 200));
      const unheld = unreadOf("beyond-limits", draft.place.selector);
      beyond.push({ ...unheld, url: draft.url, caption: excerpt });
    }
  }
  const repeated = repeats.map(
    ({ url, place }): SetAside => ({ reason: "duplicate", url, selector: place.selector }),
  );
  return {
    article,
    quotes,
    unread: [...unread, ...beyond].slice(0, MAX_NAMED),
    setAside: [...setAside, ...repeated].slice(0, MAX_NAMED),
  };
}
