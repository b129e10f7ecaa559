import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Counts } from "../src/verdict/confidence.js";
import { sharedFolder } from "../test/support/shared.js";
import { table } from "./accuracy/report.js";
import { byTable, countsOf, type Judgement, judgementOf } from "./calibration/counts.js";
import { fitOf, handSet } from "./calibration/figures.js";
import { layouts, repeatedWords } from "./calibration/lowering.js";
import { installedAids, missingAid } from "./calibration/missing-aid.js";
import { shortCuts } from "./calibration/short-cuts.js";
import { casesFor, translations } from "./calibration/variants.js";

export const name = "calibrate: how often an outcome is right, by pattern; writes the table";

const ROOT = path.resolve(import.meta.dirname, "..");
const TABLE = path.join(ROOT, "src/verdict/confidence-table.ts");
const REPORT = path.join(ROOT, "docs/confidence.md");
const MARK = "<!-- Below: written by `npm run bench -- calibrate`; don't edit. -->";

/** Cut quotes of few words that are scored beside the rest. */
const SHORT_CUTS = 1_600;

type Row = readonly (string | number)[];

function list(label: string, doc: string, type: string, rows: readonly Row[]): string {
  const lines = rows.map((row) => `  [${row.map((cell) => JSON.stringify(cell)).join(", ")}],`);
  return `/** ${doc} */\nexport const ${label}: readonly ${type}[] = [\n${lines.join("\n")}\n];`;
}

function writeTable(
  { marginals, patterns }: Counts,
  words: readonly Row[],
  { rows, other }: ReturnType<typeof layouts>,
  aid: number,
): void {
  const parts = [
    "// Written by `npm run bench -- calibrate`; don't edit. What it means: docs/confidence.md.",
    'import type { Outcome } from "../records/verdict.js";\n',
    'export type CheckName = "handle" | "date" | "text";\n',
    "type Marginal = readonly [Outcome, CheckName, string, number, number, number];",
    "type Counted = readonly [Outcome, string, string, string, number, number, number];",
    "type Repeated = readonly [number, number, number];",
    "type Read = readonly [string, number, number, number];\n",
    `${list("MARGINALS", "Outcome, check, class; cases that were right, of all; value.", "Marginal", marginals)}\n`,
    `${list("PATTERNS", "Outcome, classes of account, day, words; right, of all; value.", "Counted", patterns)}\n`,
    `${list("REPEATED_WORDS", "So many words are found in another post than the one meant, of its day; of any day.", "Repeated", words)}\n`,
    `${list("LAYOUTS", "Layout; posts read right, of all; value.", "Read", rows)}\n`,
    "/** Of layouts with too few posts of known truth: the least of the values above. */",
    `export const OTHER_LAYOUT = ${other};\n`,
    "/** Share of a confidence in a translation that is left when a dictionary is missing. */",
    `export const MISSING_AID = ${aid};\n`,
  ];
  writeFileSync(TABLE, parts.join("\n"));
}

const percent = (value: number) => `${(value * 100).toFixed(2)} %`;

const HARD =
  "cut quotes of up to eight words, translations, days in numbers that can be read in two ways";

const hardOf = (judged: readonly Judgement[]) =>
  judged.filter(
    ({ kind, set, pattern }) =>
      kind.startsWith("short-") || set === "translation" || pattern.date === "ambiguous",
  );

function report(train: readonly Judgement[], unseen: readonly Judgement[], counts: Counts): string {
  const base = train.filter(({ isRight }) => isRight).length / train.length;
  const written = unseen.filter(({ set }) => set === "newsroom" || set === "translation");
  const ways: readonly (readonly [string, (each: Judgement) => number])[] = [
    ["Wilson's lower bounds (shipped)", byTable(counts)],
    ["posterior means", byTable(countsOf(train, "mean"))],
    [`constant: ${base.toFixed(4)}, the base rate of the counted half`, () => base],
    ["constant: 0.99, the cap", () => 0.99],
    ["numbers set by hand (before)", handSet],
  ];
  const rows = ways.map(([label, stated]) => {
    const [all, hand] = [fitOf(unseen, stated), fitOf(written, stated)];
    return [
      label,
      all.ece.toFixed(4),
      all.brier.toFixed(5),
      hand.ece.toFixed(4),
      hand.brier.toFixed(4),
    ];
  });
  const { bins } = fitOf(unseen, byTable(counts));
  return [
    `${train.length} cases counted, ${unseen.length} unseen ones scored; of these, ${written.length} are pairs written by hand, which is where real trouble is.`,
    `Of the unseen ones ${hardOf(unseen).length} are hard: ${HARD}. On these alone:`,
    table(
      ["stated by", "ECE, hard", "Brier, hard"],
      ways.map(([label, stated]) => {
        const { ece, brier } = fitOf(hardOf(unseen), stated);
        return [label, ece.toFixed(4), brier.toFixed(4)];
      }),
    ),
    table(["stated by", "ECE, unseen", "Brier, unseen", "ECE, by hand", "Brier, by hand"], rows),
    "Reliability of the shipped values on the unseen half:",
    table(
      ["stated", "cases", "mean stated", "came true"],
      bins.map((bin) => [
        `${bin.from} – ${Math.min(bin.to, 1)}`,
        `${bin.of}`,
        percent(bin.stated),
        percent(bin.right),
      ]),
    ),
  ].join("\n\n");
}

function lowered(words: readonly Row[], { rows, other }: ReturnType<typeof layouts>): string {
  return [
    "How often a cut quote of so many words that passes is of another post of its author (upper bound):",
    table(
      ["words", "of the same day", "of any day"],
      words.map(([count, day, any]) => [`${count}`, percent(Number(day)), percent(Number(any))]),
    ),
    "Posts of the corpus read right (account, time and words), by layout, and the lower bound:",
    table(
      ["layout", "right", "of", "value"],
      [...rows.map((row) => row.map(String)), ["any other", "–", "–", `${other}`]],
    ),
  ].join("\n\n");
}

/**
 * Counts the train half, prints how the values fit the unseen half, and writes the table and the
 * figures of docs/confidence.md. Without the shared corpora it prints and writes nothing.
 */
export async function run(): Promise<void> {
  const aids = await installedAids();
  const half = (name: "train" | "unseen") => [
    ...casesFor(name).map((each) => judgementOf(each)),
    ...translations(name).flatMap((each) => [judgementOf(each), judgementOf(each, aids)]),
  ];
  const train = half("train");
  const unseen = [
    ...half("unseen"),
    // The table has them apart: what is stated for few words is measured by posts, not by patterns.
    ...shortCuts("unseen", SHORT_CUTS).map((each) => judgementOf(each)),
  ];
  const counts = countsOf(train);
  const figures = report(train, unseen, counts);
  console.log(figures);
  if (["tweets", "corpus", "vectors"].some((each) => sharedFolder(each as "tweets") === null)) {
    console.log("no table written: it is made of the shared corpora");
    return;
  }
  const [words, read] = [repeatedWords(), layouts()];
  const rest = lowered(words, read);
  console.log(`\n${rest}`);
  writeTable(counts, words, read, await missingAid());
  const [prose] = readFileSync(REPORT, "utf8").split(MARK);
  writeFileSync(REPORT, `${prose}${MARK}\n\n${figures}\n\n${rest}\n`);
}
