import type { Post } from "../records/post.js";
import type { QuoteRecord } from "../records/quote.js";
import { compareText } from "./compare.js";
import { tokenise } from "./text/tokens.js";
import { NO_AIDS, type TranslationAids } from "./translation/aids.js";
import { assess, type Side } from "./translation/assess.js";
import { differentLanguages, identifyPost, identifyPrint } from "./translation/language.js";
import { machineObjections, readMachine, withMachine } from "./translation/machine.js";
import {
  contradictionsOf,
  dataOf,
  spoken,
  type TranslationCase,
  translated,
  weaknessesOf,
} from "./translation/report.js";
import { reworded } from "./translation/reworded.js";
import type { CompareOptions, TextComparison } from "./types.js";

type CheckedQuote = Pick<QuoteRecord, "text" | "originalText" | "lang">;
type CheckedPost = Pick<Post, "text" | "lang" | "truncated" | "links">;

/**
 * Checks the text of a quote against an archived post. Never throws.
 *
 * With `originalText` that is compared, exactly as `compareText` does, unless the print is in the
 * post's own language and so no translation; where it agrees, the class is `translated`, and the
 * flag `original-verbatim` (or another class) says how the original agrees. The flag
 * `original-text-compared` says that the edits' printed offsets are into `originalText`. Without
 * it, a quote in another language than the post's is judged by whether it can be a translation,
 * which says nothing about whether the meaning is the same. A lost negation, words of opposite
 * meaning or other numbers make either a mismatch. `aids` are dictionaries and translating
 * machines; without them less can be said, and that is told.
 */
export function checkText(
  quote: CheckedQuote,
  post: CheckedPost,
  aids: TranslationAids = NO_AIDS,
): TextComparison {
  const options = optionsFor(post);
  const direct = compareText(quote.text, post.text, options);
  // A print in the post's own language is no translation: its own words decide.
  if (alignsWell(direct)) return direct;
  if (quote.originalText !== undefined) {
    return againstOriginal(quote, quote.originalText, post, direct, aids);
  }
  const { printed, original } = sidesOf(quote, post.text, post.lang);
  if (!differentLanguages(printed.speech, original.speech)) {
    return reworded(direct, printed, original);
  }
  return translated(weigh(printed, original, post.text, aids), direct);
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

/** Both texts with their languages; digits are read as each language groups them. */
function sidesOf(quote: CheckedQuote, posted: string, lang: string | null) {
  const printed = tokenise(quote.text);
  const original = tokenise(posted);
  const speech = {
    printed: identifyPrint(printed, quote.lang),
    original: identifyPost(original, lang),
  };
  const again = (text: string, tokens: Side["tokens"], language: string | null) =>
    language === null ? tokens : tokenise(text, language);
  return {
    printed: {
      tokens: again(quote.text, printed, speech.printed.lang),
      speech: speech.printed,
    },
    original: { tokens: again(posted, original, speech.original.lang), speech: speech.original },
  };
}

function weigh(
  printed: Side,
  original: Side,
  posted: string,
  aids: TranslationAids,
): TranslationCase {
  const direct = assess(printed, original, aids);
  const [from, to] = [original.speech.lang, printed.speech.lang];
  const answer =
    from !== null && to !== null ? aids.machine(posted, from, to, direct.shared) : null;
  const machine = answer !== null && "text" in answer ? answer : null;
  const again = machine && readMachine(printed, machine);
  return {
    assessment: again ? withMachine(direct, again) : direct,
    objections: again ? machineObjections(again) : [],
    printed: printed.speech,
    original: original.speech,
    machine,
    machineFailed: answer !== null && machine === null,
  };
}

function againstOriginal(
  quote: CheckedQuote,
  originalText: string,
  post: CheckedPost,
  direct: TextComparison,
  aids: TranslationAids,
): TextComparison {
  const words = compareText(originalText, post.text, optionsFor(post));
  const flags = [...words.flags, "original-text-compared"];
  if (words.result !== "match" && words.result !== "note") {
    return { ...words, flags, because: `The original words given: ${words.because}` };
  }
  const { printed, original } = sidesOf(quote, originalText, post.lang);
  if (printed.speech.lang !== null && printed.speech.lang === original.speech.lang) {
    const told = reworded(direct, printed, original);
    return {
      ...told,
      flags: [...told.flags, "original-text-same-language"],
      because: `The original words given are the post's, but the print is in the same language and says something else. ${told.because}`,
    };
  }
  return asTranslation(words, flags, weigh(printed, original, originalText, aids));
}

/** The original words are the post's; whether the print says the same is not for us to judge. */
function asTranslation(
  words: TextComparison,
  flags: readonly string[],
  translation: TranslationCase,
): TextComparison {
  const contradictions = contradictionsOf(translation.assessment);
  const unlikely = translation.assessment.verdict === "unlikely" ? ["translation-unlikely"] : [];
  const doubts = [...contradictions, ...unlikely];
  const doubted = doubts.length > 0 ? `, and ought to be:${spoken(doubts)}` : ".";
  const differs = words.result === "match" ? "" : ` ${words.because}`;
  return {
    ...words,
    class: "translated",
    result: contradictions.length > 0 ? "mismatch" : unlikely.length > 0 ? "unknown" : "note",
    flags: [...flags, `original-${words.class}`, ...doubts, ...weaknessesOf(translation)],
    because: `The original words given are the post's (${words.class}). The translation itself was not judged${doubted}${differs}`,
    translation: dataOf(translation),
  };
}
