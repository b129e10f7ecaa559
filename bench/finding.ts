/**
 * Finding posts by handle and day in a generated archive of a million captures, over a server that
 * speaks the Wayback Machine's protocols: what it costs the archive, what is found, and what is said
 * when it fails; beside the plan of the published work (the account's whole list, then one capture
 * after the other). `FINDING_QUOTES` makes it smaller.
 */
import { spawn } from "node:child_process";
import path from "node:path";
import { Answers } from "../src/archives/cache/answers.js";
import { createMemoryShelf } from "../src/archives/cache/memory-shelf.js";
import { openArchives } from "../src/archives/open.js";
import { createEngine } from "../src/engine/index.js";
import { createGate, createMemoryBook } from "../src/manners/gate.js";
import type { Outcome, Verdict } from "../src/records/verdict.js";
import { type ArchiveServer, startArchiveServer } from "../test/support/archive-server/server.js";
import { startTestRedis } from "../test/support/redis.js";
import { countCaptures, generated, handleOf } from "./finding/archive.js";
import { BUDGET, mostWithin } from "./finding/budget.js";
import { type Asked, makeQuotes } from "./finding/quotes.js";

export const name = "finding: requests a quote costs an archive of a million captures";

const QUOTES = Number(process.env.FINDING_QUOTES ?? 1_000);
const HOUR = { list: 3_600_000, none: 600_000, capture: 3_600_000 };

interface Cost {
  asked: Asked;
  verdict: Verdict;
  index: number;
  replay: number;
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Checks quotes one after the other; `makeEngine` is called for each when nothing is to be shared. */
async function check(
  server: ArchiveServer,
  quotes: readonly Asked[],
  shares: boolean,
): Promise<Cost[]> {
  const open = async () => {
    const answers = new Answers(createMemoryShelf(256 * 1024 * 1024), HOUR);
    const archives = await openArchives([`wayback+${server.origin}`], { answers });
    return { engine: createEngine({ archives }), close: () => archives[0]?.close() };
  };
  let opened = await open();
  const costs: Cost[] = [];
  for (const asked of quotes) {
    if (!shares && costs.length > 0) {
      await opened.close();
      opened = await open();
    }
    const before = server.asked.length;
    const verdict = await opened.engine.check(asked.quote, { id: "vd_bench" });
    const requests = server.asked.slice(before);
    const index = requests.filter(({ lane }) => lane === "index").length;
    costs.push({ asked, verdict, index, replay: requests.length - index });
  }
  await opened.close();
  return costs;
}

const GOOD: readonly Outcome[] = ["verified", "verified-with-notes"];

function report(label: string, costs: readonly Cost[]): void {
  const there = costs.filter(({ asked }) => asked.there);
  const found = there.filter(
    ({ asked, verdict }) => GOOD.includes(verdict.outcome) && verdict.post?.id === asked.id,
  );
  const absent = costs.filter(({ asked }) => !asked.there);
  const figures = (some: readonly Cost[]) =>
    `index ${median(some.map(({ index }) => index)).toFixed(1)} median, ${mean(some.map(({ index }) => index)).toFixed(2)} mean; captures fetched ${median(some.map(({ replay }) => replay)).toFixed(1)} median, ${mean(some.map(({ replay }) => replay)).toFixed(2)} mean`;
  console.log(`${label}: ${costs.length} quotes`);
  console.log(`  all       ${figures(costs)}`);
  console.log(
    `  there     ${figures(there)}; found ${found.length} of ${there.length} (${((100 * found.length) / Math.max(1, there.length)).toFixed(2)} %)`,
  );
  if (absent.length > 0) {
    const claimed = absent.filter(({ verdict }) => GOOD.includes(verdict.outcome)).length;
    console.log(
      `  not there ${figures(absent)}; ${absent.length} quotes, ${claimed} claimed to be found`,
    );
  }
  for (const { asked, verdict } of there.filter((one) => !found.includes(one)).slice(0, 3)) {
    console.log(
      `  missed: @${asked.quote.author?.handle}, ${asked.quote.date}, ${asked.id}: ${verdict.outcome}; ${verdict.search[0]?.problems[0] ?? ""}`,
    );
  }
}

/** Quotes looked for as the published work does: each takes thousands of requests. */
const BY_HANDLE_ALONE = 3;

/**
 * The account's whole list in pages of 1,000 lines, then its posts from the oldest on until the words
 * come: asked of the same server.
 */
async function handleOnly(server: ArchiveServer, quotes: readonly Asked[]): Promise<void> {
  const since = server.asked.length;
  const some = quotes.filter(({ there }) => there).slice(0, BY_HANDLE_ALONE);
  const text = async (address: string) =>
    (await fetch(`${server.origin}${address}`, { redirect: "manual" })).text();
  let found = 0;
  for (const { account, quote } of some) {
    const captures = new Map<string, string>();
    const list = `/cdx/search/cdx?url=twitter.com/${handleOf(account)}/status/&matchType=prefix&limit=1000&showResumeKey=true`;
    for (let key: string | undefined = ""; key !== undefined; ) {
      const page: string = await text(`${list}${key && `&resumeKey=${key}`}`);
      const [lines = "", next]: string[] = page.split("\n\n");
      for (const line of lines.split("\n").filter(Boolean)) {
        const [, time = "", url = ""] = line.split(" ");
        if (!captures.has(url)) captures.set(url, time);
      }
      key = next?.trim();
    }
    for (const [url, time] of captures) {
      if (!(await text(`/web/${time}id_/${url}`)).includes(quote.text)) continue;
      found += 1;
      break;
    }
  }
  const asked = server.asked.slice(since);
  const each = (lane: "index" | "replay") =>
    (asked.filter((one) => one.lane === lane).length / some.length).toFixed(0);
  console.log(
    `handle alone, as published: ${some.length} quotes, ${found} found; index ${each("index")} mean, captures fetched ${each("replay")} mean`,
  );
}

/** Requests fail in every way there is: whatever is there must never be told as "not found". */
async function failures(server: ArchiveServer, quotes: readonly Asked[]): Promise<void> {
  const faults = [
    { kind: "status", status: 503 },
    { kind: "status", status: 429 },
    { kind: "reset", after: 40 },
    { kind: "close" },
    { kind: "status", status: 500 },
  ] as const;
  let wrong = 0;
  const outcomes: Record<string, number> = {};
  for (const [n, asked] of quotes.entries()) {
    server.behave();
    const fault = faults[n % faults.length];
    const lane = n % 2 === 0 ? "index" : "replay";
    if (fault)
      server.misbehave(fault, { lane, times: [1, 2, Number.POSITIVE_INFINITY][n % 3] ?? 1 });
    const settings = {
      limits: { perMinute: { index: null, replay: null }, concurrency: 1, retryPausesMs: [0] },
    };
    // A gate of its own each time: rests of one are not to hide the failures of the next.
    const archives = await openArchives([`wayback+${server.origin}`], {
      ...settings,
      gate: createGate(createMemoryBook()),
    });
    const verdict = await createEngine({ archives }).check(asked.quote, { id: "vd_bench" });
    outcomes[verdict.outcome] = (outcomes[verdict.outcome] ?? 0) + 1;
    if (asked.there && verdict.outcome === "unverifiable") wrong += 1;
    await archives[0]?.close();
  }
  server.behave();
  console.log(
    `archive failing: ${quotes.length} quotes, ${wrong} told as not found; ${JSON.stringify(outcomes)}`,
  );
}

/** Two engines in each of two processes on one Redis; the server counts. */
async function budget(server: ArchiveServer): Promise<void> {
  const redis = await startTestRedis();
  const since = server.asked.length;
  try {
    const program = path.join(import.meta.dirname, "finding/asker.ts");
    const ended = [0, 1].map((n) => {
      const args = [
        ...process.execArgv,
        program,
        redis.url,
        server.origin,
        String(n * 400),
        String(n * 400 + 400),
      ];
      const child = spawn(process.execPath, args, { stdio: "inherit" });
      return new Promise((done) => child.once("exit", done));
    });
    await Promise.all(ended);
  } finally {
    await redis.remove();
  }
  const { perMinute } = BUDGET.limits;
  for (const lane of ["index", "replay"] as const) {
    const times = server.asked
      .slice(since)
      .filter((one) => one.lane === lane)
      .map(({ at }) => at);
    console.log(
      `budget, two workers in each of two processes: ${times.length} requests of the ${lane} in ${BUDGET.seconds} s, at most ${mostWithin(times, 60_000)} in any 60 s (allowed ${perMinute[lane]})`,
    );
  }
}

export async function run(): Promise<void> {
  console.log(`${countCaptures()} captures`);
  const server = await startArchiveServer(generated);
  try {
    const spread = makeQuotes(QUOTES, 1);
    report("cold, nothing shared", await check(server, spread, false));
    report("one engine, posts of seven years", await check(server, spread, true));
    report(
      "one engine, posts of one quarter",
      await check(server, makeQuotes(QUOTES, 2, 1_000, 1_090), true),
    );
    await handleOnly(server, spread);
    await failures(server, spread.slice(0, 150));
    await budget(server);
  } finally {
    await server.close();
  }
}
