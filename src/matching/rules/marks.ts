import { isOpeningBracket } from "../changes.js";
import { hiddenCue } from "../context.js";
import type { Change, Situation } from "../situation.js";
import { isTerminal } from "../trims.js";
import type { Token } from "../types.js";
import { type EditRule, tell } from "./rule.js";
import { archivedOnly, neighbours, pairOf, printedOnly } from "./words.js";

/** Dots, brackets and other marks: what an editor does openly, and what only looks like it. */

function bracketed(change: Change): readonly Token[] | null {
  const open = change.printed[0];
  const close = change.printed.at(-1);
  if (!open || !close || change.printed.length < 3 || !isOpeningBracket(open)) return null;
  const square = open.text === "[" && close.text === "]";
  const sic = open.text === "(" && close.text === ")" && change.printed[1]?.fold === "sic";
  return square || sic ? change.printed.slice(1, -1) : null;
}

/** Dots in the print at this place: a printed ellipsis, or one right beside what is missing. */
function marked(change: Change, { printed }: Situation): boolean {
  if (change.archived.length === 0) return false;
  const inside = change.printed;
  if (inside.length > 0)
    return (
      inside.every((token) => token.kind === "ellipsis" || isTerminal(token)) &&
      inside.some((token) => token.kind === "ellipsis")
    );
  return (
    printed[change.printedFrom - 1]?.kind === "ellipsis" ||
    printed[change.printedFrom]?.kind === "ellipsis"
  );
}

function cueIn(change: Change, situation: Situation): Token | null {
  return hiddenCue(situation, change.archivedFrom, change.archivedTo);
}

export const MARK_RULES: readonly EditRule[] = [
  {
    when: (change) =>
      change.archived.length === 0 &&
      bracketed(change)?.length === 1 &&
      bracketed(change)?.[0]?.fold === "sic",
    then: { kind: "sic", severity: "editorial", op: "bracket" },
    because: () => "[sic] was inserted: the spelling before it is said to be the author's own.",
  },
  {
    when: (change, { lexica }) => {
      const inside = bracketed(change);
      if (!inside) return false;
      const added = lexica.find("negations", inside) !== null;
      const hidden = lexica.find("negations", change.archived) !== null;
      return added !== hidden;
    },
    then: { kind: "bracketed-negation", severity: "meaning", op: "bracket" },
    because: (change, situation) =>
      `${tell(change, situation)}: the bracket adds or hides a negation.`,
  },
  {
    when: (change) => {
      const inside = bracketed(change);
      const numbers = (tokens: readonly Token[]) =>
        tokens
          .filter(({ kind }) => kind === "number")
          .map(({ fold }) => fold)
          .join(" ");
      return (
        inside !== null &&
        change.archived.length > 0 &&
        numbers(inside) !== numbers(change.archived) &&
        numbers(change.archived) !== ""
      );
    },
    then: { kind: "bracketed-number", severity: "meaning", op: "bracket" },
    because: (change, situation) => `${tell(change, situation)}: the bracket replaces a number.`,
  },
  {
    when: (change) => bracketed(change) !== null && printedOnly(change),
    then: { kind: "bracketed-insertion", severity: "editorial", op: "bracket" },
    because: (change, situation) => `${tell(change, situation)}, marked by brackets.`,
  },
  {
    when: (change) => bracketed(change) !== null,
    then: { kind: "bracketed-replacement", severity: "editorial", op: "bracket" },
    because: (change, situation) => `${tell(change, situation)}, marked by brackets.`,
  },
  {
    when: (change, situation) => marked(change, situation) && cueIn(change, situation) !== null,
    then: { kind: "elision-contains-polarity-cue", severity: "meaning", op: "elide" },
    because: (change, situation) =>
      `The dots stand for words that turn the sentence: ${tell(
        { ...change, printed: [] },
        situation,
      ).replace("The print leaves out ", "")}, with “${cueIn(change, situation)?.key ?? ""}”.`,
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
    when: (change) => {
      const text = (tokens: readonly Token[]) => tokens.some((token) => token.fold === "?");
      return text(change.printed) !== text(change.archived);
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
  {
    when: (change) => change.archived.length > 0 && onlyEmoji(change) && printedOnlyEmoji(change),
    then: { kind: "emoji-changed", severity: "minor" },
    because: (change, situation) => `${tell(change, situation)}.`,
  },
  {
    when: (change, situation) =>
      onlyEmoji(change) &&
      archivedOnly(change) &&
      (isSpeakingEmoji(change) || isInPlaceOfWord(change, situation)),
    then: { kind: "emoji-dropped", severity: "minor" },
    because: (change, situation) => `${tell(change, situation)}, which says something by itself.`,
  },
  {
    when: (change) => onlyEmoji(change) && archivedOnly(change),
    then: { kind: "emoji-dropped", severity: "typographic" },
    because: (change, situation) => `${tell(change, situation)}.`,
  },
  {
    when: (change) => onlyEmoji(change),
    then: { kind: "emoji-added", severity: "minor" },
    because: (change, situation) => `${tell(change, situation)}.`,
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

function onlyEmoji(change: Change): boolean {
  return [...change.printed, ...change.archived].every(({ kind }) => kind === "emoji");
}

function printedOnlyEmoji(change: Change): boolean {
  return change.printed.length > 0 && onlyEmoji(change);
}

/** Hearts, thumbs, crosses, keycap digits. */
const SPEAKING = /[🚫❌⛔👎🛑❎✖]|\u20e3/u;
const WORD_LIKE = /[❤♥💔💕💖💗💙💚💛💜🖤🤍]/u;

function isSpeakingEmoji(change: Change): boolean {
  return change.archived.some(({ text }) => SPEAKING.test(text));
}

/** "I ❤️ Bamako": between two words, with none to do its work. */
function isInPlaceOfWord(change: Change, situation: Situation): boolean {
  const { before, after } = neighbours(change, situation);
  return (
    change.archived.some(({ text }) => WORD_LIKE.test(text)) &&
    before?.kind === "word" &&
    after !== undefined &&
    ["word", "hashtag", "mention"].includes(after.kind)
  );
}
