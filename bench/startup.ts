import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

export const name = "startup: milliseconds until a command ends, as multiples of `node -e 0`";

const ROOT = path.resolve(import.meta.dirname, "..");
const PROGRAM = path.join(ROOT, "dist/src/cli.js");
const RUNS = 15;

const PAIR = JSON.stringify({
  quote: { text: "The old mill stays, said the mayor.", date: "February 6, 2023" },
  post: { text: "The old mill stays, said the mayor.", createdAt: "2023-02-06T20:23:14Z" },
});

interface Case {
  label: string;
  args: readonly string[];
  input?: string;
}

const BASELINE: Case = { label: "node -e 0", args: ["-e", "0"] };

const CASES: readonly Case[] = [
  { label: "quotary --help", args: [PROGRAM, "--help"] },
  { label: "quotary --version", args: [PROGRAM, "--version"] },
  ...["check", "read", "compare", "extract", "index", "serve", "config"].map((command) => ({
    label: `quotary ${command} --help`,
    args: [PROGRAM, command, "--help"],
  })),
  { label: "quotary compare, one line", args: [PROGRAM, "compare"], input: PAIR },
];

function timeOf({ args, input }: Case): number {
  const start = performance.now();
  spawnSync(process.execPath, args, { input: input ?? "", stdio: ["pipe", "ignore", "ignore"] });
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** Prints medians; the cases take turns, so that a busy moment slows all of them alike. */
export function run(): void {
  if (!existsSync(PROGRAM)) {
    console.log("startup: not built (npm run setup)");
    return;
  }
  const all = [BASELINE, ...CASES];
  const times = all.map((): number[] => []);
  for (let round = 0; round < RUNS; round += 1) {
    for (const [index, one] of all.entries()) times[index]?.push(timeOf(one));
  }
  const medians = times.map(median);
  const baseline = medians[0] ?? 1;
  for (const [index, { label }] of all.entries()) {
    const ms = medians[index] ?? 0;
    console.log(`startup ${label}: ${ms.toFixed(0)} ms, ${(ms / baseline).toFixed(2)} ×`);
  }
}
