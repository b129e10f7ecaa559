import type { CheckResult, TextCheck } from "../records/checks.js";
import { type Edit, SEVERITIES } from "../records/edit.js";
import type { Pair } from "./align.js";
import { type Coverage, coverageOf } from "./coverage.js";
import { type Situation, shown, spanOf } from "./situation.js";
import type { TextComparison } from "./types.js";

type TextClass = NonNullable<TextCheck["class"]>;

/** What the comparison found, before it is given a class. */
export interface Found {
  readonly pairs: readonly Pair[];
  readonly edits: readonly Edit[];
  readonly extract: boolean;
  readonly truncated: boolean;
  /** Archived token at which the copy itself breaks off; null when it does not. */
  readonly captureCut: number | null;
  /** First printed token that lies beyond that cut; null when none does. */
  readonly unverifiedFrom: number | null;
  readonly flags: readonly string[];
}

const RESULTS: Readonly<Record<TextClass, CheckResult>> = {
  verbatim: "match",
  normalised: "match",
  extract: "note",
  elided: "note",
  truncated: "note",
  edited: "note",
  translated: "note",
  altered: "mismatch",
  unrelated: "mismatch",
};

/** Share of the content words an unverifiable rest may have before nothing can be said. */
const UNVERIFIED_LIMIT = 0.5;
const SHORT_EXTRACT = 4;

interface ClassRule {
  readonly when: (found: Found, coverage: Coverage) => boolean;
  readonly then: TextClass;
}

const has = ({ edits }: Found, severity: Edit["severity"]) =>
  edits.some((edit) => edit.severity === severity);

/** Worst first; the first that holds is the class. */
const CLASS_RULES: readonly ClassRule[] = [
  {
    when: (found, { weighted, longestRun }) =>
      found.unverifiedFrom === null &&
      ((weighted < 0.35 && longestRun < 6) ||
        (has(found, "meaning") && weighted < 0.5 && longestRun < 5)),
    then: "unrelated",
  },
  { when: (found) => has(found, "meaning"), then: "altered" },
  { when: (found) => has(found, "minor"), then: "edited" },
  {
    when: (found) =>
      found.edits.some(({ severity, op }) => severity === "editorial" && op !== "truncate"),
    then: "elided",
  },
  {
    when: (found) => found.truncated || found.unverifiedFrom !== null || has(found, "editorial"),
    then: "truncated",
  },
  { when: (found) => found.extract, then: "extract" },
  { when: (found) => has(found, "typographic"), then: "normalised" },
  { when: () => true, then: "verbatim" },
];

/** Gives a comparison its class: the worst thing found. All edits and flags are kept beside it. */
export function classify(situation: Situation, found: Found): TextComparison {
  const coverage = coverageOf(situation, found.pairs, found.edits);
  const rule = CLASS_RULES.find(({ when }) => when(found, coverage));
  const name = rule?.then ?? "altered";
  if (name === "unrelated") return unrelated(situation, found.pairs);
  const edits = [...found.edits, ...beyond(situation, found)].sort(
    (a, b) => a.printed.start - b.printed.start || a.archived.start - b.archived.start,
  );
  const cannotTell =
    found.unverifiedFrom !== null &&
    coverage.present < UNVERIFIED_LIMIT &&
    RESULTS[name] === "note";
  const span = archivedSpan(situation, found.pairs);
  return {
    result: cannotTell ? "unknown" : RESULTS[name],
    class: name,
    flags: flagsOf(found, name, coverage),
    edits,
    because: explain(name, situation, found, edits),
    coverage: coverage.present,
    archivedSpan: span,
    score: scoreOf(name, coverage, situation, span),
  };
}

function flagsOf(found: Found, name: TextClass, coverage: Coverage): string[] {
  const flags = new Set(found.flags);
  if (found.captureCut !== null) flags.add("capture-truncated");
  if (found.unverifiedFrom !== null) flags.add("rest-unverified");
  if (found.extract && name !== "extract") flags.add("extract");
  if (found.truncated && name !== "truncated") flags.add("truncated");
  if (found.extract && coverage.content < SHORT_EXTRACT) flags.add("short-extract");
  if (found.edits.some(({ kind }) => kind === "elision-contains-polarity-cue"))
    flags.add("elision-contains-polarity-cue");
  if (found.edits.some(({ kind }) => kind === "bracketed-words-added"))
    flags.add("bracket-adds-words");
  return [...flags];
}

/** The printed words that lie beyond the end of the archived copy. */
function beyond(situation: Situation, { unverifiedFrom, captureCut }: Found): Edit[] {
  if (unverifiedFrom === null || captureCut === null) return [];
  const { printed, archived, printedText, archivedText } = situation;
  return [
    {
      op: "truncate",
      kind: "beyond-archived-cut",
      severity: "editorial",
      printed: spanOf(printedText, printed, unverifiedFrom, printed.length),
      archived: spanOf(archivedText, archived, captureCut, archived.length),
      because: `The archived copy itself breaks off here; ${shown(printedText, printed.slice(unverifiedFrom))} cannot be checked against it.`,
    },
  ];
}

function archivedSpan(
  situation: Situation,
  pairs: readonly Pair[],
): { start: number; end: number } | null {
  const first = pairs.find(({ archived }) => archived >= 0)?.archived;
  const last = pairs.findLast(({ archived }) => archived >= 0)?.archived;
  if (first === undefined || last === undefined) return null;
  const { start, end } = spanOf(situation.archivedText, situation.archived, first, last + 1);
  return { start, end };
}

const RANK: Readonly<Record<TextClass, number>> = {
  verbatim: 1,
  normalised: 0.98,
  extract: 0.94,
  elided: 0.92,
  truncated: 0.9,
  edited: 0.88,
  altered: 0.7,
  translated: 0.6,
  unrelated: 0.2,
};

/** Class and coverage; of equal ones the post of which more is quoted. Between 0 and 1. */
function scoreOf(
  name: TextClass,
  coverage: Coverage,
  { archivedText }: Situation,
  span: { start: number; end: number } | null,
): number {
  const share = span && archivedText.length > 0 ? (span.end - span.start) / archivedText.length : 0;
  return RANK[name] * (0.2 + 0.8 * coverage.weighted) * (0.98 + 0.02 * share);
}

const WORST = (edits: readonly Edit[]) =>
  [...edits].sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity))[0];

function explain(
  name: TextClass,
  situation: Situation,
  found: Found,
  edits: readonly Edit[],
): string {
  const cut = found.captureCut === null ? "" : " The archived copy is itself cut short.";
  switch (name) {
    case "verbatim":
      return `The words are the same, character for character but for differences of capture.${cut}`;
    case "normalised":
      return `The words are the same; only typography, or what frames a post, differs.${cut}`;
    case "extract":
      return `The words printed stand in the post without a gap; the post says more.${cut}`;
    case "truncated":
    case "elided":
    case "edited":
    case "altered": {
      const worst = WORST(edits);
      const more = edits.filter(({ severity }) => severity === worst?.severity).length - 1;
      return `${worst?.because ?? ""}${more > 0 ? ` And ${more} more of this weight.` : ""}${cut}`;
    }
    default:
      return `${shown(situation.printedText, situation.printed)} is not in the post.`;
  }
}

/** The print has next to nothing in common with this post. */
export function unrelated(situation: Situation, pairs: readonly Pair[] | null): TextComparison {
  const coverage = coverageOf(situation, pairs);
  const { printed, printedText, archived, archivedText } = situation;
  const because = `Of ${coverage.content} content words printed, ${Math.round(coverage.present * coverage.content)} ${pairs ? "stand in the post in this order" : "occur in the post"}: these are not the words of this post.`;
  return {
    result: "mismatch",
    class: "unrelated",
    flags: [],
    // Nothing aligns, so what differs is the whole of both.
    edits: [
      {
        op: "replace",
        kind: "text-replaced",
        severity: "meaning",
        printed: spanOf(printedText, printed, 0, printed.length),
        archived: spanOf(archivedText, archived, 0, archived.length),
        because,
      },
    ],
    because,
    coverage: coverage.present,
    archivedSpan: null,
    score: RANK.unrelated * coverage.weighted,
  };
}

/** One side holds no words, marks or emoji at all. */
export function nothingToCompare({ printed, archived }: Situation): TextComparison {
  const empty = printed.length === 0 ? "The print" : "The post";
  const both = printed.length === 0 && archived.length === 0;
  return {
    result: "unknown",
    class: null,
    flags: ["nothing-to-compare"],
    edits: [],
    because: both ? "Neither holds any words." : `${empty} holds no words to compare.`,
    coverage: 0,
    archivedSpan: null,
    score: 0,
  };
}
