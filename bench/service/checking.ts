import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import path from "node:path";
import { Queue } from "bullmq";
import { patient } from "../../src/redis/connection.js";
import { exitOf } from "../../test/support/service.js";
import { type Crew, costsOf, type Effort, rateOf, startCrew } from "./crew.js";
import { type Bed, median, QUOTE, ROUNDS } from "./load.js";
import { holdToShare } from "./share.js";

const COUNT = Number(process.env.SERVICE_CHECKS ?? 2_000);
/** Quotes that each worker checks before anything is measured: until its code is compiled. */
const WARM_UP = 2 * COUNT;
/** So much of a core a worker that is held back gets: two of them leave most of two cores free. */
const [runMs = 0, ofMs = 1] = (process.env.SERVICE_SLICE ?? "6/20").split("/").map(Number);
const SHARE = { runMs, ofMs };

/** Seconds that another process takes for so many jobs that do nothing. */
async function emptyJobs(worker: ChildProcess, redisUrl: string): Promise<number> {
  const queue = new Queue("empty", { connection: patient(redisUrl), prefix: "{empty}" });
  const opts = { removeOnComplete: true };
  await queue.addBulk(Array.from({ length: COUNT }, (_, n) => ({ name: "x", data: { n }, opts })));
  const seconds = new Promise<number>((resolve) => worker.once("message", resolve));
  worker.send(COUNT);
  const took = await seconds;
  await queue.close();
  return took;
}

async function heldBack(crew: Crew): Promise<Effort> {
  const hold = holdToShare(crew.workers, SHARE);
  return crew.check(COUNT).finally(hold.release);
}

interface Round {
  /** Empty jobs a second. */
  base: number;
  one: Effort;
  kept: Effort;
  two: Effort;
  oneHeld: Effort;
  twoHeld: Effort;
}

const NAMES: Record<Exclude<keyof Round, "base">, string> = {
  one: "one worker",
  kept: "one, evidence kept",
  two: "two workers",
  oneHeld: "one, held back",
  twoHeld: "two, held back",
};

/** Where time and CPU go: one line for each of what was measured, medians of all rounds. */
function printTable(rounds: readonly Round[]): void {
  const columns = [
    "",
    "quotes/s",
    "cores",
    "workers'",
    "workers",
    "Redis",
    "API",
    "asker",
    "commands",
  ];
  const rows = (Object.keys(NAMES) as (keyof typeof NAMES)[]).map((name) => {
    const middle = (of: (effort: Effort) => number) => median(rounds.map((one) => of(one[name])));
    return [
      NAMES[name],
      middle(rateOf).toFixed(0),
      middle((one) => costsOf(one).all / one.seconds).toFixed(2),
      middle((one) => costsOf(one).workers / one.seconds).toFixed(2),
      ...(["workers", "redis", "api", "asker"] as const).map((who) =>
        middle((one) => (costsOf(one)[who] * 1_000) / one.quotes).toFixed(2),
      ),
      middle((one) => one.commands / one.quotes).toFixed(0),
    ];
  });
  console.log(
    "  cores used, of these by workers; ms of CPU a quote by whom; commands in Redis a quote",
  );
  for (const row of [columns, ...rows]) {
    const [name = "", ...figures] = row;
    console.log(`  ${name.padEnd(20)}${figures.map((one) => one.padStart(10)).join("")}`);
  }
}

function printRatios(rounds: readonly Round[]): void {
  const middle = (of: (round: Round) => number) => median(rounds.map(of)).toFixed(2);
  const share = (of: "one" | "kept") =>
    median(rounds.map((round) => rateOf(round[of]) / round.base)).toFixed(3);
  const cpu = (effort: Effort) => costsOf(effort).all / effort.quotes;
  const dearer = (two: Effort, one: Effort) => cpu(two) / cpu(one);
  const had = (effort: Effort) => costsOf(effort).workers / effort.seconds;
  const allowed = SHARE.runMs / SHARE.ofMs;
  const cores = availableParallelism();
  // Of one worker that has a core for itself, which others' programs do not change.
  const most = ({ one, two }: Round) =>
    Math.min(2, (cores * costsOf(one).workers * two.quotes) / one.quotes / costsOf(two).all);
  console.log(
    `quotes checked (${QUOTE.author.handle}'s, ${COUNT} a round): ${share("one")} x empty jobs (bar 0.06, goal 0.12), with evidence kept ${share("kept")} x`,
  );
  console.log(
    `two workers, nothing held back: ${middle(({ one, two }) => rateOf(two) / rateOf(one))} x one; a quote takes ${middle(({ one, two }) => dearer(two, one))} x the CPU; by that CPU ${cores} cores can do ${middle(most)} x at most`,
  );
  console.log(
    `two workers, each running ${SHARE.runMs} ms of every ${SHARE.ofMs} (SIGSTOP, SIGCONT), so that cores last: ${middle(({ oneHeld, twoHeld }) => rateOf(twoHeld) / rateOf(oneHeld))} x one so held (bar 1.6); a quote takes ${middle(({ oneHeld, twoHeld }) => dearer(twoHeld, oneHeld))} x the CPU; of the cores allowed one had ${middle(({ oneHeld }) => had(oneHeld) / allowed)}, two ${middle(({ twoHeld }) => had(twoHeld) / 2 / allowed)} (less than 0.8: others had them)`,
  );
}

/** Checks in one worker process, with evidence and without, and in two, against empty jobs. */
export async function checking(bed: Bed): Promise<void> {
  const program = path.resolve(import.meta.dirname, "empty-worker.ts");
  const empty = fork(program, [bed.redisUrl]);
  const [one, kept, two] = await Promise.all([
    startCrew(bed, "one", 1),
    startCrew(bed, "kept", 1, { QUOTARY_EVIDENCE: "full" }),
    startCrew(bed, "two", 2),
  ]);
  const rounds: Round[] = [];
  try {
    await emptyJobs(empty, bed.redisUrl);
    for (const crew of [one, kept, two]) await crew.check(WARM_UP * crew.workers.length);
    for (let at = 0; at < ROUNDS; at++) {
      const round: Round = {
        base: COUNT / (await emptyJobs(empty, bed.redisUrl)),
        one: await one.check(COUNT),
        two: await two.check(COUNT),
        kept: await kept.check(COUNT),
        oneHeld: await heldBack(one),
        twoHeld: await heldBack(two),
      };
      rounds.push(round);
      const rates = (Object.keys(NAMES) as (keyof typeof NAMES)[]).map(
        (name) => `${NAMES[name]} ${rateOf(round[name]).toFixed(0)}`,
      );
      console.log(`  a second: empty jobs ${round.base.toFixed(0)}; ${rates.join("; ")}`);
    }
  } finally {
    await Promise.all([one, kept, two].map((crew) => crew.close()));
    empty.kill();
    await exitOf(empty);
  }
  printTable(rounds);
  printRatios(rounds);
}
