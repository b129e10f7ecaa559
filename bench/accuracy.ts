import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { diffWords } from "diff";
import { compareText } from "../src/matching/compare.js";
import { warmUp } from "../src/matching/warm-up.js";
import { DEFAULT_SIZE, makeCases } from "./accuracy/cases.js";
import { firstScore } from "./accuracy/first-score.js";
import { randomOf, sample } from "./accuracy/random.js";
import { BREAKDOWNS, baselines, breakdown, overview, passes, table } from "./accuracy/report.js";
import { isDangerous, isRight, type Scored } from "./accuracy/score.js";
import { foreign, quotary } from "./accuracy/tool.js";
import type { Case } from "./accuracy/types.js";

export const name = "accuracy: what passes and what is refused, against the measures in use today";

const REPORT = path.resolve(import.meta.dirname, "../docs/benchmark.md");
/** Cases on which the slower measures of today are taken. */
const COMPARED = 6_000;
const TIMED = 1_500;

interface Options {
  posts?: string;
  tool?: string;
  pairs?: string;
  misses?: string;
  seed: number;
  size: number;
  write: boolean;
}

function optionsOf(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      posts: { type: "string" },
      tool: { type: "string" },
      pairs: { type: "string" },
      misses: { type: "string" },
      seed: { type: "string", default: "1" },
      size: { type: "string", default: `${DEFAULT_SIZE}` },
      write: { type: "boolean", default: false },
    },
  });
  const [seed, size] = [Number(values.seed), Number(values.size)];
  if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(size) || size < 1) {
    throw new TypeError("--seed and --size are whole numbers");
  }
  return { ...values, seed, size } as Options;
}

/** Runs of a pair of which the quickest counts, after one that counts not. */
const RUNS = 3;

/**
 * Median and worst time of a pair, each tool in turn on the same pair, as the quickest of its runs:
 * what other programs take of the machine meanwhile is not laid to the charge of either.
 */
function times(cases: readonly Case[]): string {
  const pairs = cases.filter(({ post, set }) => set !== "end-to-end" && post.text.length >= 200);
  const chosen = sample(randomOf("times"), pairs, TIMED);
  const taken: { own: number; diff: number }[] = [];
  const timed = (work: () => unknown) => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  warmUp();
  for (let round = 0; round <= RUNS; round += 1) {
    for (const [i, { quote, post }] of chosen.entries()) {
      const diff = timed(() => diffWords(quote.text, post.text));
      const own = timed(() => compareText(quote.text, post.text, { lang: post.lang }));
      const known = taken[i];
      if (round === 1) taken.push({ own, diff });
      else if (known)
        taken[i] = { own: Math.min(own, known.own), diff: Math.min(diff, known.diff) };
    }
  }
  const at = (of: "own" | "diff", share: number) => {
    const sorted = taken.map((each) => each[of]).sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  };
  const ms = (value: number) => `${value.toFixed(3)} ms`;
  const row = (label: string, of: "own" | "diff") => [
    label,
    ms(at(of, 0.5)),
    ms(at(of, 0.99)),
    ms(at(of, 1)),
  ];
  return `${table(
    ["pairs of 200 characters and more", "median", "99 of 100", "worst"],
    [row("Quotary", "own"), row("`diffWords`", "diff")],
  )}\n\nMedian: ${(at("own", 0.5) / at("diff", 0.5)).toFixed(2)} × that of \`diffWords\`, in one run.`;
}

function missLines(scored: readonly Scored[]): string {
  return scored
    .filter((each) => !isRight(each))
    .map((each) =>
      JSON.stringify({
        id: each.case.id,
        dangerous: isDangerous(each),
        expected: each.case.classes.length > 0 ? each.case.classes : each.case.outcomes,
        got: each.answer.class,
        outcome: each.answer.outcome,
        printed: each.case.quote.text,
        archived: each.case.post.text,
      }),
    )
    .join("\n");
}

/**
 * Makes the cases, asks Quotary or the program given, prints the tables. `--write` puts them into
 * `docs/benchmark.md`; `--pairs FILE` writes the pairs, `--misses FILE` what was answered wrongly.
 */
export async function run(args: readonly string[] = []): Promise<void> {
  const options = optionsOf(args);
  const { posts, seed, size, tool } = options;
  const made = makeCases({ seed, size, ...(posts !== undefined && { posts }) });
  const { cases } = made;
  if (options.pairs !== undefined) {
    const lines = cases.map(({ quote, post }, i) => JSON.stringify({ id: `${i}`, quote, post }));
    writeFileSync(options.pairs, `${lines.join("\n")}\n`);
  }
  const answers = tool === undefined ? cases.map(quotary) : await foreign(tool, cases);
  const scored = cases.flatMap((given, i) => {
    const answer = answers[i];
    return answer ? [{ case: given, answer }] : [];
  });
  if (options.misses !== undefined) writeFileSync(options.misses, `${missLines(scored)}\n`);
  const subset = sample(randomOf(`${seed}/compared`), cases, COMPARED);
  const chosen = new Set(subset);
  const own = scored.filter((each) => chosen.has(each.case));
  const label = tool === undefined ? "Quotary" : "the tool given";
  const about = `${cases.length} cases of ${made.posts} posts, seed ${seed}, from ${made.from}`;
  const main = [
    about,
    overview(scored),
    `## Against the measures in use today\n\nOn ${own.length} of the cases, drawn by the seed. Accepted: the words pass as that post's, with or without a note.\n\n${baselines(subset, own, label)}`,
    `## Changes passed as good, each\n\n${passes(scored)}`,
    ...(tool === undefined ? [`## Time\n\n${times(cases)}`] : []),
  ];
  console.log(main.join("\n\n"));
  if (!options.write) return;
  const details = BREAKDOWNS.map(
    ({ label: by, keyOf }) => `## By ${by}\n\n${breakdown(by, scored, keyOf)}`,
  );
  const command = `npm run bench -- accuracy --seed ${seed} --size ${size} --write`;
  const head = `# Benchmark\n\nWritten by \`${command}\`; how the cases are made, and how to score another tool: [bench/accuracy](../bench/accuracy/README.md).`;
  writeFileSync(REPORT, `${[head, ...main, firstScore(scored), ...details].join("\n\n")}\n`);
}
