import { beginsHere } from "../move.js";
import type { Change, Situation } from "../situation.js";
import type { Token } from "../types.js";
import { type EditRule, tell } from "./rule.js";
import { archivedOnly, differInPolarity, isCapitalised, pairOf, printedOnly } from "./words.js";

/**
 * Departures that change what is said, most telling first. The last two rules hold always: what no
 * earlier rule excuses is held against the quote.
 */

function negated(tokens: readonly Token[], { lexica }: Situation): boolean {
  return lexica.find("negations", tokens) !== null;
}

type WordList = "modals" | "quantifiers" | "pronouns" | "prepositions" | "conjunctions";

function replacedWithin(list: WordList, kind: string, what: string): EditRule {
  return {
    when: (change, { lexica }) => {
      const pair = pairOf(change);
      return pair?.some((token) => lexica.has(list, token)) ?? false;
    },
    then: { kind, severity: "meaning" },
    because: (change, situation) => `${tell(change, situation)}: another ${what}.`,
  };
}

function replaces(kind: Token["kind"]): (change: Change) => boolean {
  return ({ printed, archived }) =>
    printed.length > 0 &&
    archived.length > 0 &&
    [...printed, ...archived].some((token) => token.kind === kind);
}

export const MEANING_RULES: readonly EditRule[] = [
  {
    when: (change, situation) =>
      negated(change.printed, situation) && !negated(change.archived, situation),
    then: { kind: "negation-added", severity: "meaning" },
    because: (change, situation) => `${tell(change, situation)}: a negation is added.`,
  },
  {
    when: (change, situation) =>
      !negated(change.printed, situation) && negated(change.archived, situation),
    then: { kind: "negation-removed", severity: "meaning" },
    because: (change, situation) => `${tell(change, situation)}: a negation is gone.`,
  },
  {
    when: (change, situation) => {
      const pair = pairOf(change);
      return (
        (pair !== null && differInPolarity(pair[0].fold, pair[1].fold)) ||
        (negated(change.printed, situation) && negated(change.archived, situation))
      );
    },
    then: { kind: "polarity-changed", severity: "meaning" },
    because: (change, situation) =>
      `${tell(change, situation)}: the words can mean opposite things.`,
  },
  {
    when: (change, situation) => printedOnly(change) && beginsHere(change, situation) >= 0,
    then: { kind: "words-moved", severity: "meaning", op: "move" },
    because: (change, situation) =>
      `${tell(change, situation)} here; in the post these words stand elsewhere.`,
  },
  {
    when: replaces("mention"),
    then: { kind: "handle-changed", severity: "meaning" },
    because: (change, situation) => `${tell(change, situation)}: another account is named.`,
  },
  {
    when: replaces("hashtag"),
    then: { kind: "hashtag-changed", severity: "meaning" },
    because: (change, situation) => `${tell(change, situation)}: another hashtag.`,
  },
  replacedWithin("modals", "modal-changed", "degree of certainty or duty"),
  replacedWithin("quantifiers", "quantifier-changed", "quantity or frequency"),
  replacedWithin("pronouns", "pronoun-changed", "pronoun"),
  replacedWithin("conjunctions", "conjunction-changed", "connection between the parts"),
  replacedWithin("prepositions", "preposition-changed", "relation between the parts"),
  {
    when: (change) => {
      const pair = pairOf(change);
      return pair?.every(isCapitalised) ?? false;
    },
    then: { kind: "name-changed", severity: "meaning" },
    because: (change, situation) =>
      `${tell(change, situation)}: capitalised words, which may be names, are never taken for slips.`,
  },
  {
    when: (change) => change.printed.length > 0 && change.archived.length > 0,
    then: { kind: "word-replaced", severity: "meaning" },
    because: (change, situation) => `${tell(change, situation)}.`,
  },
  {
    when: archivedOnly,
    then: { kind: "words-omitted", severity: "meaning" },
    because: (change, situation) => `${tell(change, situation)} and does not mark it.`,
  },
  {
    when: () => true,
    then: { kind: "words-added", severity: "meaning" },
    because: (change, situation) =>
      `${tell(change, situation)}, which the post does not have there.`,
  },
];
