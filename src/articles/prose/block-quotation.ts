import type { Block } from "../blocks.js";
import {
  type Introduction,
  readIntroduction,
  reportsAtEnd,
  speaksOfElsewhere,
} from "../introduction.js";
import type { Language } from "../languages/language.js";
import { speaksOfSelf } from "../languages.js";
import { withoutQuotationMarks } from "../quotation-marks.js";
import { sentencesOf } from "../tokens.js";
import type { ProseConvention, ProseQuote } from "../types.js";

const MIN_WORDS = 6;
/** Above this share of paragraphs in the first person, the writer speaks of herself. */
const OWN_VOICE = 0.1;

/**
 * Words set off as a paragraph of their own, without attribution line, below a sentence that names
 * who says them. In plain text nothing may mark them but the voice: the paragraph says "I" in an
 * article that does not.
 */
export const blockQuotation: ProseConvention = {
  name: "block-quotation",
  looksFor: "a block quotation, or a paragraph in another voice, below a sentence naming a speaker",
  read: (blocks, taken, language) => {
    if (language === null) return [];
    let known: boolean | null = null;
    const isOwnVoice = () => {
      known ??= ownVoice(blocks, taken, language);
      return known;
    };
    const quotes: ProseQuote[] = [];
    for (let index = 1; index < blocks.length; index += 1) {
      const last = endOfQuotation(blocks, index);
      const quote = quoteAt(blocks, index, last, taken, language, isOwnVoice);
      if (quote !== null) quotes.push(quote);
      index = last;
    }
    return quotes;
  },
};

/** A block quotation's last paragraph; any other paragraph stands for itself. */
function endOfQuotation(blocks: readonly Block[], index: number): number {
  const group = blocks[index]?.group ?? null;
  let last = index;
  while (group !== null && blocks[last + 1]?.group === group) last += 1;
  return last;
}

function quoteAt(
  blocks: readonly Block[],
  first: number,
  last: number,
  taken: ReadonlySet<number>,
  language: Language,
  isOwnVoice: () => boolean,
): ProseQuote | null {
  const intro = blocks[first - 1];
  const top = blocks[first];
  const bottom = blocks[last];
  if (intro === undefined || top === undefined || bottom === undefined) return null;
  if (intro.kind !== "paragraph" || taken.has(first - 1)) return null;
  for (let at = first; at <= last; at += 1) if (taken.has(at)) return null;
  if (top.kind !== "quotation" && top.kind !== "paragraph") return null;
  const announced = intro.text.endsWith(":") || intro.text.endsWith("\uff1a");
  if (top.kind !== "quotation" && !announced) {
    if (!isVoiced(top, language) || isNarrated(top.text, language)) return null;
  }
  const whole = blocks
    .slice(first, last + 1)
    .map((block) => block.text)
    .join("\n\n");
  const words = withoutQuotationMarks(whole);
  if (words.text.split(/\s+/).length < MIN_WORDS) return null;
  const wrapped = words.text.length < whole.trim().length;
  const marked = top.kind === "quotation" || (wrapped && announced);
  const found = introductionIn(intro.text, language);
  if (found === null) return null;
  const { posted, handle } = found.introduction;
  if (!posted && handle === null) {
    // Speeches and books are quoted so too: only among posts may words without a platform be one.
    if (taken.size === 0 || speaksOfElsewhere(found.sentence, language)) return null;
    if (!(marked ? speaksOfSelf(words.text, language) : isVoiced(top, language))) return null;
    if (isOwnVoice()) return null;
  }
  return {
    first,
    last,
    text: words.text,
    start: top.exact ? top.start + words.start : top.start,
    end: bottom.exact ? bottom.end - (whole.length - words.end) : bottom.end,
    handle: found.introduction.handle,
    name: found.introduction.name,
    date: null,
    url: null,
    platform: found.introduction.platform,
    sentence: found.sentence,
  };
}

/** Plain text marks nothing: the voice tells there. */
function isVoiced(block: Block, language: Language): boolean {
  return block.element === null && speaksOfSelf(block.text, language);
}

/** Whether a paragraph says itself who speaks in it: it tells of the words, it is not them. */
function isNarrated(text: string, language: Language): boolean {
  return sentencesOf(text).some(({ start, end }) => {
    const sentence = text.slice(start, Math.min(end, start + 1_000));
    return readIntroduction(sentence, language) !== null || speaksFor(sentence, language);
  });
}

/** `the man said: I …` */
function speaksFor(sentence: string, language: Language): boolean {
  const before = sentence.split(/[:\uff1a]\s/u)[0] ?? "";
  return before.length < sentence.length && reportsAtEnd(before, language);
}

/** The nearest of the last two sentences that names a person who speaks; quoting ones are spent. */
function introductionIn(
  paragraph: string,
  language: Language,
): { introduction: Introduction; sentence: string } | null {
  const sentences = sentencesOf(paragraph).slice(-2).reverse();
  for (const { start, end } of sentences) {
    const sentence = paragraph.slice(start, end);
    if (sentence.length > 1_000 || /[\u201c\u201d\u201e\u00ab\u00bb"]/u.test(sentence)) return null;
    const introduction = readIntroduction(sentence, language);
    if (introduction === null) continue;
    if (introduction.handle !== null || introduction.full) return { introduction, sentence };
  }
  return null;
}

/** Whether the article itself is written in the first person, quotations left out. */
function ownVoice(
  blocks: readonly Block[],
  taken: ReadonlySet<number>,
  language: Language,
): boolean {
  const prose = blocks.filter((block, index) => block.kind === "paragraph" && !taken.has(index));
  const speaking = prose.filter((block) => {
    const unquoted = block.text.replace(
      /[\u201c\u201e\u00ab"][^\u201c\u201d\u00bb"]*[\u201d\u201c\u00bb"]/gu,
      " ",
    );
    return speaksOfSelf(unquoted, language);
  });
  return speaking.length > Math.max(2, prose.length * OWN_VOICE);
}
