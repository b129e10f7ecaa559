import { MAX_QUOTE_CHARACTERS } from "../records/quote.js";
import type { Block } from "./blocks.js";
import { attribute, classes, type Element, parentElement } from "./dom.js";
import { languageOf } from "./languages.js";
import { withoutQuotationMarks } from "./quotation-marks.js";

/** Class names by which publishers mark the two halves, in several languages. */
const MARKED = /^(?:translat|traduc|tradu[cç]|uebersetz|übersetz|vertal)/i;
const MARKED_ORIGINAL = /^(?:original|source-?text|src-?lang)/i;

/** A quote and the block quotation beside it that says the same in another language. */
export interface Pairing {
  text: string;
  originalText: string;
  /** Language of `text`, where known. */
  lang: string | null;
  /** Blocks of the other half. */
  first: number;
  last: number;
}

/**
 * The other half of a quote printed in two languages side by side: a block quotation without
 * attribution line, directly before or behind, that the page marks as translation or original, or
 * that is in the article's language while the post is not and names the same things. Null when there is none.
 */
export function otherHalf(
  quote: { text: string; lang: string | null; first: number; last: number },
  blocks: readonly Block[],
  taken: ReadonlySet<number>,
  articleLang: string | null,
): Pairing | null {
  for (const near of [quote.last + 1, quote.first - 1]) {
    const half = halfAt(blocks, near, taken);
    if (half === null) continue;
    const marked = half.element === null ? null : markOf(half.element);
    const lang = half.lang ?? languageOf(half.text)?.code ?? null;
    const foreign = differ(quote.lang, articleLang) && !differ(lang, articleLang) && lang !== null;
    const same = foreign && half.isQuotation && saysTheSame(quote.text, half.text);
    if (marked === "original") {
      return { ...half, text: quote.text, originalText: half.text, lang: quote.lang };
    }
    if (marked === "translation" || same) {
      return { ...half, text: half.text, originalText: quote.text, lang };
    }
  }
  return null;
}

function halfAt(blocks: readonly Block[], index: number, taken: ReadonlySet<number>) {
  const block = blocks[index];
  if (block === undefined || taken.has(index) || block.kind === "embed") return null;
  const isQuotation = block.kind === "quotation";
  if (!isQuotation && (block.element === null || markOf(block.element) === null)) return null;
  let first = index;
  let last = index;
  if (block.group !== null) {
    // No record holds more; and long ones, looked through for each of their quotes, would never end.
    let room = MAX_QUOTE_CHARACTERS - block.text.length;
    for (; room >= 0 && blocks[first - 1]?.group === block.group; first -= 1)
      room -= blocks[first - 1]?.text.length ?? 0;
    for (; room >= 0 && blocks[last + 1]?.group === block.group; last += 1)
      room -= blocks[last + 1]?.text.length ?? 0;
    if (room < 0) return null;
  }
  const whole = blocks
    .slice(first, last + 1)
    .map((one) => one.text)
    .join("\n\n");
  const lang = block.element === null ? null : langOf(block.element);
  const { text } = withoutQuotationMarks(whole);
  return { text, lang, element: block.element, isQuotation, first, last };
}

/** What the nearest elements' class names say that this is. */
function markOf(element: Element): "translation" | "original" | null {
  let node: Element | null = element;
  for (let step = 0; step < 3 && node !== null; step += 1) {
    for (const name of classes(node)) {
      const parts = name.split(/[-_]+/);
      if (parts.some((part) => MARKED.test(part))) return "translation";
      if (parts.some((part) => MARKED_ORIGINAL.test(part))) return "original";
    }
    node = parentElement(node);
  }
  return null;
}

/** Language of the element or of the quotation it stands in, not of the page. */
export function langOf(element: Element): string | null {
  let node: Element | null = element;
  for (let step = 0; step < 12 && node !== null; step += 1) {
    const lang = attribute(node, "lang");
    if (node.name === "html" || node.name === "body") return null;
    if (lang) return lang;
    node = parentElement(node);
  }
  return null;
}

function differ(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false;
  return a.split(/[-_]/)[0]?.toLowerCase() !== b.split(/[-_]/)[0]?.toLowerCase();
}

const MAX_RATIO = 3;
/** Letters two spellings of one name or borrowed word begin with alike. */
const STEM = 5;

/**
 * Whether a text could be the other's translation by what translators leave alone: its numbers all
 * stand in the other, and one sign at least (number, link, mention, hashtag, a long word of the same
 * stem) stands in both. Words of two scripts that share nothing stay two texts.
 */
function saysTheSame(a: string, b: string): boolean {
  const ratio = a.length / Math.max(1, b.length);
  if (ratio > MAX_RATIO || ratio < 1 / MAX_RATIO) return false;
  const [ofA, ofB] = [signsOf(a), signsOf(b)];
  const numbers = (signs: ReadonlySet<string>) => [...signs].filter((one) => /^\d/.test(one));
  if (numbers(ofA).some((one) => !ofB.has(one)) || numbers(ofB).some((one) => !ofA.has(one))) {
    return false;
  }
  return [...ofA].some((one) => ofB.has(one));
}

function signsOf(text: string): ReadonlySet<string> {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  const signs = plain.match(/https?:\/\/\S+|[@#][\p{L}\p{N}_]+|\p{Nd}+|\p{L}{5,}/gu) ?? [];
  return new Set(signs.map((sign) => (/^\p{L}/u.test(sign) ? sign.slice(0, STEM) : sign)));
}
