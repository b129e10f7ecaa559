import type { Platform } from "../records/platform.js";
import type { Block } from "./blocks.js";
import { LINE_CONVENTIONS, PROSE_CONVENTIONS } from "./conventions.js";
import type { Element } from "./dom.js";
import { languageNamed, languageOf, languageOfBlocks } from "./languages.js";
import type { PlacedEmbed } from "./page.js";
import { certainPostLink, postKey } from "./permalinks.js";
import { langOf, otherHalf } from "./translations.js";
import type { Embed, ProseQuote, Unread } from "./types.js";

/** A quote before it is brought into a record. */
export interface Draft {
  platform: Platform | null;
  url: string | null;
  name: string | null;
  handle: string | null;
  date: string | null;
  text: string;
  originalText: string | null;
  lang: string | null;
  attribution: "printed" | "inferred";
  place: {
    selector: string | null;
    start: number;
    end: number;
    sentence: string | null;
    convention: string;
  };
}

interface Context {
  blocks: readonly Block[];
  taken: Set<number>;
  lang: string | null;
  selectorOf: (element: Element) => string | null;
}

/** Longer paragraphs are no prose; looking for quotations in them would cost too much. */
const MAX_PARAGRAPH = 20_000;

/** Drafts of embeds first, then of what the paragraphs around them quote. */
export function draftsOf(
  allBlocks: readonly Block[],
  embeds: readonly PlacedEmbed[],
  lang: string | null,
  selectorOf: Context["selectorOf"],
): { drafts: Draft[]; unread: Unread[] } {
  const blocks = allBlocks.filter((block) => block.text.length <= MAX_PARAGRAPH);
  const taken = new Set<number>();
  const context = { blocks, taken, lang, selectorOf };
  const drafts: Draft[] = [];
  const unread: Unread[] = [];
  const seen = new Set<string>();
  const indexes = indexesOf(
    blocks,
    embeds.map(({ element }) => element),
  );
  for (const placed of embeds) {
    const { embed, element } = placed;
    const index = indexes.get(element) ?? null;
    // A video shows no words of a post.
    if (index !== null && embed.platform !== "youtube") taken.add(index);
    if (embed.id !== null) seen.add(postKey(embed.platform, embed.id));
    if (embed.text === null) unread.push(wordless(embed, selectorOf(element)));
    else drafts.push(fromEmbed(placed, embed.text, index, context));
  }
  unread.push(...linesWithoutWords(context, seen));
  const language = languageOfBlocks(blocks) ?? languageNamed(lang);
  for (const convention of PROSE_CONVENTIONS) {
    for (const quote of convention.read(blocks, taken, language)) {
      for (let at = quote.first; at <= quote.last; at += 1) taken.add(at);
      drafts.push(fromProse(quote, convention.name, context));
    }
  }
  return { drafts, unread };
}

/** Where the elements stand among the blocks. */
function indexesOf(
  blocks: readonly Block[],
  elements: readonly Element[],
): ReadonlyMap<Element, number> {
  const wanted = new Set(elements);
  const indexes = new Map<Element, number>();
  blocks.forEach(({ element }, index) => {
    if (element !== null && wanted.has(element)) indexes.set(element, index);
  });
  return indexes;
}

function fromEmbed(
  placed: PlacedEmbed,
  text: string,
  index: number | null,
  context: Context,
): Draft {
  const { embed, element, convention } = placed;
  const start = element.startIndex ?? 0;
  const end = (element.endIndex ?? start) + 1;
  const halves =
    index === null ? null : pair({ text, lang: embed.lang, first: index, last: index }, context);
  return {
    platform: embed.platform,
    url: embed.url,
    name: embed.name,
    handle: embed.handle,
    date: embed.date,
    text: halves?.text ?? text,
    originalText: halves?.originalText ?? null,
    lang: halves === null ? embed.lang : halves.lang,
    attribution: "printed",
    place: { selector: context.selectorOf(element), start, end, sentence: null, convention },
  };
}

function pair(
  quote: { text: string; lang: string | null; first: number; last: number },
  { blocks, taken, lang }: Context,
) {
  const halves = otherHalf(quote, blocks, taken, lang);
  if (halves !== null) for (let at = halves.first; at <= halves.last; at += 1) taken.add(at);
  return halves;
}

function fromProse(quote: ProseQuote, convention: string, context: Context): Draft {
  const { first, last, text, start, end, sentence, url, name, handle, date } = quote;
  const element = context.blocks[first]?.element ?? null;
  const lang = element === null ? null : langOf(element);
  const spoken = lang ?? languageOf(text)?.code ?? null;
  const isBlock = context.blocks[first]?.kind === "quotation";
  const halves = isBlock ? pair({ text, lang: spoken, first, last }, context) : null;
  const link = certainPostLink(url);
  return {
    platform: link?.platform ?? quote.platform,
    url: link?.url ?? url,
    name,
    handle,
    date,
    text: halves?.text ?? text,
    originalText: halves?.originalText ?? null,
    lang: halves === null ? lang : halves.lang,
    attribution: sentence === null ? "printed" : "inferred",
    place: {
      selector: element === null ? null : context.selectorOf(element),
      start,
      end,
      sentence,
      convention,
    },
  };
}

function linesWithoutWords({ blocks, taken, selectorOf }: Context, seen: Set<string>): Unread[] {
  const unread: Unread[] = [];
  blocks.forEach((block, index) => {
    if (block.kind === "embed" || taken.has(index)) return;
    for (const convention of LINE_CONVENTIONS) {
      const embed = convention.read(block);
      if (embed === null || embed.id === null) continue;
      taken.add(index);
      const key = postKey(embed.platform, embed.id);
      if (!seen.has(key)) {
        seen.add(key);
        unread.push(wordless(embed, block.element === null ? null : selectorOf(block.element)));
      }
      break;
    }
  });
  return unread;
}

function wordless({ platform, url, name, handle }: Embed, selector: string | null): Unread {
  const kind = platform === "youtube" ? "video" : "embed-without-text";
  const by = [name, handle === null ? null : `@${handle}`].filter((one) => one !== null).join(" ");
  return { kind, src: url, alt: null, caption: by || null, selector, url };
}

/** Inferred quotes whose words a printed quote already holds are the same post once more. */
export function withoutRepeats(drafts: readonly Draft[]): { kept: Draft[]; repeats: Draft[] } {
  if (drafts.every(({ attribution }) => attribution === "printed")) {
    return { kept: [...drafts], repeats: [] };
  }
  const printed = drafts
    .filter(({ attribution }) => attribution === "printed")
    .map(({ text }) => bare(text));
  const kept: Draft[] = [];
  const repeats: Draft[] = [];
  const before = new Set<string>();
  for (const draft of drafts) {
    const words = bare(draft.text);
    const known =
      draft.attribution === "inferred" &&
      (before.has(words) || printed.some((text) => text.includes(words)));
    if (draft.attribution === "inferred") before.add(words);
    (known ? repeats : kept).push(draft);
  }
  return { kept, repeats };
}

function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
