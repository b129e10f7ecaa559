import type { Dictionary } from "./aids.js";
import { likeness } from "./cognates.js";
import { soundsLike } from "./transliterate.js";
import type { Unit } from "./units.js";

/** By what two units were taken for each other's translation. */
export type Anchor =
  | "number"
  | "same"
  | "dictionary"
  | "known-name"
  | "glossary"
  | "cognate"
  | "sound";

export interface UnitPair {
  readonly printed: number;
  readonly original: number;
  readonly by: Anchor;
  /** 0–1: how much the pair counts. */
  readonly worth: number;
}

/** Least likeness at which two words are taken for cognates. */
const ALIKE = 0.55;
/** A word with more translations than these tells less by having one of them. */
const FEW_TRANSLATIONS = 8;
/** The words of the glossary are common ones: any two texts may share them. */
const GLOSSARY_WORTH = 0.8;
const LEAST_WORTH = 0.4;
/** What a pair loses that stands at the other ends of its texts: translations keep the order, roughly. */
const DISPLACED = 0.6;
/** Cost is the product of the two: texts of 10,000 characters stay within a few million looks. */
const MOST_UNITS = 1_200;

/** The languages of both sides and the dictionary between them, whichever side English is on. */
export interface Between {
  readonly printedIsEnglish: boolean;
  readonly dictionary: Dictionary | null;
}

/** Pairs units one to one, the best evidence first. */
export function pairUnits(
  printed: readonly Unit[],
  original: readonly Unit[],
  between: Between,
): UnitPair[] {
  const candidates: UnitPair[] = [];
  const here = printed.slice(0, MOST_UNITS);
  const there = original.slice(0, MOST_UNITS);
  const toEnglish = translationsOf(
    between.printedIsEnglish ? there : here,
    between.dictionary?.english,
  );
  const fromEnglish = translationsOf(
    between.printedIsEnglish ? here : there,
    between.dictionary?.foreign,
  );
  for (const [i, a] of here.entries()) {
    for (const [j, b] of there.entries()) {
      const [english, foreign] = between.printedIsEnglish ? [a, b] : [b, a];
      const [e, f] = between.printedIsEnglish ? [i, j] : [j, i];
      const known = Math.max(
        toEnglish[f]?.get(english.key) ?? 0,
        fromEnglish[e]?.get(foreign.key) ?? 0,
      );
      const pair = evidence(a, b, known);
      if (pair) {
        const worth = pair.worth * (1 - DISPLACED * Math.abs(i / here.length - j / there.length));
        candidates.push({ printed: i, original: j, by: pair.by, worth });
      }
    }
  }
  // Equal worth: the nearer places, as shares of the text, go together.
  const distance = ({ printed: i, original: j }: UnitPair) =>
    Math.abs(i / here.length - j / there.length);
  candidates.sort((a, b) => b.worth - a.worth || distance(a) - distance(b));
  const used = { printed: new Set<number>(), original: new Set<number>() };
  return candidates.filter(({ printed: i, original: j }) => {
    if (used.printed.has(i) || used.original.has(j)) return false;
    used.printed.add(i);
    used.original.add(j);
    return true;
  });
}

type Translations = ReadonlyMap<string, number> | undefined;

function translationsOf(
  units: readonly Unit[],
  lookUp: ((key: string) => readonly string[]) | undefined,
): Translations[] {
  if (lookUp === undefined) return [];
  return units.map((unit) => {
    if (unit.kind !== "word" && unit.kind !== "hashtag") return undefined;
    const words = lookUp(unit.key);
    const worth = Math.max(LEAST_WORTH, Math.min(1, FEW_TRANSLATIONS / words.length));
    return new Map(words.map((word): [string, number] => [word, worth]));
  });
}

function evidence(a: Unit, b: Unit, known: number): Pick<UnitPair, "by" | "worth"> | null {
  if (a.number !== null || b.number !== null) {
    return a.number === b.number ? { by: "number", worth: 1 } : null;
  }
  if (a.token.fold === b.token.fold) return { by: "same", worth: 1 };
  if (a.kind === "mention" || b.kind === "mention") return null;
  if (a.concept !== null && a.concept === b.concept) return { by: "known-name", worth: 1 };
  if (a.glossary.some((concept) => b.glossary.includes(concept))) {
    return { by: "glossary", worth: GLOSSARY_WORTH };
  }
  const alike = a.latin && b.latin ? likeness(a.stem, b.stem) : 0;
  if (known > 0 && known >= alike) return { by: "dictionary", worth: known };
  if (alike >= ALIKE) return { by: "cognate", worth: alike };
  if (a.latin === b.latin) return null;
  const sound = soundsLike(a.skeleton, b.skeleton, a.isName || b.isName);
  return sound >= ALIKE ? { by: "sound", worth: sound } : null;
}
