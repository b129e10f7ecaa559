import { NO_AIDS, type TranslationAids } from "../../src/matching/translation/aids.js";
import { openDictionaries } from "../../src/translation/dictionaries.js";
import { MISSING_AID } from "../../src/verdict/confidence-table.js";
import { wilson } from "../accuracy/score.js";
import { compared } from "../accuracy/tool.js";
import { publishedPairs, translationCase } from "./variants.js";

/** Debian's place for dictd databases. */
const DICTIONARIES = "/usr/share/dictd";

/** Aids with every dictionary that is installed for the languages of the published pairs. */
export async function installedAids(): Promise<TranslationAids> {
  const shelf = openDictionaries(DICTIONARIES);
  for (const lang of new Set(publishedPairs().map(({ lang }) => lang))) await shelf.load(lang);
  return { ...NO_AIDS, dictionary: shelf.get };
}

/** Chance that a translation which passes is the post's own, were every second another post's. */
function right(aids: TranslationAids): number {
  const counts = { own: { passed: 0, of: 0 }, others: { passed: 0, of: 0 } };
  const pairs = publishedPairs();
  for (const printed of pairs) {
    for (const post of pairs) {
      if (printed.lang !== post.lang) continue;
      const count = printed === post ? counts.own : counts.others;
      count.of += 1;
      const { outcome } = compared(translationCase(printed, post), aids);
      if (outcome === "verified-with-notes") count.passed += 1;
    }
  }
  const kept = wilson(counts.own.passed, counts.own.of).low;
  return kept / (kept + wilson(counts.others.passed, counts.others.of).high);
}

/**
 * What a translation's confidence loses without a dictionary: the ratio of how often it is right
 * without and with one, on every published translation against every post of its language. A
 * machine that failed is taken for the same loss: no machine can be counted here. Where nothing can
 * be compared (no pairs, no dictionaries installed) the shipped value stays, and that is printed.
 */
export async function missingAid(): Promise<number> {
  const aids = await installedAids();
  if (!publishedPairs().some(({ lang }) => aids.dictionary(lang) !== null)) {
    console.log(`no dictionaries in ${DICTIONARIES}: MISSING_AID stays ${MISSING_AID}`);
    return MISSING_AID;
  }
  const share = right(NO_AIDS) / right(aids);
  return Math.min(1, Math.floor(share * 1_000) / 1_000);
}
