import type { Situation } from "../situation.js";
import type { Token } from "../types.js";
import { MAGNITUDES } from "../units.js";
import { type EditRule, tell } from "./rule.js";
import { isCapitalised, lone, neighbours } from "./words.js";

/** Numbers: written otherwise, or others. */

/** The value of a stretch that is nothing but one number, in digits or in words; null otherwise. */
function numberIn(tokens: readonly Token[], { lexica }: Situation): string | null {
  let value: number | null = null;
  let exact: string | null = null;
  const magnitudes: string[] = [];
  for (const [i, token] of tokens.entries()) {
    if (i > 0 && percent(tokens.slice(i))) {
      magnitudes.push("%");
      break;
    }
    if (token.fold === "-" || token.fold === "and") continue;
    if (token.kind === "number") {
      if (value !== null || exact !== null) return null;
      exact = token.fold;
      continue;
    }
    const word = lexica.numberOf(token);
    if (word !== null && exact === null) {
      if (value !== null && word === 100) value *= 100;
      else if (value !== null && (value % 10 !== 0 || value === 10 || word >= 10)) return null;
      else value = (value ?? 0) + word;
      continue;
    }
    const magnitude = MAGNITUDES.get(token.fold);
    if (magnitude === undefined) return null;
    magnitudes.push(magnitude);
  }
  if (value === null && exact === null) return null;
  return [exact ?? String(value), ...magnitudes].join(" ");
}

const PERCENT = /^(?:%|percent|prozent|porciento|procent|pct)$/;

function percent(tokens: readonly Token[]): boolean {
  const text = tokens.map(({ fold }) => fold).join("");
  return PERCENT.test(text) || text === "pourcent" || text === "porcento";
}

const ORDINAL = /^(?:st|nd|rd|th|er|ere|re|e|eme)$/;

/** "One" in languages where it is an article or a pronoun as well. */
const ALSO_ARTICLES = new Set("un une una um uma uno one".split(" "));

function holdsNumber(tokens: readonly Token[], { lexica }: Situation): boolean {
  return tokens.some(
    (token) =>
      token.kind === "number" ||
      (lexica.numberOf(token) !== null && !ALSO_ARTICLES.has(token.fold)) ||
      (MAGNITUDES.get(token.fold) !== undefined && token.fold.length > 2) ||
      /\p{Nd}/u.test(token.fold),
  );
}

export const NUMBER_RULES: readonly EditRule[] = [
  {
    when: (change, situation) => {
      if (lone(change)) return false;
      const printed = numberIn(change.printed, situation);
      return printed !== null && printed === numberIn(change.archived, situation);
    },
    then: { kind: "number-in-words", severity: "minor" },
    because: (change, situation) =>
      `${tell(change, situation)}: the same number, written otherwise.`,
  },
  {
    when: (change) => percent(change.printed) && percent(change.archived),
    then: { kind: "percent-form", severity: "minor" },
    because: (change, situation) => `${tell(change, situation)}: the same unit, written otherwise.`,
  },
  {
    when: (change, situation) => {
      const tokens = lone(change);
      return (
        tokens?.length === 1 &&
        ORDINAL.test(tokens[0]?.fold ?? "") &&
        tokens[0]?.spaced === false &&
        neighbours(change, situation).before?.kind === "number"
      );
    },
    then: { kind: "ordinal-ending", severity: "minor" },
    because: (change, situation) => `${tell(change, situation)} after a number.`,
  },
  {
    when: (change, situation) =>
      !lone(change) &&
      (holdsNumber(change.printed, situation) || holdsNumber(change.archived, situation)) &&
      ![...change.printed, ...change.archived].some(
        (token) => token.kind === "word" && isCapitalised(token) && !/\d/.test(token.text),
      ),
    then: { kind: "number-changed", severity: "meaning" },
    because: (change, situation) => `${tell(change, situation)}: the number differs.`,
  },
  {
    when: (change, situation) =>
      lone(change) !== null && change.printed.length > 0 && holdsNumber(change.printed, situation),
    then: { kind: "number-added", severity: "meaning" },
    because: (change, situation) =>
      `${tell(change, situation)}, with a number that the post does not have there.`,
  },
  {
    when: (change, situation) => lone(change) !== null && holdsNumber(change.archived, situation),
    then: { kind: "number-omitted", severity: "meaning" },
    because: (change, situation) =>
      `${tell(change, situation)}, with a number, and does not mark it.`,
  },
];
