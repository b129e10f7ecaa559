import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { openArchives } from "../../src/archives/open.js";
import { writeWarc } from "../../src/archives/warc/write.js";
import { createEngine } from "../../src/engine/index.js";
import type { ReadPage } from "../../src/engine/library.js";
import { openReadingPool } from "../../workers/reading/pool.js";
import { median } from "./load.js";

const PAGES = 6;
const BYTES = 2_000_000;
const ROUNDS = 3;
const at = "2023-03-09T10:15:00Z";
const FIRST_ID = 1_633_770_000_000_000_000n;

const wordsOf = (id: bigint) => `Bridge number ${id} is closed to all traffic until noon today.`;

/** A page of 2 MB: a post and some thousands of others. */
function page(id: bigint): Buffer {
  const post = (name: bigint, handle: string, words: string) =>
    `<div class="tweet permalink-tweet" data-tweet-id="${name}" data-screen-name="${handle}"><p class="tweet-text">${words}</p></div>`;
  const parts = [post(id, "harbour", wordsOf(id))];
  for (let bytes = 0, n = 1n; bytes < BYTES; n += 1n) {
    const part = post(id + n, "other", "words of somebody else altogether ".repeat(10));
    parts.push(part);
    bytes += part.length;
  }
  return Buffer.from(`<html><body>${parts.join("")}</body></html>`);
}

/** Longest standstill of this process's event loop, ms, while quotes of large pages are checked. */
async function standstill(file: string, readPage?: ReadPage): Promise<number> {
  const archives = await openArchives([file], {});
  const engine = createEngine({ archives, ...(readPage && { readPage }) });
  const loop = monitorEventLoopDelay({ resolution: 1 });
  await archives[0]?.find(
    { kind: "prefix", prefix: "twitter.com/" },
    { signal: new AbortController().signal, requested: () => {} },
  );
  await sleep(20);
  loop.enable();
  const checks = Array.from({ length: PAGES }, (_, n) => {
    const id = FIRST_ID + BigInt(n) * 1_000_000n;
    const text = wordsOf(id);
    // Without a link every post of a page is looked at.
    const quote = { text, date: "March 9, 2023", author: { handle: "harbour" } };
    return engine.check(quote, { id: `vd_${n}` });
  });
  const verdicts = await Promise.all(checks);
  loop.disable();
  await archives[0]?.close();
  if (verdicts.some(({ post }) => post === null)) throw new Error("a post was not found");
  return loop.max / 1e6;
}

/** What reading pages of 2 MB does to locks and health: with the reading here, and in threads. */
export async function largePages(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "quotary-bench-"));
  const file = path.join(folder, "large.warc.gz");
  const captures = Array.from({ length: PAGES }, (_, n) => {
    const id = FIRST_ID + BigInt(n) * 1_000_000n;
    return {
      uriR: `https://twitter.com/harbour/status/${id}`,
      capturedAt: at,
      status: 200,
      headers: [["Content-Type", "text/html; charset=utf-8"]] as [string, string][],
      body: page(id),
    };
  });
  await writeFile(file, await writeWarc(captures));
  const pool = openReadingPool(1);
  const [here, threads]: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round++) {
    const both = [await standstill(file), await standstill(file, pool.readPage)] as const;
    if (round > 0) here.push(both[0]);
    if (round > 0) threads.push(both[1]);
  }
  await pool.close();
  await rm(folder, { recursive: true });
  console.log(
    `pages of 2 MB: the event loop stands still ${median(here).toFixed(0)} ms at most when they are read in it, ${median(threads).toFixed(0)} ms with a thread (locks last 30,000 ms)`,
  );
}
