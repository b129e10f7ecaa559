import type { Checks } from "../records/checks.js";
import type { Evidence, Outcome } from "../records/verdict.js";
import {
  type CheckName,
  LAYOUTS,
  MARGINALS,
  MISSING_AID,
  OTHER_LAYOUT,
  PATTERNS,
  REPEATED_WORDS,
} from "./confidence-table.js";

/** Nobody is surer than this: no benchmark shows the errors of newsrooms and archives themselves. */
export const MOST = 0.99;

/**
 * Set, not counted: no benchmark here can count them. Archives that answered may hold what the
 * search did not ask for; a translation about the same things may still turn the sense.
 */
const UNFOUND = 0.9;
const TRANSLATION = 0.7;
/** For an outcome that the benchmark never saw of a found post: as good as a coin. */
const UNCOUNTED = 0.5;

/** Classes of each check, the strongest first; those of one step say equally much. */
type Order = Readonly<Record<CheckName, readonly (readonly string[])[]>>;

const AGREEING: Order = {
  handle: [["exact"], ["case"], ["renamed"], ["not-printed"], ["lookalike"], ["different"]],
  date: [
    ["same-moment", "same-utc-day"],
    ["possible-timezone"],
    // A day left out claims nothing; one that fits by one reading alone may be the wrong day.
    ["not-printed"],
    ["ambiguous"],
    ["unreadable"],
    ["different"],
  ],
  text: [
    ["verbatim"],
    ["normalised"],
    ["extract"],
    ["elided"],
    ["truncated"],
    ["edited"],
    ["translated"],
    ["altered"],
    ["unrelated"],
  ],
};

/** What speaks for a discrepancy is what differs; then, that the rest shows it to be this post. */
const DIFFERING: Order = {
  handle: [["different"], ["lookalike"], ["exact"], ["case"], ["renamed"], ["not-printed"]],
  date: [["different"], ...AGREEING.date.slice(0, -1)],
  text: [["unrelated"], ["altered"], ...AGREEING.text.slice(0, -2)],
};

/** Step of a class, 0 the strongest; a class that is not known (null) is the weakest. */
export function stepOf(outcome: Outcome, check: CheckName, name: string | null): number {
  const steps = (outcome === "discrepancy" ? DIFFERING : AGREEING)[check];
  const step = steps.findIndex((names) => name !== null && names.includes(name));
  return step < 0 ? steps.length : step;
}

export const CHECK_NAMES: readonly CheckName[] = ["handle", "date", "text"];

/** The class of each check, which is all that the table goes by. */
export type Pattern = Readonly<Record<CheckName, string | null>>;

/** Counted patterns; the table that is shipped, or one that is being measured. */
export interface Counts {
  /** `[outcome, check, class, right, of, value]` */
  marginals: readonly (readonly [Outcome, CheckName, string, number, number, number])[];
  /** `[outcome, account, day, wording, right, of, value]` */
  patterns: readonly (readonly [Outcome, string, string, string, number, number, number])[];
}

/**
 * What the benchmark counted for a pattern: the least of its three classes' own values and of those
 * of all counted patterns that are as strong or stronger on every check. So a pattern with a weaker
 * check is never above the same one with a stronger check, counted or not.
 */
export function countedValue(
  outcome: Outcome,
  pattern: Pattern,
  { marginals, patterns }: Counts = { marginals: MARGINALS, patterns: PATTERNS },
): number {
  const own = Object.fromEntries(
    CHECK_NAMES.map((check) => [check, stepOf(outcome, check, pattern[check])]),
  );
  const ofChecks = CHECK_NAMES.map((check) => {
    const rows = marginals
      .filter(([of, name]) => of === outcome && name === check)
      .map((row) => ({ step: stepOf(outcome, check, row[2]), value: row[5] }))
      .sort((a, b) => a.step - b.step);
    // A class without counts is taken for the next weaker one that has some.
    const row = rows.find(({ step }) => step >= (own[check] ?? 0)) ?? rows.at(-1);
    return row?.value ?? UNCOUNTED;
  });
  const stronger = patterns.flatMap(([of, handle, date, text, , , value]) => {
    if (of !== outcome) return [];
    const names = { handle, date, text };
    const holds = CHECK_NAMES.every(
      (check) => stepOf(outcome, check, names[check]) <= (own[check] ?? 0),
    );
    return holds ? [value] : [];
  });
  return Math.min(MOST, ...ofChecks, ...stronger);
}

let segmenter: Intl.Segmenter | undefined;

/** Words of a text in any script, lower case: as the table of repeated words counts them. */
export function countedWords(text: string): string[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "word" });
  return [...segmenter.segment(text.normalize("NFC").toLowerCase())]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}

/** A translation judged with one help fewer than could be had. */
const MISSING_AIDS = ["translation-without-dictionary", "machine-translation-failed"];

/** What is left of a confidence in a translation for each help that was missing. */
function withoutAids({ class: kind, flags }: Checks["text"]): number {
  if (kind !== "translated") return 1;
  return MISSING_AID ** MISSING_AIDS.filter((flag) => flags.includes(flag)).length;
}

const CUT = new Set<string | null>(["extract", "elided", "truncated"]);
const DAY_FITS = new Set<string | null>(["same-moment", "same-utc-day", "possible-timezone"]);

/** Chance that, of the author's posts with these words (where the day fits: of that day), it is this one. */
function onlyThere({ text, date }: Checks, quote: string): number {
  if (!CUT.has(text.class)) return 1;
  const words = countedWords(quote).length;
  const row = REPEATED_WORDS.find(([count]) => words <= count) ?? REPEATED_WORDS.at(-1);
  if (row === undefined) return 1;
  return 1 - (DAY_FITS.has(date.class) ? row[1] : row[2]);
}

/** What is asked of a capture: who kept it, how it was read, and whether it has the same words. */
type Witness = Pick<Evidence, "archive" | "layout" | "quoteSelector">;

/**
 * Chance that the post was read right: that of the first capture's layout. A further capture that
 * has the same words counts as a second reading only from another archive and in another layout,
 * since one archive may keep, and one reader may make, the same mistake twice.
 */
function readRight(evidence: readonly Witness[]): number {
  const counted: Witness[] = [];
  for (const each of evidence) {
    const agrees = counted.length === 0 || each.quoteSelector !== null;
    const isNew = counted.every(
      ({ archive, layout }) => archive !== each.archive && layout !== each.layout,
    );
    if (agrees && isNew) counted.push(each);
  }
  if (counted.length === 0) return 1;
  const valueOfLayout = (layout: string) => LAYOUTS.find(([name]) => name === layout)?.[3];
  return (
    1 - counted.reduce((p, { layout }) => p * (1 - (valueOfLayout(layout) ?? OTHER_LAYOUT)), 1)
  );
}

interface Judged {
  outcome: Outcome;
  checks: Checks;
  /** The printed words. */
  quote: string;
  /** Captures of the post, the one that was compared first; none where the post was given. */
  evidence: readonly Witness[];
}

/** What is left of a counted value once few words, the captures and a translation are considered. */
export function lowered(counted: number, { outcome, checks, quote, evidence }: Judged): number {
  const { text } = checks;
  const isGood = outcome === "verified" || outcome === "verified-with-notes";
  const value = counted * (isGood ? onlyThere(checks, quote) : 1) * readRight(evidence);
  const untranslated = text.class !== "translated" || text.flags.includes("original-text-compared");
  const most = untranslated ? MOST : TRANSLATION * withoutAids(text);
  return Math.round(Math.min(value, MOST, most) * 1000) / 1000;
}

/**
 * Probability, 0–0.99, that `outcome` is right for a post that was found: what the benchmark counted
 * for the pattern of the checks, times the chance that few words stand in no other post, times the
 * chance that the captures were read right. See docs/confidence.md.
 */
export function confidenceOf(judged: Judged): number {
  const { handle, date, text } = judged.checks;
  const pattern = { handle: handle.class, date: date.class, text: text.class };
  return lowered(countedValue(judged.outcome, pattern), judged);
}

/** The same for a quote whose post was not found: a better search could still find it. */
export function confidenceUnfound(): number {
  return UNFOUND;
}
