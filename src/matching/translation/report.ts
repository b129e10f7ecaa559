import type { Translation } from "../../records/checks.js";
import type { TextComparison } from "../types.js";
import type { MachineTranslation } from "./aids.js";
import type { Assessment } from "./assess.js";
import type { Speech } from "./language.js";

/** Most words named on each side, in a sentence and in the data. */
const NAMED = 8;
const LISTED = 60;

/** A score below every alignment that holds and above every text that shares nothing. */
const SCORE = { plausible: [0.35, 0.2], "not-checkable": [0.22, 0.1], unlikely: [0, 0.1] } as const;

/** Everything known about a print as a translation of a post. */
export interface TranslationCase {
  readonly assessment: Assessment;
  readonly printed: Speech;
  readonly original: Speech;
  readonly machine: MachineTranslation | null;
  /** What the machine's words say otherwise than the print, as flags. */
  readonly objections: readonly string[];
  /** One was asked, and did not translate. */
  readonly machineFailed: boolean;
}

/** The text check for a quote in another language than the post's. Claims no equal meaning. */
export function translated(translation: TranslationCase, direct: TextComparison): TextComparison {
  const { assessment } = translation;
  const { verdict, shared } = assessment;
  const [base, share] = SCORE[verdict];
  const common = {
    edits: [],
    coverage: shared,
    archivedSpan: null,
    score: base + share * shared,
    translation: dataOf(translation),
  };
  const contradictions = contradictionsOf(assessment);
  const notes = weaknessesOf(translation);
  const told = `${spoken([...contradictions, ...notes])}${unmatched(assessment)}`;
  switch (verdict) {
    case "plausible":
      return {
        ...common,
        // One "not" or one number is what a translation must not lose: somebody has to look.
        result: contradictions.length > 0 ? "mismatch" : "note",
        class: "translated",
        flags: ["translation-plausible", ...contradictions, ...notes],
        because: `The print is in another language and about the same things as this post${anchored(assessment)}; whether it says the same was not judged.${told}`,
      };
    case "not-checkable":
      return {
        ...common,
        result: "unknown",
        class: "translated",
        flags: ["translation-not-checkable", ...contradictions, ...notes],
        because: `The print is in another language, and too little in it can be compared to say whether it translates this post${anchored(assessment)}; the original words would settle it.${told}`,
      };
    case "unlikely":
      return {
        ...direct,
        ...common,
        result: "mismatch",
        class: "unrelated",
        edits: direct.edits,
        flags: ["translation-unlikely", ...notes],
        because: `The print is in another language, and next to nothing that a translation keeps is found in this post.${told}`,
      };
  }
}

/** The translation's part of a text check. */
export function dataOf(translation: TranslationCase): Translation {
  const { assessment, printed, original, machine } = translation;
  return {
    from: original.lang,
    to: printed.lang,
    shared: Math.round(assessment.shared * 1_000) / 1_000,
    consulted: [
      ...(assessment.withDictionary ? (["dictionary"] as const) : []),
      ...(machine ? (["machine"] as const) : []),
    ],
    anchors: assessment.anchors.slice(0, LISTED).map((anchor) => ({ ...anchor })),
    unmatchedPrinted: assessment.unmatchedPrinted.slice(0, LISTED),
    unmatchedArchived: assessment.unmatchedOriginal.slice(0, LISTED),
    machine: machine ? { engine: machine.engine, text: machine.text } : null,
  };
}

/** What a translation may not change, and this one seems to have: each makes a discrepancy. */
export function contradictionsOf({
  negationDiffers,
  numbersDisagree,
  opposites,
}: Assessment): string[] {
  return [
    ...(negationDiffers ? ["negation-parity-differs"] : []),
    ...(opposites.length > 0 ? ["opposite-words"] : []),
    ...(numbersDisagree ? ["numbers-disagree"] : []),
  ];
}

/** What makes the judgement weaker than it could be. */
export function weaknessesOf(translation: TranslationCase): string[] {
  const { assessment, machine, machineFailed, objections } = translation;
  return [
    ...objections,
    ...(machineFailed ? ["machine-translation-failed"] : []),
    ...(assessment.withDictionary || machine ? [] : ["translation-without-dictionary"]),
    ...(assessment.negationDiffers === null ? ["negation-not-checked"] : []),
  ];
}

const SPOKEN: Readonly<Record<string, string>> = {
  "translation-unlikely": "Next to nothing that a translation keeps is found on both sides.",
  "negation-parity-differs": "One side has a negation and the other has none.",
  "opposite-words": "Words of opposite meaning stand on the two sides.",
  "numbers-disagree": "The numbers are not the same on both sides.",
  "machine-negation-differs":
    "By the machine's translation, one side has a negation that the other lacks.",
  "machine-numbers-disagree": "By the machine's translation, the numbers are not the same.",
  "machine-names-differ": "By the machine's translation, the names are not the same.",
  "translation-without-dictionary":
    "No dictionary or translating machine was at hand, which makes this less certain.",
  "machine-translation-failed":
    "The translating machine gave no translation, which makes this less certain.",
  "negation-not-checked": "Negations could not be compared in these languages.",
};

/** Flags as sentences, each with a space before it. */
export function spoken(flags: readonly string[]): string {
  return flags.map((flag) => ` ${SPOKEN[flag] ?? ""}`).join("");
}

function anchored({ anchors }: Assessment): string {
  const named = anchors
    .slice(0, NAMED)
    .map(({ printed, archived }) => (printed === archived ? printed : `${printed} = ${archived}`));
  return named.length === 0 ? "" : ` (on both sides: ${named.join(", ")})`;
}

function unmatched({ unmatchedPrinted, unmatchedOriginal }: Assessment): string {
  const list = (words: readonly string[]) =>
    words.length === 0
      ? "none"
      : `“${words.slice(0, NAMED).join(", ")}”${words.length > NAMED ? ` and ${words.length - NAMED} more` : ""}`;
  return ` Without a visible counterpart: in the print ${list(unmatchedPrinted)}, in the post ${list(unmatchedOriginal)}.`;
}
