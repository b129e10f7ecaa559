import type { Platform } from "../records/platform.js";
import type { QuoteRecord } from "../records/quote.js";
import type { Article, Request } from "../records/request.js";
import type { Block } from "./blocks.js";
import type { Element } from "./dom.js";
import type { Language } from "./languages/language.js";

/** Something that quotes a post, or may do so, and whose words could not be read. */
export interface Unread {
  /**
   * `embed-without-text`: an embed that carries only its link; `video`: an embedded video;
   * `screenshot`: a picture of a post; `beyond-limits`: breaks a limit of the record schema.
   */
  kind: "embed-without-text" | "video" | "screenshot" | "beyond-limits";
  /** Address of the picture, the frame or the post. */
  src: string | null;
  alt: string | null;
  caption: string | null;
  selector: string | null;
  /** Permalink of the post, where one is known. */
  url: string | null;
}

/** Found in the page but not a quote of this article. */
export interface SetAside {
  reason: "related-story" | "comment" | "duplicate";
  url: string | null;
  selector: string | null;
}

/** A request (contract, section 1) and what extraction saw besides; `quotes` may be empty. */
export interface ExtractedArticle extends Request {
  article: Article;
  quotes: QuoteRecord[];
  unread: Unread[];
  setAside: SetAside[];
}

/** What one embed says about a post, every field as printed; null where it prints none. */
export interface Embed {
  platform: Platform;
  /** Permalink as linked, without tracking parameters. */
  url: string | null;
  /** Id of the post; embeds of the same post collapse by it. */
  id: string | null;
  handle: string | null;
  name: string | null;
  date: string | null;
  /** Words as a reader sees them, paragraphs apart by a blank line. */
  text: string | null;
  /** Language tag of the words. */
  lang: string | null;
}

/**
 * One way in which pages embed posts. `read` is asked for every element whose tag is listed and
 * answers null when the element is not such an embed. So that a page is read in linear time, it
 * looks at nothing but the element's subtree, and through that only for blockquotes and where the
 * element's own name, class or attributes tell the embed.
 */
export interface EmbedConvention {
  /** Stable name, as in `place.convention`. */
  readonly name: string;
  /** The tell-tale, in words. */
  readonly looksFor: string;
  readonly tags: readonly string[];
  /** Whether a data attribute (or `tweet-id`) tells it: elements without any are not asked then. */
  readonly byAttribute?: true;
  read(element: Element): Embed | null;
}

/** One way in which a paragraph of its own stands for a post, without its words. */
export interface LineConvention {
  readonly name: string;
  readonly looksFor: string;
  read(block: Block): Embed | null;
}

/** A quote found in prose: words and where they stand. */
export interface ProseQuote {
  /** Index of the first and the last block that hold the words. */
  first: number;
  last: number;
  text: string;
  start: number;
  end: number;
  handle: string | null;
  name: string | null;
  date: string | null;
  url: string | null;
  /** The platform that the sentence names; null where it names none. */
  platform: Platform | null;
  /** The sentence that an inferred attribution was read from; null when it is printed. */
  sentence: string | null;
}

/** One way in which prose quotes a post, in plain text and in an article's paragraphs alike. */
export interface ProseConvention {
  readonly name: string;
  readonly looksFor: string;
  /** Quotes in blocks that no earlier convention has `taken`; `language` is the article's. */
  read(
    blocks: readonly Block[],
    taken: ReadonlySet<number>,
    language: Language | null,
  ): ProseQuote[];
}
