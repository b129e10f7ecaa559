/**
 * Indexing of WARC files against warcio's own iteration over the same file, in one run and in turns;
 * the memory that it takes as the input grows; and posts looked up in an index on disk. All input is
 * invented and written to a temporary folder that is removed. `INDEXING_POSTS` and `INDEXING_MB` make
 * the two large parts smaller (10,000,000 posts take some 4 GB of disk, and minutes).
 */
import { spawnSync } from "node:child_process";
import {
  closeSync,
  createReadStream,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { WARCParser } from "warcio";
import { indexPaths } from "../src/archives/index-paths.js";
import { writeWarc } from "../src/archives/warc/write.js";
import type { PostQuery } from "../src/engine/archive.js";
import { buildPosts, type PostSource } from "../src/post-index/build.js";
import { DiskPosts } from "../src/post-index/open.js";
import { sharedFolder } from "../test/support/shared.js";

export const name = "indexing: WARC files, as a multiple of warcio's iteration; lookups on disk";

const ROUNDS = 5;
const POSTS = Number(process.env.INDEXING_POSTS ?? 10_000_000);
const LARGEST_MB = Number(process.env.INDEXING_MB ?? 2_048);
const LOOKUPS = 2_000;

const idOf = (n: number): string => String(1_622_000_000_000_000_000n + BigInt(n) * 4_194_304n);
const handleOf = (n: number): string => `person_${n % 40_000}`;
const timeOf = (n: number): number =>
  Date.UTC(2015, 0, 1) + (n % 2_900) * 86_400_000 + (n % 86_400) * 1_000;

/** One page in four holds a post; the rest are pictures and scripts, as crawlers of pages keep them. */
function recordsOf(from: number, count: number) {
  return Array.from({ length: count }, (_, index) => {
    const n = from + index;
    const uriR = `https://twitter.com/${handleOf(n)}/status/${idOf(n)}`;
    const capturedAt = "2023-03-01T10:11:12Z";
    if (n % 4 > 0) {
      const body = Buffer.alloc(12_000, `${n} function f(a){return a+${n * 7}};`);
      return { uriR: `${uriR}/${n}.js`, capturedAt, headers: { "content-type": "text/css" }, body };
    }
    const words = `The bridge of Nord is closed for the ${n}th time until further notice.`;
    const body = `<!doctype html><html><head><title>x</title>${'<link rel="stylesheet" href="/a.css">'.repeat(200)}</head><body><div class="tweet permalink-tweet" data-tweet-id="${idOf(n)}" data-screen-name="${handleOf(n)}" data-name="Person" data-user-id="${n % 40_000}"><div class="js-tweet-text-container"><p class="TweetTextSize js-tweet-text tweet-text" lang="en">${words}</p></div></div></body></html>`;
    return { uriR, capturedAt, headers: { "content-type": "text/html; charset=utf-8" }, body };
  });
}

/** A WARC file of about so many bytes: one stretch of records, again and again. */
async function writeFileOf(file: string, bytes: number, gzip: boolean): Promise<void> {
  const part = await writeWarc(recordsOf(0, 400), { gzip });
  const handle = openSync(file, "w");
  for (let written = 0; written < bytes; written += part.length) writeSync(handle, part);
  closeSync(handle);
}

async function iterate(file: string): Promise<void> {
  for await (const record of new WARCParser(createReadStream(file))) await record.skipFully();
}

async function index(file: string): Promise<void> {
  for await (const line of indexPaths([file])) if (line === "") return;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

async function compare(kind: string, file: string, folder: string): Promise<void> {
  const posts = path.join(folder, "posts");
  const both = async () => {
    for await (const line of indexPaths([file], { postsFolder: () => posts })) {
      if (line === "") return;
    }
    rmSync(posts, { recursive: true });
  };
  const taken = { warcio: [] as number[], cdxj: [] as number[], both: [] as number[] };
  for (let round = 0; round <= ROUNDS; round++) {
    const times = [
      await seconds(() => iterate(file)),
      await seconds(() => index(file)),
      await seconds(both),
    ] as const;
    if (round === 0) continue;
    taken.warcio.push(times[0]);
    taken.cdxj.push(times[1]);
    taken.both.push(times[2]);
  }
  const base = median(taken.warcio);
  const [cdxj, all] = [median(taken.cdxj), median(taken.both)];
  console.log(
    `${kind.padEnd(8)} ${(statSync(file).size / 1e6).toFixed(0)} MB  warcio ${base.toFixed(2)} s  CDXJ ${cdxj.toFixed(2)} s (${(cdxj / base).toFixed(2)} x)  with posts ${all.toFixed(2)} s (${(all / base).toFixed(2)} x)`,
  );
}

/** A real capture of an account page, where the shared archives are at hand. */
const REAL = "warc/twitter-netpreserve-2019.warc";

async function ratios(folder: string): Promise<void> {
  const shared = sharedFolder("archives");
  if (shared !== null) await compare(REAL, path.join(shared, REAL), folder);
  for (const [kind, gzip] of [
    ["warc.gz", true],
    ["warc", false],
  ] as const) {
    const file = path.join(folder, `pages.${kind}`);
    await writeFileOf(file, gzip ? 4_000_000 : 40_000_000, gzip);
    await compare(kind, file, folder);
    rmSync(file);
  }
}

/** Most memory that indexing takes, in a process of its own. */
async function memory(folder: string): Promise<void> {
  for (const megabytes of [10, 100, LARGEST_MB]) {
    const file = path.join(folder, "large.warc");
    await writeFileOf(file, megabytes * 1e6, false);
    const started = performance.now();
    const script = `const { indexPaths } = await import("${new URL("../src/archives/index-paths.ts", import.meta.url).href}"); for await (const line of indexPaths([process.argv[1]], { postsFolder: () => process.argv[2] })) { if (line === "") break; } console.log(process.resourceUsage().maxRSS);`;
    const posts = path.join(folder, "large.posts");
    const args = ["--import", "tsx", "--input-type=module", "-e", script, file, posts];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    const peak = Number(stdout.trim()) / 1024;
    const took = ((performance.now() - started) / 1_000).toFixed(0);
    console.log(
      `${String(megabytes).padStart(5)} MB of input: at most ${peak.toFixed(0)} MB of memory, ${took} s ${stderr.slice(0, 200)}`,
    );
    rmSync(file);
    rmSync(posts, { recursive: true, force: true });
  }
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

async function lookUps(folder: string): Promise<void> {
  const took = await seconds(() => buildPosts(folder, [inventedSource()]));
  const size = readdirSync(folder).reduce(
    (sum, file) => sum + statSync(path.join(folder, file)).size,
    0,
  );
  console.log(
    `${POSTS} posts indexed in ${took.toFixed(0)} s, ${(size / 1e9).toFixed(2)} GB on disk`,
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

export async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "quotary-indexing-"));
  try {
    await ratios(folder);
    await memory(folder);
    await lookUps(path.join(folder, "lookups"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
