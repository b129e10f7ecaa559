import type { Post } from "../records/post.js";
import type { QuoteRecord } from "../records/quote.js";
import { compareText } from "./compare.js";
import { tokenise } from "./text/tokens.js";
import { assess } from "./translation/assess.js";
import { differentLanguages, identify } from "./translation/language.js";
import { doubtsOf, spoken, translated } from "./translation/report.js";
import type { CompareOptions, TextComparison } from "./types.js";

type CheckedQuote = Pick<QuoteRecord, "text" | "originalText" | "lang">;
type CheckedPost = Pick<Post, "text" | "lang" | "truncated" | "links">;

/**
 * Checks the text of a quote against an archived post. Never throws.
 *
 * With `originalText` that is compared, exactly as `compareText` does, unless the print is in the
 * post's own language and so no translation; where it agrees, the class is `translated`. The flag
 * `original-text-compared` says that the edits' printed offsets are into `originalText`. What
 * speaks against the translation (a lost negation, other numbers) makes it `unknown`. Without it, a quote in another
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
  // A print in the post's own language is no translation: its own words decide.
  const direct = compareText(quote.text, post.text, options);
  if (alignsWell(direct)) return direct;
  const original = compareText(originalText, post.text, options);
  const flags = [...original.flags, "original-text-compared"];
  if (original.result !== "match" && original.result !== "note") {
    return { ...original, flags, because: `The original words given: ${original.because}` };
  }
  const printed = tokenise(quote.text);
  const posted = tokenise(originalText);
  const speech = { printed: identify(printed, quote.lang), original: identify(posted, post.lang) };
  if (speech.printed.lang !== null && speech.printed.lang === speech.original.lang) {
    return {
      ...direct,
      flags: [...direct.flags, "original-text-same-language"],
      because: `The original words given are the post's, but the print is in the same language and says something else. ${direct.because}`,
    };
  }
  return asTranslation(original, flags, doubtsOf(assess(printed, posted, speech)));
}

/** The original words are the post's; whether the print says the same is not for us to judge. */
function asTranslation(
  original: TextComparison,
  flags: readonly string[],
  doubts: readonly string[],
): TextComparison {
  const doubted = doubts.length > 0 ? `, and ought to be: ${spoken(doubts)}` : ".";
  const differs = original.result === "match" ? "" : ` ${original.because}`;
  return {
    ...original,
    class: "translated",
    result: doubts.length > 0 ? "unknown" : "note",
    flags: [...flags, `original-${original.class}`, ...doubts],
    because: `The original words given are the post's (${original.class}). The translation itself was not judged${doubted}${differs}`,
  };
}
