import type { Block } from "../blocks.js";
import { dateWithin } from "../dates-in-text.js";
import { type Introduction, QUOTATION, readIntroduction } from "../introduction.js";
import type { Language } from "../languages/language.js";
import { speaksOfPosting, speaksOfSaying } from "../languages.js";
import { certainPostLink, type PostLink } from "../permalinks.js";
import { type Quotation, quotationsIn } from "../quotation-marks.js";
import { sentencesOf } from "../tokens.js";
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
  if (links.length === 0 && !speaksOfPosting(block.text)) return [];
  const quotes: ProseQuote[] = [];
  for (const { start, end } of sentencesOf(block.text, quotations)) {
    if (end - start > MAX_SENTENCE + 5_000) continue;
    const inside = quotations.filter((one) => one.opensAt >= start && one.closesAt < end);
    const long = inside.filter((one) => one.text.split(/\s+/).length >= MIN_WORDS);
    const first = long[0];
    if (first === undefined) continue;
    const frame = frameOf(block.text, start, end, inside);
    const link = linkIn(block, start, end, inside);
    const introduction = readIntroduction(frame, language);
    if (introduction === null ? !link?.says : !introduction.posted && link === null) continue;
    const sentence = block.text.slice(start, end);
    const announced = long.filter((one) =>
      /[:\uff1a]\s*$/u.test(block.text.slice(start, one.opensAt)),
    );
    quotes.push(
      ...(announced.length > 0 ? announced : long).map((one) =>
        quoteOf(block, index, one, sentence, frame, introduction, link),
      ),
    );
  }
  return quotes;
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
    text: quotation.text,
    start: block.exact ? block.start + quotation.start : block.start,
    end: block.exact ? block.start + quotation.end : block.end,
    handle: introduction?.handle ?? null,
    name: introduction?.name ?? null,
    date: dateWithin(frame),
    url: link?.url ?? null,
    sentence,
  };
}
