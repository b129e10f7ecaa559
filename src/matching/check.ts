import type { Post } from "../records/post.js";
import type { QuoteRecord } from "../records/quote.js";
import { compareText } from "./compare.js";
import { tokenise } from "./text/tokens.js";
import { assess } from "./translation/assess.js";
import { differentLanguages, identify } from "./translation/language.js";
import { translated } from "./translation/report.js";
import type { CompareOptions, TextComparison } from "./types.js";

type CheckedQuote = Pick<QuoteRecord, "text" | "originalText" | "lang">;
type CheckedPost = Pick<Post, "text" | "lang" | "truncated" | "links">;

/**
 * Checks the text of a quote against an archived post. Never throws.
 *
 * With `originalText` that is compared, exactly as `compareText` does; where it agrees, the class
 * is `translated`, the edits are those of the original (their printed offsets are into
 * `originalText`) and the flag `original-text-compared` says so. Without it, a quote in another
 * language than the post's is judged by whether it can be a translation, which says nothing about
 * whether the meaning is the same.
 */
export function checkText(quote: CheckedQuote, post: CheckedPost): TextComparison {
  const options = optionsFor(post);
  if (quote.originalText !== undefined) {
    return againstOriginal(quote, quote.originalText, post, options);
  }
  const direct = compareText(quote.text, post.text, options);
  if (alignsWell(direct)) return direct;
  const speech = {
    printed: identify(tokenise(quote.text), quote.lang),
    original: identify(tokenise(post.text), post.lang),
  };
  if (!differentLanguages(speech.printed, speech.original)) return direct;
  const assessment = assess(tokenise(quote.text), tokenise(post.text), speech);
  return translated(assessment, direct);
}

function optionsFor(post: CheckedPost): CompareOptions {
  return {
    ...(post.lang ? { lang: post.lang } : {}),
    links: post.links,
    ...(post.truncated ? { cutAt: post.truncated.at } : {}),
  };
}

/** Share of the printed words in the post from which a language guess no longer counts. */
const ALIGNED = 0.5;

/** The words themselves are there: whatever the languages are said to be, it is no translation. */
function alignsWell(direct: TextComparison): boolean {
  if (direct.class === null) return true;
  return direct.class !== "unrelated" && (direct.class !== "altered" || direct.coverage >= ALIGNED);
}

function againstOriginal(
  quote: CheckedQuote,
  originalText: string,
  post: CheckedPost,
  options: CompareOptions,
): TextComparison {
  const original = compareText(originalText, post.text, options);
  const flags = [...original.flags, "original-text-compared"];
  if (original.result !== "match" && original.result !== "note") {
    return { ...original, flags, because: `The original words given: ${original.because}` };
  }
  return {
    ...original,
    class: "translated",
    result: "note",
    flags: [...flags, `original-${original.class}`, ...translationFlags(quote, originalText, post)],
    because: `The original words given are the post's (${original.class}). The translation itself was not judged. ${original.because}`,
  };
}

/** What looks wrong between the printed translation and the original it is said to translate. */
function translationFlags(quote: CheckedQuote, originalText: string, post: CheckedPost): string[] {
  const printed = tokenise(quote.text);
  const original = tokenise(originalText);
  const speech = {
    printed: identify(printed, quote.lang),
    original: identify(original, post.lang),
  };
  if (!differentLanguages(speech.printed, speech.original)) return [];
  const { negationDiffers, numbersDisagree } = assess(printed, original, speech);
  return [
    ...(negationDiffers ? ["negation-parity-differs"] : []),
    ...(numbersDisagree ? ["numbers-disagree"] : []),
  ];
}
