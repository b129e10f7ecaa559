import path from "node:path";
import { tokenise } from "../src/matching/text/tokens.js";
import { NO_AIDS, type TranslationAids } from "../src/matching/translation/aids.js";
import { assess, type Side } from "../src/matching/translation/assess.js";
import { openDictionaries } from "../src/translation/dictionaries.js";
import { readJson, sharedFolder } from "../test/support/shared.js";

export const name = "translation: telling a post's translation from those of other posts";

interface Pair {
  readonly lang: string;
  readonly original: string;
  readonly english: string;
}

/** Debian's place for dictd databases. */
const DICTIONARIES = "/usr/share/dictd";
const FALSE_ALLOWED = 0.01;

const sideOf = (text: string, lang: string): Side => ({
  tokens: tokenise(text, lang),
  speech: { script: null, lang },
});

/** Area under the curve, and the share of true pairs above the level that 1 % of others reach. */
function figures(truths: readonly number[], others: readonly number[]): string {
  let above = 0;
  for (const a of truths) for (const b of others) above += a > b ? 1 : a === b ? 0.5 : 0;
  const level = [...others].sort((a, b) => b - a)[Math.floor(others.length * FALSE_ALLOWED)] ?? 0;
  const kept = truths.filter((score) => score > level).length;
  const [low, high] = wilson(kept, truths.length);
  const auc = (above / (truths.length * others.length)).toFixed(4);
  return `AUC ${auc}, kept at 1 % false ${kept} of ${truths.length} [${low}–${high} %]`;
}

function wilson(hits: number, n: number): [string, string] {
  const z = 1.96;
  const p = hits / n;
  const middle = p + (z * z) / (2 * n);
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const share = (value: number) => ((100 * value) / (1 + (z * z) / n)).toFixed(1);
  return [share(middle - spread), share(middle + spread)];
}

function measure(label: string, pairs: readonly Pair[], aids: TranslationAids): void {
  const printed = pairs.map(({ english }) => sideOf(english, "en"));
  const posted = pairs.map(({ original, lang }) => sideOf(original, lang));
  const truths: number[] = [];
  const others: number[] = [];
  for (const [i, here] of printed.entries()) {
    for (const [j, there] of posted.entries()) {
      if (pairs[i]?.lang !== pairs[j]?.lang) continue;
      (i === j ? truths : others).push(assess(here, there, aids).shared);
    }
  }
  console.log(`${label}: ${figures(truths, others)} (${others.length} others)`);
}

const AUXILIARY = "do|does|did|is|are|was|were|will|can|must|has|have|should|would|could";
const DENIED = new RegExp(`\\b(?:(${AUXILIARY}) (?:not|no longer|never)|(can)not)\\b`);
const AFFIRMED = new RegExp(`\\b(?:${AUXILIARY})\\b`);
const NEGATIVE = /\b(?:not?|never|nobody|nothing|none|cannot)\b|n['’]t\b/i;

/** The opposite, by one negation taken away or put in; null where that is not to be had so simply. */
function flipped(english: string): string | null {
  if (DENIED.test(english)) return english.replace(DENIED, "$1$2");
  if (NEGATIVE.test(english) || !AFFIRMED.test(english)) return null;
  return english.replace(AFFIRMED, "$& not");
}

/** How often a translation that says the opposite differs in negation, and how often a true one. */
function measureFlipped(pairs: readonly Pair[], aids: TranslationAids): string {
  const differs = (english: string, { original, lang }: Pair) =>
    assess(sideOf(english, "en"), sideOf(original, lang), aids).negationDiffers === true;
  const turned = pairs.flatMap((pair) => {
    const english = flipped(pair.english);
    return english === null ? [] : [differs(english, pair)];
  });
  const flagged = turned.filter((one) => one).length;
  const wrongly = pairs.filter((pair) => differs(pair.english, pair)).length;
  return `flipped flagged ${flagged} of ${turned.length}, true ones ${wrongly} of ${pairs.length}`;
}

/**
 * Prints both halves of the shared pairs, with and without dictionaries. The glossary and the
 * lists of negations were written by somebody who had read the pairs: neither half is unseen. Give
 * pairs of your own in `TRANSLATION_PAIRS` (JSON: lang, original, english) for a fair figure.
 */
export async function run(): Promise<void> {
  const own = process.env.TRANSLATION_PAIRS;
  const vectors = sharedFolder("vectors");
  const file = own ?? (vectors && path.join(vectors, "translation-pairs.json"));
  if (!file) return;
  const pairs = readJson<Pair[]>(file);
  const shelf = openDictionaries(DICTIONARIES, (error) => console.log(error.message));
  for (const lang of new Set(pairs.map(({ lang }) => lang))) await shelf.load(lang);
  const aids = { ...NO_AIDS, dictionary: shelf.get };
  for (const [label, help] of [
    ["without dictionaries", NO_AIDS],
    ["with", aids],
  ] as const) {
    for (const half of [0, 1]) {
      measure(
        `${label}, half ${half + 1}`,
        pairs.filter((_, i) => i % 2 === half),
        help,
      );
    }
    measure(`${label}, all`, pairs, help);
    console.log(`${label}: ${measureFlipped(pairs, help)}`);
  }
}
