/**
 * Indexing of WARC files against warcio's own iteration over the same file, in one run and in turns:
 * elapsed time, and processor time, which tells the same on a busy machine; the memory that it takes
 * as the input grows; and posts looked up in an index on disk. Generated input is invented, written
 * to a temporary folder and removed. `INDEXING_POSTS` and `INDEXING_MB` make the two large parts
 * smaller (10,000,000 posts take some 4 GB of disk, and minutes).
 */
import { spawnSync } from "node:child_process";
import {
  closeSync,
  createReadStream,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { WARCParser } from "warcio";
import { indexPaths } from "../src/archives/index-paths.js";
import {
  openPageReaders,
  type PageReaders,
  READ_HERE,
} from "../src/archives/local/page-readers.js";
import { writeWarc } from "../src/archives/warc/write.js";
import type { PostQuery } from "../src/engine/archive.js";
import { buildPosts, type PostSource } from "../src/post-index/build.js";
import { DiskPosts } from "../src/post-index/open.js";
import { sharedFolder } from "../test/support/shared.js";
import { visit } from "./indexing/crawl.js";

export const name = "indexing: WARC files, as a multiple of warcio's iteration; lookups on disk";

const ROUNDS = 5;
const POSTS = Number(process.env.INDEXING_POSTS ?? 10_000_000);
/** Size of the generated files that are compared. */
const COMPARED_MB = 20;
const LARGEST_MB = Number(process.env.INDEXING_MB ?? 2_048);
const LOOKUPS = 2_000;

const idOf = (n: number): string => String(1_622_000_000_000_000_000n + BigInt(n) * 4_194_304n);
const handleOf = (n: number): string => `person_${n % 40_000}`;
const timeOf = (n: number): number =>
  Date.UTC(2015, 0, 1) + (n % 2_900) * 86_400_000 + (n % 86_400) * 1_000;

/** A WARC file of about so many bytes, nothing in it twice. */
async function writeCrawl(file: string, bytes: number, gzip: boolean): Promise<void> {
  const handle = openSync(file, "w");
  for (let n = 0, written = 0; written < bytes; n += 10) {
    const visits = Array.from({ length: 10 }, (_, index) => visit(n + index));
    const part = await writeWarc(visits.flat(), { gzip });
    writeSync(handle, part);
    written += part.length;
  }
  closeSync(handle);
}

/** A file many times over, which is a WARC file too. */
function repeat(from: string, file: string, times: number): void {
  const bytes = readFileSync(from);
  const handle = openSync(file, "w");
  for (let n = 0; n < times; n++) writeSync(handle, bytes);
  closeSync(handle);
}

async function iterate(file: string): Promise<void> {
  for await (const record of new WARCParser(createReadStream(file))) await record.skipFully();
}

async function index(file: string): Promise<void> {
  for await (const line of indexPaths([file])) if (line === "") return;
}

/** Seconds on the clock, and of the processor. */
interface Taken {
  elapsed: number;
  processor: number;
}

async function take(work: () => Promise<unknown>): Promise<Taken> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { elapsed: (performance.now() - start) / 1_000, processor: (user + system) / 1e6 };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

const middleOf = (all: readonly Taken[]): Taken => ({
  elapsed: median(all.map(({ elapsed }) => elapsed)),
  processor: median(all.map(({ processor }) => processor)),
});

async function compare(kind: string, file: string, folder: string): Promise<void> {
  const posts = path.join(folder, "posts");
  const both = async (readers: PageReaders) => {
    for await (const line of indexPaths([file], { postsFolder: () => posts, readers })) {
      if (line === "") return;
    }
    rmSync(posts, { recursive: true });
  };
  const threads = openPageReaders(Math.max(1, availableParallelism() - 1));
  const ways = {
    warcio: () => iterate(file),
    CDXJ: () => index(file),
    "with posts": () => both(READ_HERE),
    "with posts, threads": () => both(threads),
  };
  const taken: Record<string, Taken[]> = {};
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [way, work] of Object.entries(ways)) {
      const one = await take(work);
      // The first round warms up.
      if (round > 0) taken[way] = [...(taken[way] ?? []), one];
    }
  }
  await threads.close();
  console.log(`${kind}, ${(statSync(file).size / 1e6).toFixed(0)} MB`);
  const base = middleOf(taken.warcio ?? []);
  for (const way of Object.keys(ways)) {
    const { elapsed, processor } = middleOf(taken[way] ?? []);
    console.log(
      `  ${way.padEnd(21)} ${elapsed.toFixed(2)} s (${(elapsed / base.elapsed).toFixed(2)} x), processor ${processor.toFixed(2)} s (${(processor / base.processor).toFixed(2)} x)`,
    );
  }
}

/** A real capture of an account page, where the shared archives are at hand. */
const REAL = "warc/twitter-netpreserve-2019.warc";

async function ratios(folder: string): Promise<void> {
  const shared = sharedFolder("archives");
  const file = path.join(folder, "compared.warc");
  if (shared !== null) {
    repeat(path.join(shared, REAL), file, 10);
    await compare(`${REAL} ten times over (packed)`, file, folder);
  }
  for (const [kind, gzip] of [
    ["an invented crawl, packed", true],
    ["an invented crawl, plain", false],
  ] as const) {
    await writeCrawl(file, COMPARED_MB * 1e6, gzip);
    await compare(kind, file, folder);
  }
  rmSync(file);
}

const moduleOf = (file: string) =>
  JSON.stringify(new URL(`../src/archives/${file}`, import.meta.url));
const INDEXER = `
  const { indexPaths } = await import(${moduleOf("index-paths.ts")});
  const { openPageReaders, readingThreads } = await import(${moduleOf("local/page-readers.ts")});
  const [file, posts] = process.argv.slice(1);
  const readers = openPageReaders(readingThreads());
  const lines = indexPaths([file], { postsFolder: () => posts, readers });
  for await (const line of lines) if (line === "") break;
  console.log(process.resourceUsage().maxRSS);
  await readers.close();`;

/** Most memory that indexing takes, posts, such threads as the machine gets, and all, in a process of its own. */
async function memory(folder: string): Promise<void> {
  const stretch = path.join(folder, "stretch");
  for (const gzip of [true, false]) {
    await writeCrawl(stretch, 9.9e6, gzip);
    for (const megabytes of [10, 100, LARGEST_MB]) {
      const [file, posts] = [path.join(folder, "large.warc"), path.join(folder, "large.posts")];
      repeat(stretch, file, Math.round(megabytes / 10));
      const args = [...process.execArgv, "--input-type=module", "-e", INDEXER, file, posts];
      const started = performance.now();
      const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
      const peak = (Number(stdout.trim()) / 1024).toFixed(0);
      const took = ((performance.now() - started) / 1_000).toFixed(0);
      console.log(
        `${String(megabytes).padStart(5)} MB, ${gzip ? "packed" : "plain"}: at most ${peak} MB of memory, ${took} s ${stderr.slice(0, 200)}`,
      );
      rmSync(file);
      rmSync(posts, { recursive: true, force: true });
    }
  }
  rmSync(stretch);
}

function inventedSource(): PostSource {
  return {
    name: "invented.warc.gz",
    size: 0,
    modified: 0,
    async read(take) {
      for (let n = 0; n < POSTS; n++) {
        const capture = {
          file: 0,
          offset: n * 1_000,
          inner: 0,
          uriR: `https://twitter.com/${handleOf(n)}/status/${idOf(n)}`,
          capturedAt: "2023-03-01T10:11:12Z",
          status: 200,
          mime: "text/html",
          digest: null,
        };
        const author = { id: String(n % 40_000), handle: handleOf(n), name: null };
        const createdAt = new Date(timeOf(n)).toISOString();
        take({ capture, posts: [{ platform: "twitter", id: idOf(n), createdAt, author }] });
      }
      return { parts: ["invented.warc.gz"], problems: [] };
    },
  };
}

async function lookUps(parent: string): Promise<void> {
  const folder = path.join(parent, "lookups");
  const { elapsed } = await take(() => buildPosts(folder, [inventedSource()]));
  const size = readdirSync(folder).reduce(
    (sum, file) => sum + statSync(path.join(folder, file)).size,
    0,
  );
  console.log(
    `${POSTS} posts indexed in ${elapsed.toFixed(0)} s, ${(size / 1e9).toFixed(2)} GB on disk`,
  );
  const posts = await DiskPosts.open(folder);
  if (!posts) throw new Error("no index was written");
  const platform = "twitter";
  const kinds: Record<string, (n: number) => PostQuery> = {
    "by id": (n) => ({ by: "id", platform, id: idOf(n) }),
    "by handle and day": (n) => {
      const fromMs = timeOf(n) - (timeOf(n) % 86_400_000);
      return {
        by: "handle",
        platform,
        key: handleOf(n),
        windows: [{ fromMs, toMs: fromMs + 86_400_000 }],
      };
    },
    "by account id and day": (n) => ({
      by: "account",
      platform,
      key: String(n % 40_000),
      windows: [{ fromMs: timeOf(n), toMs: timeOf(n) + 1_000 }],
    }),
  };
  for (const [kind, queryOf] of Object.entries(kinds)) {
    const times: number[] = [];
    let missed = 0;
    for (let round = 0; round < LOOKUPS; round++) {
      const n = Math.floor(((round * 0.618_033_988_7) % 1) * POSTS);
      const start = performance.now();
      const { captures } = await posts.lookUp(queryOf(n));
      times.push(performance.now() - start);
      if (!captures.some(({ offset }) => offset === n * 1_000)) missed += 1;
    }
    const middle = median(times);
    const late = times[Math.floor(times.length * 0.99)] ?? 0;
    console.log(
      `${kind.padEnd(22)} median ${middle.toFixed(2)} ms, 99 % under ${late.toFixed(2)} ms, ${missed} of ${LOOKUPS} not found`,
    );
  }
  await posts.close();
}

const PARTS: Record<string, (folder: string) => Promise<void>> = { ratios, memory, lookUps };

/** All parts, or those named: `npm run bench -- indexing --memory --lookUps`. */
export async function run(args: readonly string[]): Promise<void> {
  const named = args.map((arg) => arg.replace(/^-+/, ""));
  const folder = mkdtempSync(path.join(tmpdir(), "quotary-indexing-"));
  try {
    for (const [part, work] of Object.entries(PARTS)) {
      if (named.length === 0 || named.includes(part)) await work(folder);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
