import { hasSign } from "../attribution.js";
import type { Block } from "../blocks.js";
import { dateWithin } from "../dates-in-text.js";
import { type Introduction, isInscription, readIntroduction } from "../introduction.js";
import type { Language } from "../languages/language.js";
import { speaksOfPosting, speaksOfSaying } from "../languages.js";
import { certainPostLink, type PostLink } from "../permalinks.js";
import { type Quotation, quotationsIn } from "../quotation-marks.js";
import { QUOTATION, sentencesOf } from "../tokens.js";
import type { ProseConvention, ProseQuote } from "../types.js";

/** Shorter quotations are words held up, not posts quoted. */
const MIN_WORDS = 4;
const MAX_SENTENCE = 1_500;

/** "…", wrote Name on Twitter: a quotation in a sentence that says who posted it. */
export const runningText: ProseConvention = {
  name: "running-text",
  looksFor: "a quotation in a sentence with a name, a verb of saying and a platform or a post",
  read: (blocks, taken, language) => {
    if (language === null) return [];
    return blocks.flatMap((block, index) =>
      taken.has(index) || block.kind !== "paragraph" ? [] : quotesIn(block, index, language),
    );
  },
};

function quotesIn(block: Block, index: number, language: Language): ProseQuote[] {
  const quotations = quotationsIn(block.text);
  if (quotations.length === 0) return [];
  const links = block.links.filter(({ href }) => certainPostLink(href) !== null);
  if (links.length === 0 && !speaksOfPosting(block.text) && !hasSign(block.text)) return [];
  const quotes: ProseQuote[] = [];
  let spoken: ProseQuote | null = null;
  for (const { start, end } of sentencesOf(block.text, quotations)) {
    if (end - start > MAX_SENTENCE + 5_000) continue;
    const inside = quotations.filter((one) => one.opensAt >= start && one.closesAt < end);
    const long = inside.filter((one) => one.text.split(/\s+/).length >= MIN_WORDS);
    const first = long[0];
    const frame = frameOf(block.text, start, end, inside);
    const speaker: ProseQuote | null = spoken;
    spoken = null;
    if (first === undefined) continue;
    if (speaker !== null && first !== undefined && goesOn(frame, first, language)) {
      // "First half," she tweeted. "Second half.": nobody else has spoken in between.
      quotes.push({ ...speaker, ...stretchOf(block, first) });
      spoken = /[\p{L}\p{N}]/u.test(frame) ? null : speaker;
      continue;
    }
    const link = linkIn(block, start, end, inside);
    const sentence = block.text.slice(start, end);
    const announced = long.filter((one) =>
      /[:\uff1a]\s*$/u.test(block.text.slice(start, one.opensAt)),
    );
    const told = (announced.length > 0 ? announced : long).flatMap((one) => {
      const which = inside.indexOf(one);
      if (isInscription(frame, language, which)) return [];
      const introduction = readIntroduction(frame, language, which);
      if (introduction === null ? !link?.says : !introduction.posted && link === null) return [];
      return [quoteOf(block, index, one, sentence, frame, introduction, link)];
    });
    if (told.length === 0) continue;
    quotes.push(...told);
    spoken = quotes[quotes.length - 1] ?? null;
  }
  return quotes;
}

/** Whether a sentence is a quotation by itself, told by nobody: the one before told whose it is. */
function goesOn(frame: string, { text }: Quotation, language: Language): boolean {
  const around = frame.trim();
  if (!around.startsWith(QUOTATION)) return false;
  if (!/[\p{L}\p{N}]/u.test(around)) return true;
  return /[.!?…\u061f]$/u.test(text) && readIntroduction(frame, language) === null;
}

/** The sentence with each quotation as one sign. */
function frameOf(text: string, start: number, end: number, inside: readonly Quotation[]): string {
  let frame = "";
  let at = start;
  for (const quotation of inside) {
    frame += `${text.slice(at, quotation.opensAt)} ${QUOTATION} `;
    at = quotation.closesAt + 1;
  }
  return (frame + text.slice(at, end)).slice(0, MAX_SENTENCE);
}

interface SpokenLink extends PostLink {
  /** Whether its own words speak of saying ("she tweeted"): then it is the source of the words. */
  says: boolean;
}

function linkIn(
  block: Block,
  start: number,
  end: number,
  inside: readonly Quotation[],
): SpokenLink | null {
  for (const link of block.links) {
    if (link.start < start || link.end > end) continue;
    if (inside.some((one) => link.start >= one.start && link.end <= one.end) && inside.length > 1)
      continue;
    const post = certainPostLink(link.href);
    if (post === null || post.platform === "youtube") continue;
    return { ...post, says: speaksOfSaying(block.text.slice(link.start, link.end)) };
  }
  return null;
}

function quoteOf(
  block: Block,
  index: number,
  quotation: Quotation,
  sentence: string,
  frame: string,
  introduction: Introduction | null,
  link: SpokenLink | null,
): ProseQuote {
  return {
    first: index,
    last: index,
    ...stretchOf(block, quotation),
    handle: introduction?.handle ?? null,
    name: introduction?.name ?? null,
    date: dateWithin(frame),
    url: link?.url ?? null,
    platform: introduction?.platform ?? null,
    sentence,
  };
}

/** A quotation's words and where they stand. */
function stretchOf(
  block: Block,
  { text, start, end }: Quotation,
): Pick<ProseQuote, "text" | "start" | "end"> {
  return block.exact
    ? { text, start: block.start + start, end: block.start + end }
    : { text, start: block.start, end: block.end };
}
