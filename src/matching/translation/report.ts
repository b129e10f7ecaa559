import type { TextComparison } from "../types.js";
import type { Assessment } from "./assess.js";

/** Most words named on each side. */
const NAMED = 8;

/** A score below every alignment that holds and above every text that shares nothing. */
const SCORE = { plausible: [0.35, 0.2], "not-checkable": [0.22, 0.1], unlikely: [0, 0.1] } as const;

/** The text check for a quote in another language than the post's. Claims no equal meaning. */
export function translated(assessment: Assessment, direct: TextComparison): TextComparison {
  const { verdict, shared } = assessment;
  const [base, share] = SCORE[verdict];
  const common = { edits: [], coverage: shared, archivedSpan: null, score: base + share * shared };
  const warnings = warningsOf(assessment);
  const warned = warnings.length > 0 ? ` ${spoken(warnings)}` : "";
  switch (verdict) {
    case "plausible":
      return {
        ...common,
        // One "not" or one number is what a translation must not lose: with a doubt, no outcome.
        result: warnings.length > 0 ? "unknown" : "note",
        class: "translated",
        flags: ["translation-plausible", ...warnings],
        because: `The print is in another language. Names, numbers and related words fit a translation of this post; whether it says the same was not judged.${warned}${unmatched(assessment)}`,
      };
    case "not-checkable":
      return {
        ...common,
        result: "unknown",
        class: "translated",
        flags: ["translation-not-checkable", ...warnings],
        because: `The print is in another language, and too little in it can be compared to say whether it translates this post; the original words would settle it.${warned}${unmatched(assessment)}`,
      };
    case "unlikely":
      return {
        ...direct,
        ...common,
        result: "mismatch",
        class: "unrelated",
        flags: ["translation-unlikely"],
        because: `The print is in another language, and next to nothing that a translation keeps is found in this post.${unmatched(assessment)}`,
      };
  }
}

/** What speaks against a translation whose original words were given and are the post's. */
export function doubtsOf(assessment: Assessment): string[] {
  const unlikely = assessment.verdict === "unlikely" ? ["translation-unlikely"] : [];
  return [...unlikely, ...warningsOf(assessment)];
}

function warningsOf({ negationDiffers, numbersDisagree }: Assessment): string[] {
  return [
    ...(negationDiffers ? ["negation-parity-differs"] : []),
    ...(numbersDisagree ? ["numbers-disagree"] : []),
  ];
}

const SPOKEN: Readonly<Record<string, string>> = {
  "translation-unlikely": "Next to nothing that a translation keeps is found on both sides.",
  "negation-parity-differs": "One side has a negation and the other has none.",
  "numbers-disagree": "The numbers are not the same on both sides.",
};

/** Doubts as sentences. */
export function spoken(doubts: readonly string[]): string {
  return doubts.map((doubt) => SPOKEN[doubt] ?? "").join(" ");
}

function unmatched({ unmatchedPrinted, unmatchedOriginal }: Assessment): string {
  const list = (words: readonly string[]) =>
    words.length === 0
      ? "none"
      : `“${words.slice(0, NAMED).join(", ")}”${words.length > NAMED ? ` and ${words.length - NAMED} more` : ""}`;
  return ` Without a visible counterpart: in the print ${list(unmatchedPrinted)}, in the post ${list(unmatchedOriginal)}.`;
}
