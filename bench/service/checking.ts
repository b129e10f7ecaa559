import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { Queue } from "bullmq";
import { startServer } from "../../src/http/server.js";
import { patient } from "../../src/redis/connection.js";
import { startTestApi } from "../../test/support/in-process.js";
import { exitOf, runProgram } from "../../test/support/service.js";
import {
  type Bed,
  cpuSeconds,
  median,
  postMany,
  QUOTE,
  ROUNDS,
  redisCpuSeconds,
  untilOver,
} from "./load.js";

const ARCHIVE = path.resolve(import.meta.dirname, "../../examples/archive");
const COUNT = Number(process.env.SERVICE_CHECKS ?? 2_000);

interface Rate {
  perSecond: number;
  /** CPU that each worker, and Redis, used meanwhile, in cores. */
  cores: number[];
  redis: number;
}

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

/** A service of its own, its workers processes as they run everywhere. */
async function startService(bed: Bed, workers: number, env: NodeJS.ProcessEnv) {
  const redisPrefix = `{bench-${workers}${env.QUOTARY_EVIDENCE}}`;
  const api = await startTestApi({ ...bed.config, redisPrefix });
  const http = await startServer(api.app, { host: "127.0.0.1", port: 0 });
  const children = Array.from({ length: workers }, () => {
    const child = runProgram("workers/main.ts", [], {
      REDIS_URL: bed.redisUrl,
      QUOTARY_REDIS_PREFIX: redisPrefix,
      QUOTARY_DATA: bed.config.dataFolder,
      QUOTARY_ARCHIVES: ARCHIVE,
      QUOTARY_CONCURRENCY: "50",
      ...env,
    });
    child.stderr?.resume();
    return child;
  });
  const cpu = () => children.map(({ pid = 0 }) => cpuSeconds(pid));
  return {
    /** Quotes a second from the first POST to the last verdict; CPU used meanwhile, in cores. */
    async measure(count: number): Promise<Rate> {
      const [before, redisBefore] = [cpu(), await redisCpuSeconds(api.redis)];
      const began = performance.now();
      await untilOver(api, await postMany(http.url, count / 100, 100));
      const seconds = (performance.now() - began) / 1_000;
      const redis = ((await redisCpuSeconds(api.redis)) - redisBefore) / seconds;
      const cores = cpu().map((used, at) => (used - (before[at] ?? 0)) / seconds);
      return { perSecond: count / seconds, cores, redis };
    },
    async close() {
      for (const child of children) child.kill("SIGTERM");
      await Promise.all(children.map(exitOf));
      await http.close(1);
      await api.close();
    },
  };
}

/** Quotes for each second of the workers' CPU: what does not change when others take the cores. */
const perCpuSecond = ({ perSecond, cores }: Rate) =>
  perSecond / cores.reduce((sum, one) => sum + one, 0);

const cores = (all: readonly number[]) => all.map((one) => one.toFixed(2)).join(" + ");

/** Checks in one worker process, with evidence and without, and in two, against empty jobs. */
export async function checking(bed: Bed): Promise<void> {
  const program = path.resolve(import.meta.dirname, "empty-worker.ts");
  const empty = fork(program, [bed.redisUrl], { execArgv: ["--import", "tsx"] });
  const one = await startService(bed, 1, { QUOTARY_EVIDENCE: "none" });
  const kept = await startService(bed, 1, { QUOTARY_EVIDENCE: "full" });
  const two = await startService(bed, 2, { QUOTARY_EVIDENCE: "none" });
  const ratios: { one: number; kept: number; two: number; perCpu: number }[] = [];
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const base = COUNT / (await emptyJobs(empty, bed.redisUrl));
      const single = await one.measure(COUNT);
      const evidence = await kept.measure(COUNT);
      // The first round is for warming up, and each of the two does but half of it.
      const both = await two.measure(round === 0 ? 2 * COUNT : COUNT);
      if (round === 0) continue;
      ratios.push({
        one: single.perSecond / base,
        kept: evidence.perSecond / base,
        two: both.perSecond / single.perSecond,
        perCpu: perCpuSecond(both) / perCpuSecond(single),
      });
      console.log(
        `  empty jobs ${base.toFixed(0)}/s; checks: one worker ${single.perSecond.toFixed(0)}/s (cores: ${cores(single.cores)}, Redis ${single.redis.toFixed(2)}), with evidence ${evidence.perSecond.toFixed(0)}/s, two workers ${both.perSecond.toFixed(0)}/s (${cores(both.cores)}, Redis ${both.redis.toFixed(2)})`,
      );
    }
  } finally {
    await Promise.all([one.close(), kept.close(), two.close()]);
    empty.kill();
    await exitOf(empty);
  }
  const of = (which: "one" | "kept" | "two" | "perCpu") =>
    median(ratios.map((each) => each[which]));
  console.log(
    `quotes checked (${QUOTE.author.handle}'s, ${COUNT} a round): ${of("one").toFixed(3)} x empty jobs (bar 0.06, goal 0.12), with evidence kept ${of("kept").toFixed(3)} x; two workers ${of("two").toFixed(2)} x one (bar 1.6 while cores last), ${of("perCpu").toFixed(2)} x as many for each second of the workers' CPU`,
  );
}
