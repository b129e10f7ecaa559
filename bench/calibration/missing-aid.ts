import path from "node:path";
import { tokenise } from "../../src/matching/text/tokens.js";
import { NO_AIDS, type TranslationAids } from "../../src/matching/translation/aids.js";
import { assess, type Side } from "../../src/matching/translation/assess.js";
import { openDictionaries } from "../../src/translation/dictionaries.js";
import { readJson, sharedFolder } from "../../test/support/shared.js";
import { wilson } from "../accuracy/score.js";

interface Pair {
  readonly lang: string;
  readonly original: string;
  readonly english: string;
}

/** Debian's place for dictd databases. */
const DICTIONARIES = "/usr/share/dictd";
/** Never nearer to one than this: a missing help is never worth nothing. */
const MOST = 0.99;

const sideOf = (text: string, lang: string): Side => ({
  tokens: tokenise(text, lang),
  speech: { script: null, lang },
});

/** Lower bound of how often `plausible` is said of the post's own translation, of as many others. */
function right(pairs: readonly Pair[], aids: TranslationAids): number {
  const counts = { own: [0, 0], others: [0, 0] };
  const printed = pairs.map(({ english }) => sideOf(english, "en"));
  const posted = pairs.map(({ original, lang }) => sideOf(original, lang));
  for (const [i, here] of printed.entries()) {
    for (const [j, there] of posted.entries()) {
      if (pairs[i]?.lang !== pairs[j]?.lang) continue;
      const count = i === j ? counts.own : counts.others;
      count[1] = (count[1] ?? 0) + 1;
      if (assess(here, there, aids).verdict === "plausible") count[0] = (count[0] ?? 0) + 1;
    }
  }
  const [own = 0, ofOwn = 1] = counts.own;
  const [others = 0, ofOthers = 1] = counts.others;
  const kept = wilson(own, ofOwn).low;
  return kept / (kept + wilson(others, ofOthers).high);
}

/**
 * What a translation's confidence loses without a dictionary: the ratio of how often it is right
 * without and with one, on the published translations of the shared vectors.
 */
export async function missingAid(): Promise<number> {
  const folder = sharedFolder("vectors");
  if (folder === null) return MOST;
  const pairs = readJson<Pair[]>(path.join(folder, "translation-pairs.json"));
  const shelf = openDictionaries(DICTIONARIES);
  for (const lang of new Set(pairs.map(({ lang }) => lang))) await shelf.load(lang);
  const [without, aided] = [NO_AIDS, { ...NO_AIDS, dictionary: shelf.get }].map((aids) =>
    right(pairs, aids),
  );
  const share = (without ?? 0) / (aided ?? 1);
  return Math.min(MOST, Math.floor(share * 1_000) / 1_000);
}
