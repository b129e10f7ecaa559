import { type Lexica, lexicaOf } from "../lexicon/index.js";
import type { Token } from "../types.js";
import { likeness, stem } from "./cognates.js";
import type { Speech } from "./language.js";

/** What speaks for and against one text being a translation of another. Never what it means. */
export interface Assessment {
  readonly verdict: "plausible" | "not-checkable" | "unlikely";
  /** Names, numbers, handles and words of common origin found on both sides, 0 to 1 (F1). */
  readonly shared: number;
  readonly negationDiffers: boolean;
  /** Numbers of one side without a counterpart on the other. */
  readonly numbersDisagree: boolean;
  readonly unmatchedPrinted: readonly string[];
  readonly unmatchedOriginal: readonly string[];
}

/** Languages that share much of their vocabulary: there, nothing shared means something. */
const RELATED = new Set(["en", "fr", "es", "pt", "it", "de", "nl", "ro", "ca"]);

/*
 * Set on 60 translation pairs against all same-topic mismatches (test/corpus): no true pair falls
 * below `UNLIKELY`, and few mismatches reach `PLAUSIBLE`.
 */
const PLAUSIBLE = 0.3;
const UNLIKELY = 0.1;
/** Content words a text needs before its words can speak for or against it. */
const TOO_SHORT = 6;
/** From here on, nothing shared says something even without a number or handle to contradict. */
const LONG_ENOUGH = 9;
const ALIKE = 0.55;
const LENGTH_RATIO: readonly [number, number] = [0.4, 2.5];

interface Unit {
  readonly token: Token;
  /** Weight: names, numbers and handles say more than words that merely look alike. */
  readonly weight: number;
  readonly stem: string;
  readonly number: string | null;
}

/** Weighs whether `printed` can be a translation of `original`. */
export function assess(
  printed: readonly Token[],
  original: readonly Token[],
  speech: { printed: Speech; original: Speech },
): Assessment {
  const printedLexica = lexicaOf(speech.printed.lang, printed);
  const originalLexica = lexicaOf(speech.original.lang, original);
  const here = unitsOf(printed, printedLexica);
  const there = unitsOf(original, originalLexica);
  const { matchedHere, matchedThere } = match(here, there);
  const shared = f1(here, there, matchedHere, matchedThere);
  const invariants = here.filter((unit, i) => matchedHere.has(i) && unit.weight > 1).length;
  const contradicted =
    here.some((unit, i) => isInvariant(unit) && !matchedHere.has(i)) ||
    there.some((unit, i) => isInvariant(unit) && !matchedThere.has(i));
  return {
    verdict: verdictOf(speech, here, there, { shared, invariants, contradicted }),
    shared,
    negationDiffers: negated(printed, printedLexica) !== negated(original, originalLexica),
    numbersDisagree:
      here.some((unit, i) => unit.number !== null && !matchedHere.has(i)) ||
      there.some((unit, i) => unit.number !== null && !matchedThere.has(i)),
    unmatchedPrinted: here.filter((_, i) => !matchedHere.has(i)).map(({ token }) => token.key),
    unmatchedOriginal: there.filter((_, i) => !matchedThere.has(i)).map(({ token }) => token.key),
  };
}

function unitsOf(tokens: readonly Token[], lexica: Lexica): Unit[] {
  const units: Unit[] = [];
  for (const [i, token] of tokens.entries()) {
    const value = token.kind === "number" ? token.fold : lexica.numberOf(token)?.toString();
    const small = lexica.has("functionWords", token) || lexica.has("articles", token);
    if (value !== undefined && !(small && token.kind === "word")) {
      units.push({
        token,
        weight: token.kind === "number" ? 2 : 1,
        stem: token.fold,
        number: token.kind === "number" ? value : null,
      });
    } else if (token.kind === "mention" || token.kind === "hashtag") {
      units.push({ token, weight: 2, stem: token.fold, number: null });
    } else if (
      token.kind === "word" &&
      !small &&
      !lexica.has("negations", token) &&
      token.fold.length > 2
    ) {
      const name = i > 0 && /^\p{Lu}/u.test(token.text) && tokens[i - 1]?.kind === "word";
      units.push({ token, weight: name ? 1.5 : 1, stem: stem(token.fold), number: null });
    }
  }
  return units;
}

/** Pairs units greedily, most alike first. */
function match(
  here: readonly Unit[],
  there: readonly Unit[],
): { matchedHere: Set<number>; matchedThere: Set<number> } {
  const candidates: { i: number; j: number; likeness: number }[] = [];
  for (const [i, a] of here.entries()) {
    for (const [j, b] of there.entries()) {
      const value = alike(a, b);
      if (value >= ALIKE) candidates.push({ i, j, likeness: value });
    }
  }
  candidates.sort((a, b) => b.likeness - a.likeness);
  const matchedHere = new Set<number>();
  const matchedThere = new Set<number>();
  for (const { i, j } of candidates) {
    if (matchedHere.has(i) || matchedThere.has(j)) continue;
    matchedHere.add(i);
    matchedThere.add(j);
  }
  return { matchedHere, matchedThere };
}

function alike(a: Unit, b: Unit): number {
  if (a.token.fold === b.token.fold) return 1;
  if (a.number !== null || b.number !== null || a.weight === 2 || b.weight === 2) return 0;
  return likeness(a.stem, b.stem);
}

function f1(
  here: readonly Unit[],
  there: readonly Unit[],
  matchedHere: Set<number>,
  matchedThere: Set<number>,
): number {
  const sum = (units: readonly Unit[], only?: Set<number>) =>
    units.reduce((total, { weight }, i) => (only && !only.has(i) ? total : total + weight), 0);
  const precision = sum(here, matchedHere) / Math.max(1, sum(here));
  const recall = sum(there, matchedThere) / Math.max(1, sum(there));
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/** Every translation keeps handles and numbers. */
function isInvariant({ token, number }: Unit): boolean {
  return token.kind === "mention" || number !== null;
}

function verdictOf(
  speech: { printed: Speech; original: Speech },
  here: readonly Unit[],
  there: readonly Unit[],
  found: { shared: number; invariants: number; contradicted: boolean },
): Assessment["verdict"] {
  const shorter = Math.min(here.length, there.length);
  if (shorter < TOO_SHORT) return "not-checkable";
  const related = [speech.printed, speech.original].every(
    ({ lang }) => lang !== null && RELATED.has(lang),
  );
  const ratio = here.length / there.length;
  const lengthFits = ratio >= LENGTH_RATIO[0] && ratio <= LENGTH_RATIO[1];
  if (found.shared >= PLAUSIBLE && lengthFits && (related || found.invariants >= 2)) {
    return "plausible";
  }
  const telling = found.contradicted || shorter >= LONG_ENOUGH;
  return related && found.shared < UNLIKELY && telling ? "unlikely" : "not-checkable";
}

function negated(tokens: readonly Token[], lexica: Lexica): boolean {
  return lexica.find("negations", tokens) !== null;
}
