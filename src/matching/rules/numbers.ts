import type { Situation } from "../situation.js";
import type { Token } from "../types.js";
import { MAGNITUDES } from "../units.js";
import { type EditRule, tell } from "./rule.js";
import { isCapitalised, lone, neighbours } from "./words.js";

/** Numbers: written otherwise, or others. */

/** What a named size multiplies by; "billion" is not among them, for it differs by language. */
const SIZES: ReadonlyMap<string, number> = new Map([
  ["thousand", 1e3],
  ["mille", 1e3],
  ["mil", 1e3],
  ["lakh", 1e5],
  ["million", 1e6],
  ["crore", 1e7],
]);

/** "Twenty-one", "treinta y cinco", "vingt et un". */
const BETWEEN = new Set("and y e et".split(" "));

/** Words read so far: `whole` is settled by a size, `part` may still grow. */
interface Reading {
  readonly whole: number;
  readonly part: number | null;
}

/** `part` with one more number word after it; null where the two make no number. */
function grown(part: number | null, word: number, french: boolean): number | null {
  if (part === null) return word;
  if (word === 100) return part < 100 ? part * 100 : null;
  const rest = part % 100;
  // Quatre-vingt, soixante-douze, quatre-vingt-dix.
  if (french && rest === 4 && word === 20) return part + 76;
  const teens = french && (rest === 60 || rest === 80) && word < 20;
  const fits = rest === 0 ? word < 100 : rest >= 20 && rest % 10 === 0 && (word < 10 || teens);
  return fits && part !== 0 ? part + word : null;
}

/** The value of a stretch that is nothing but one number, in digits or in words; null otherwise. */
function numberIn(tokens: readonly Token[], { lexica }: Situation): string | null {
  const french = lexica.languages.includes("fr");
  let read: Reading = { whole: 0, part: null };
  let digits: string | null = null;
  const names: string[] = [];
  for (const [i, token] of tokens.entries()) {
    if (i > 0 && percent(tokens.slice(i))) {
      names.push("%");
      break;
    }
    const started = read.part !== null || read.whole > 0;
    if (token.fold === "-" || (started && BETWEEN.has(token.fold))) continue;
    if (isOneBeforeSize(tokens, i)) continue;
    if (digits !== null && !token.spaced && i === tokens.length - 1 && ORDINAL.test(token.fold)) {
      names.push("th");
      continue;
    }
    if (token.kind === "number") {
      if (started || digits !== null) return null;
      digits = token.fold;
      continue;
    }
    const place = digits === null ? lexica.ordinalOf(token) : null;
    const word = place ?? (digits === null ? lexica.numberOf(token) : null);
    if (word !== null) {
      const part = grown(read.part, word, french);
      if (part === null) return null;
      read = { ...read, part };
      if (place === null) continue;
      if (i < tokens.length - 1) return null;
      names.push("th");
      continue;
    }
    const name = MAGNITUDES.get(token.fold);
    if (name === undefined) return null;
    const size = SIZES.get(name);
    const times: number = digits !== null ? Number(digits) : (read.part ?? 1);
    if (size === undefined || names.length > 0 || !Number.isFinite(times)) names.push(name);
    else {
      read = { whole: read.whole + times * size, part: null };
      digits = null;
    }
  }
  if (digits !== null) return [digits, ...names].join(" ");
  if (read.part === null && read.whole === 0) return null;
  return [String(read.whole + (read.part ?? 0)), ...names].join(" ");
}

/** "A hundred": the article counts as one. */
function isOneBeforeSize(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]?.fold ?? "";
  return at === 0 && tokens[0]?.fold === "a" && (next === "hundred" || SIZES.has(next));
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

/** "9:30", "9.30" and "9h30", as one text; null for anything else. */
function clockTime(tokens: readonly Token[]): string | null {
  const text = tokens.map(({ fold }) => fold).join("");
  const parts = /^(\d{1,2})[.:h](\d{2})$/.exec(text);
  return parts && tokens.slice(1).every(({ spaced }) => !spaced) ? `${parts[1]}:${parts[2]}` : null;
}

export const NUMBER_RULES: readonly EditRule[] = [
  {
    when: (change) => {
      const time = clockTime(change.printed);
      return time !== null && time === clockTime(change.archived);
    },
    then: { kind: "number-in-words", severity: "minor" },
    because: (change, situation) =>
      `${tell(change, situation)}: the same clock time, written otherwise.`,
  },
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
