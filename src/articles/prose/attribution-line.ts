import { type Attribution, hasSign, opensWithDash, readAttribution } from "../attribution.js";
import type { Block } from "../blocks.js";
import { introduces } from "../introduction.js";
import { speaksOfPosting } from "../languages.js";
import { MOST_TOLD } from "../limits.js";
import { opensQuotation, withoutQuotationMarks } from "../quotation-marks.js";
import type { ProseConvention, ProseQuote } from "../types.js";

/** Paragraphs of a post above its attribution line; long posts have more, but rarely. */
const MAX_PARAGRAPHS = 8;
const MAX_CHARACTERS = 5_000;

/** Words, and below them (or behind them) a line like `— Name (@handle) February 6, 2023`. */
export const attributionLine: ProseConvention = {
  name: "attribution-line",
  looksFor: "a line that opens with a dash and names the author, below the words or behind them",
  read: (blocks, taken) => {
    const quotes: ProseQuote[] = [];
    const used = new Set(taken);
    const dashed = dashedLines(blocks);
    for (const [index, block] of blocks.entries()) {
      if (quotes.length === MOST_TOLD) break;
      if (used.has(index) || block.kind === "embed") continue;
      const quote =
        fromOwnLine(blocks, index, used, dashed) ?? fromEndOfLine(blocks, index, dashed);
      if (quote === null) continue;
      quotes.push(quote);
      for (let at = quote.first; at <= index; at += 1) used.add(at);
    }
    return quotes;
  },
};

function fromOwnLine(
  blocks: readonly Block[],
  index: number,
  used: ReadonlySet<number>,
  dashed: () => DashedLines,
): ProseQuote | null {
  const line = blocks[index];
  if (line === undefined) return null;
  const attribution = readAttribution(line.text);
  if (attribution === null) return null;
  const { handle, date } = attribution;
  if ((handle === null || date === null) && isDialogue(blocks, index)) return null;
  if (date === null && isCredit(line.text)) return null;
  const first = firstParagraph(blocks, index, attribution, used);
  if (first === null || !isQuoted(blocks, first, index, attribution, dashed)) return null;
  // Reviews and mottoes end in a dash and a name too.
  const bareName = handle === null && date === null;
  const isAmongHandles = () =>
    speaksOfPosting(blocks[first - 1]?.text ?? "") || dashed().handles.size > 0;
  if (bareName && !isAmongHandles()) return null;
  return quoteOf(blocks, first, index - 1, index, attribution);
}

/** `— Photo: Name (@handle)`: who took the picture, or whom to write to, said nothing. */
function isCredit(line: string): boolean {
  return /^[^\p{L}]*\p{L}[\p{L} ./]{1,30}:\s/u.test(line);
}

/** Which handles an article's lines print that open with a dash. */
interface DashedLines {
  /** By the index of the line's block. */
  handles: ReadonlyMap<number, string>;
  /** How many lines print each. */
  counts: ReadonlyMap<string, number>;
}

/** Reads the lines once, when it is first asked. */
function dashedLines(blocks: readonly Block[]): () => DashedLines {
  let known: DashedLines | null = null;
  return () => {
    known ??= readDashedLines(blocks);
    return known;
  };
}

function readDashedLines(blocks: readonly Block[]): DashedLines {
  const handles = new Map<number, string>();
  const counts = new Map<string, number>();
  for (const [index, { text }] of blocks.entries()) {
    const handle = opensWithDash(text) ? readAttribution(text)?.handle : null;
    if (handle == null) continue;
    handles.set(index, handle);
    counts.set(handle, (counts.get(handle) ?? 0) + 1);
  }
  return { handles, counts };
}

/** Whether a line other than this one names somebody else. */
function namesOthers({ handles, counts }: DashedLines, line: number, handle: string): boolean {
  const own = handles.get(line);
  const alike = (counts.get(handle) ?? 0) + (own === undefined || own === handle ? 0 : 1);
  return handles.size > alike;
}

/**
 * A page's own undated line with a handle may be a credit that stands below every item of a list
 * ("— hosted at Name (@handle)"): it needs words marked as quoted, or lines that name others.
 */
function isAmongPosts(
  blocks: readonly Block[],
  first: number,
  line: number,
  handle: string,
  dashed: () => DashedLines,
): boolean {
  if (blocks[first]?.kind === "quotation" || opensQuotation(blocks[first]?.text ?? "")) return true;
  if (speaksOfPosting(blocks[first - 1]?.text ?? "")) return true;
  return namesOthers(dashed(), line, handle);
}

/**
 * A line that prints a handle behind a dash is one by itself. Others need a sign that the paragraph
 * above is a quotation: pages are full of names and dates that belong to the text around them.
 */
function isQuoted(
  blocks: readonly Block[],
  first: number,
  line: number,
  { handle, name, date }: Attribution,
  dashed: () => DashedLines,
): boolean {
  const top = blocks[first];
  const bottom = blocks[line - 1];
  const own = blocks[line];
  if (top === undefined || bottom === undefined || own === undefined) return false;
  if (handle !== null && opensWithDash(own.text)) {
    return (
      date !== null || own.element === null || isAmongPosts(blocks, first, line, handle, dashed)
    );
  }
  const full = name !== null && /\s/u.test(name);
  if (handle === null && own.element !== null && !full) return false;
  if (top.kind === "quotation") return true;
  if (opensQuotation(top.text) && endsQuotation(bottom)) return true;
  if (/[:\uff1a]$/u.test(blocks[first - 1]?.text ?? "")) return true;
  if (own.kind === "item" || bottom.kind === "heading" || bottom.kind === "item") return false;
  if (handle !== null) return own.element === null || SENTENCE_END.test(bottom.text);
  return own.element === null && full && SENTENCE_END.test(bottom.text);
}

const SENTENCE_END =
  /[.!?…\u061f\u06d4\u3002][”"»)\]]*$|\p{Extended_Pictographic}$|#[\p{L}\p{N}_]+$/u;

/** Lines that open with a dash one after the other are a list or a dialogue. */
function isDialogue(blocks: readonly Block[], index: number): boolean {
  return [blocks[index - 1], blocks[index + 1]].some(
    (near) => near !== undefined && near.kind !== "embed" && opensWithDash(near.text),
  );
}

/**
 * Where the words begin: with the block quotation the line stands in or below; after the paragraph
 * that introduces them with a colon; with the opening mark of a quotation that closes above the
 * line; else with the one paragraph above.
 */
function firstParagraph(
  blocks: readonly Block[],
  index: number,
  author: Attribution,
  used: ReadonlySet<number>,
): number | null {
  const above = blocks[index - 1];
  if (above === undefined || !isWords(above) || used.has(index - 1)) return null;
  let characters = 0;
  let top = index - 1;
  let colon: number | null = null;
  let mark: number | null = opensQuotation(above.text) ? index - 1 : null;
  for (let at = index - 1; at >= Math.max(0, index - MAX_PARAGRAPHS); at -= 1) {
    const block = blocks[at];
    if (block === undefined || used.has(at) || !isWords(block)) break;
    characters += block.text.length;
    if (characters > MAX_CHARACTERS || block.group !== above.group) break;
    if (at < index - 1 && /[:\uff1a]$/u.test(block.text)) {
      colon ??= at + 1;
      if (introduces(block.text, author)) {
        colon = at + 1;
        break;
      }
    }
    mark ??= opensQuotation(block.text) ? at : null;
    top = at;
  }
  if (above.group !== null) return top;
  if (colon !== null) return colon;
  return endsQuotation(above) && mark !== null ? mark : index - 1;
}

function isWords(block: Block): boolean {
  return block.kind !== "embed" && block.kind !== "caption" && block.text !== "";
}

function endsQuotation(block: Block): boolean {
  return /[\u201d\u201c\u00bb\u2019"\u300d\u300f\u203a][.!?]?$/u.test(block.text);
}

/** `Words pic.twitter.com/x — Name (@handle) date`: a page's text with its line breaks lost. */
const DASH_BEFORE_NAME = /\s[\u2014\u2013\u2015](?=\s?[^\u2014\u2013\u2015\n]{1,150}$)/u;

function fromEndOfLine(
  blocks: readonly Block[],
  index: number,
  dashed: () => DashedLines,
): ProseQuote | null {
  const block = blocks[index];
  if (block === undefined) return null;
  const start = block.text.lastIndexOf("\n", block.text.length - 300) + 1;
  const line = block.text.slice(Math.max(start, block.text.length - 300));
  if (!hasSign(line) && !opensQuotation(block.text)) return null;
  const dash = DASH_BEFORE_NAME.exec(line);
  if (dash === null) return null;
  const attribution = readAttribution(line.slice(dash.index + 1));
  if (attribution === null) return null;
  // Without a handle: only words in marks, by a name, and said to be a post.
  if (attribution.handle === null && !isPostInMarks(block, line, dash.index)) return null;
  if (attribution.handle !== null && attribution.date === null && block.element !== null) {
    if (!isAmongPosts(blocks, index, index, attribution.handle, dashed)) return null;
  }
  const end = block.text.length - line.length + dash.index;
  const words = withoutQuotationMarks(block.text.slice(0, end));
  if (words.text === "") return null;
  return {
    first: index,
    last: index,
    text: words.text,
    start: block.exact ? block.start + words.start : block.start,
    end: block.exact ? block.start + words.end : block.end,
    ...attribution,
    platform: null,
    sentence: null,
  };
}

/** `“Words.” — Name, via Twitter, March 9, 2023`, in one paragraph. */
function isPostInMarks({ text }: Block, line: string, dash: number): boolean {
  // A line of its own is told by its date, like one in a paragraph of its own.
  const says = (part: string) => line[dash] === "\n" || speaksOfPosting(part);
  const closed = /[\u201d\u201c\u00bb\u2019"\u300d\u300f\u203a][.!?]?$/u.test(line.slice(0, dash));
  return closed && opensQuotation(text) && says(line.slice(dash));
}

function quoteOf(
  blocks: readonly Block[],
  first: number,
  last: number,
  line: number,
  attribution: Attribution,
): ProseQuote | null {
  const top = blocks[first];
  const bottom = blocks[last];
  if (top === undefined || bottom === undefined) return null;
  const whole = blocks
    .slice(first, last + 1)
    .map((block) => block.text)
    .join("\n\n");
  const words = withoutQuotationMarks(whole);
  if (words.text === "") return null;
  return {
    first,
    last: line,
    text: words.text,
    start: top.exact ? top.start + words.start : top.start,
    end: bottom.exact ? bottom.end - (whole.length - words.end) : bottom.end,
    ...attribution,
    platform: null,
    sentence: null,
  };
}
