import { hiddenCue, joinsSentences } from "../context.js";
import type { Change, Situation } from "../situation.js";
import { isQuote, isTerminal } from "../trims.js";
import type { Token } from "../types.js";
import { type EditRule, tell } from "./rule.js";
import { archivedOnly, lone, neighbours, pairOf, printedOnly } from "./words.js";

/** Dots and other marks: what an editor does openly, and what only looks like it. */

/** Dots in the print at this place: a printed ellipsis, or one right beside what is missing. */
function marked(change: Change, situation: Situation): boolean {
  if (change.archived.length === 0) return false;
  const inside = change.printed;
  if (inside.length > 0)
    return (
      inside.every((token) => token.kind === "ellipsis" || isTerminal(token)) &&
      inside.some((token) => token.kind === "ellipsis")
    );
  return (
    hasOwnDots(situation, change.printedFrom - 1, change.archivedFrom - 1) ||
    hasOwnDots(situation, change.printedFrom, change.archivedTo)
  );
}

/** Dots of the print's: the author's do not say that something beside them is left out. */
function hasOwnDots({ printed, archived }: Situation, at: number, there: number): boolean {
  return printed[at]?.kind === "ellipsis" && archived[there]?.kind !== "ellipsis";
}

/** Quotation marks that are opened in what is left out and closed after it, or the reverse. */
function hidesSpeaker(change: Change): boolean {
  return change.archived.filter((token) => isQuote(token)).length % 2 === 1;
}

function cueIn(change: Change, situation: Situation): Token | null {
  return hiddenCue(situation, change.archivedFrom, change.archivedTo);
}

function omission(change: Change, situation: Situation): string {
  return tell({ ...change, printed: [] }, situation).replace("The print leaves out ", "");
}

/** Words that say no by themselves, folded; "never, ever" is the same with and without its comma. */
const ANSWERS = new Set(
  "no not non nein nao nee нет ни ні nie hayir לא لا نه नहीं होइन tidak hapana nope".split(" "),
);

/**
 * A mark gained or lost right after the word that says no: "No, it works" and "No it works", "No.
 * Mistakes were made" and "No mistakes were made".
 */
function besideNegation(change: Change, situation: Situation): boolean {
  const tokens = lone(change);
  if (!tokens?.every((token) => isTerminal(token) || token.fold === "-")) return false;
  const { before, after } = neighbours(change, situation);
  if (!before || !after || !ANSWERS.has(before.fold)) return false;
  const [side, at] =
    change.archived.length > 0
      ? [situation.archived, change.archivedFrom]
      : [situation.printed, change.printedFrom];
  const earlier = side[at - 2];
  return earlier?.kind !== "word";
}

/**
 * A mark that stood on one side of a word that denies and now stands on the other: "execute,
 * impossible to pardon" and "execute impossible, to pardon".
 */
function jumpsNegation(change: Change, situation: Situation): boolean {
  const tokens = lone(change);
  if (!tokens?.every((token) => isTerminal(token) || token.fold === "-")) return false;
  const here = change.printed.length > 0 ? "printed" : "archived";
  const there = here === "printed" ? "archived" : "printed";
  const isMark = (side: "printed" | "archived", at: number) =>
    situation[side][at]?.kind === "punctuation";
  const jumps = (word: number, other: number, beyond: -1 | 1) => {
    const token = situation[here][word];
    return (
      token !== undefined &&
      token.fold === situation[there][other]?.fold &&
      situation.lexica.find("negations", [token]) !== null &&
      isMark(there, other + beyond) &&
      !isMark(here, word + beyond)
    );
  };
  return (
    jumps(change[`${here}From`] - 1, change[`${there}From`] - 1, -1) ||
    jumps(change[`${here}To`], change[`${there}To`], 1)
  );
}

/** Dots in the place of a question mark and nothing else: what was asked becomes a claim. */
function hidesQuestion({ archived }: Change): boolean {
  const isMark = ({ kind }: Token) => kind === "punctuation" || kind === "ellipsis";
  return archived.every(isMark) && archived.some(({ fold }) => fold === "?");
}

function asks(tokens: readonly Token[], greek: boolean): boolean {
  return tokens.some(({ fold }) => fold === "?" || (greek && fold === ";"));
}

/** "|" typed for "।" after a word of a script that ends its sentences so. */
function isDanda(change: Change, situation: Situation): boolean {
  const pair = pairOf(change);
  const before = situation.archived[change.archivedFrom - 1];
  if (!pair || !before || !/[\p{Script=Devanagari}\p{Script=Bengali}]$/u.test(before.text))
    return false;
  return pair.some(({ text }) => text === "|") && pair.some(({ key }) => key === "।");
}

export const MARK_RULES: readonly EditRule[] = [
  {
    when: (change, situation) => marked(change, situation) && hidesQuestion(change),
    then: { kind: "question-changed", severity: "meaning" },
    because: (change, situation) =>
      `${tell(change, situation)}: the dots stand for nothing but a question mark.`,
  },
  {
    when: (change, situation) => marked(change, situation) && cueIn(change, situation) !== null,
    then: { kind: "elision-contains-polarity-cue", severity: "meaning", op: "elide" },
    because: (change, situation) =>
      `The dots stand for words that turn the sentence: ${omission(change, situation)}, with “${cueIn(change, situation)?.key ?? ""}”.`,
  },
  {
    when: (change, situation) =>
      marked(change, situation) &&
      joinsSentences(situation, change.archivedFrom, change.archivedTo),
    then: { kind: "elision-joins-sentences", severity: "meaning", op: "elide" },
    because: (change, situation) =>
      `The dots make one sentence of parts of two: ${omission(change, situation)}.`,
  },
  {
    when: (change, situation) => marked(change, situation) && hidesSpeaker(change),
    then: { kind: "elision-hides-speaker", severity: "meaning", op: "elide" },
    because: (change, situation) =>
      `The dots hide where the author begins or ends to quote somebody: ${omission(change, situation)}.`,
  },
  {
    when: marked,
    then: { kind: "elision", severity: "editorial", op: "elide" },
    because: (change, situation) =>
      `${tell({ ...change, printed: [] }, situation)}, marked by dots.`,
  },
  {
    when: (change) =>
      printedOnly(change) && change.printed.every(({ kind }) => kind === "ellipsis"),
    then: { kind: "ellipsis-added", severity: "minor" },
    because: () => "The print has dots where nothing is left out.",
  },
  {
    when: (change, { archived }) => {
      // The Greek question mark is a semicolon.
      const greek = /\p{Script=Greek}$/u.test(archived[change.archivedFrom - 1]?.text ?? "");
      return asks(change.printed, greek) !== asks(change.archived, greek);
    },
    then: { kind: "question-changed", severity: "meaning" },
    because: (change, situation) =>
      `${tell(change, situation)}: a question mark is gained or lost.`,
  },
  {
    when: (change) => {
      const tokens = [...change.printed, ...change.archived];
      return (
        tokens.length > 0 &&
        tokens.every(({ kind, fold }) => kind === "punctuation" && fold === '"')
      );
    },
    then: { kind: "quote-marks", severity: "minor" },
    because: (change, situation) =>
      `${tell(change, situation)}: quotation marks within the quote change who is speaking, or the tone.`,
  },
  {
    when: (change, situation) =>
      besideNegation(change, situation) || jumpsNegation(change, situation),
    then: { kind: "mark-beside-negation", severity: "meaning" },
    because: (change, situation) =>
      `${tell(change, situation)}: with and without it, the word before it denies another thing.`,
  },
  {
    when: isDanda,
    then: { kind: "punctuation-form", severity: "typographic" },
    because: (change, situation) =>
      `${tell(change, situation)}: the stroke that ends a sentence, typed as another one.`,
  },
  {
    when: (change, situation) => isUnit(change, situation),
    then: { kind: "unit-changed", severity: "meaning" },
    because: (change, situation) =>
      `${tell(change, situation)}: the number's sign or unit differs.`,
  },
  {
    when: (change, situation) => atPrintedEnd(change, situation) && onlyClosing(change),
    then: { kind: "final-punctuation", severity: "typographic" },
    because: (change, situation) => `${tell(change, situation)} at the end.`,
  },
  {
    when: (change) => onlyMarks(change),
    then: { kind: "punctuation", severity: "minor" },
    because: (change, situation) => `${tell(change, situation)}: punctuation differs.`,
  },
  {
    when: (change) =>
      archivedOnly(change) && change.archived.every(({ kind }) => kind === "ellipsis"),
    then: { kind: "ellipsis-dropped", severity: "minor" },
    because: () => "The author's own dots are left out.",
  },
];

const UNIT_MARK = /^[$€£¥₹₽₺₦%‰°+<>=~±×÷^√²³]$|^\p{Sc}$/u;

/** Currency, percent and signs; other marks only between or before digits (10:30, 1/2, -5). */
function isUnit(change: Change, situation: Situation): boolean {
  const tokens = [...change.printed, ...change.archived];
  if (tokens.length === 0 || !tokens.every(({ kind }) => kind === "punctuation")) return false;
  const { before, after } = neighbours(change, situation);
  const besideNumber = before?.kind === "number" || after?.kind === "number";
  if (tokens.some(({ text }) => /^\p{Sc}$|^[%‰]$/u.test(text))) return true;
  if (tokens.some(({ text }) => UNIT_MARK.test(text))) return besideNumber;
  const between = before?.kind === "number" && after?.kind === "number";
  return between && tokens.some(({ text }) => /^[:/.,-]+$/.test(text));
}

function onlyMarks(change: Change): boolean {
  const tokens = [...change.printed, ...change.archived];
  return tokens.every(({ kind, text }) =>
    kind === "punctuation"
      ? !/^[%‰&]$|^\p{Sc}$/u.test(text)
      : kind === "ellipsis" && pairOf(change) !== null,
  );
}

function onlyClosing(change: Change): boolean {
  const mild = (token: Token) => isTerminal(token) && token.fold !== "?";
  const pair = pairOf(change);
  if (pair) return mild(pair[0]) && mild(pair[1]) && !pair.some(({ fold }) => fold === "!");
  return [...change.printed, ...change.archived].every(mild);
}

function atPrintedEnd(change: Change, { printedEnd }: Situation): boolean {
  return change.printedTo >= printedEnd;
}
