import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import type { CaptureBytes } from "../../snapshots/types.js";
import { programOf } from "../../threads/program.js";
import { type PageRead, readPage } from "./read-page.js";

/** Reads pages for their posts, here or in threads of their own. */
export interface PageReaders {
  /** Pages that may wait to be read while others are taken from their file. */
  readonly most: number;
  read(capture: CaptureBytes): PageRead | Promise<PageRead>;
  close(): Promise<void>;
}

/** Reads where it is asked. */
export const READ_HERE: PageReaders = { most: 0, read: readPage, close: async () => {} };

/** Enough for a thread to have the next page at hand, few enough to be held in memory. */
const MOST_PER_THREAD = 4;

/** The thread that reads the file keeps so many others busy with its pages. */
const MOST_THREADS = 4;

/**
 * How many threads pages are read in on this machine. A single one is none: handing the pages over
 * takes what it saves (`npm run bench -- indexing`), and memory besides.
 */
export function readingThreads(cores: number = availableParallelism()): number {
  const beside = Math.min(MOST_THREADS, cores - 1);
  return beside < 2 ? 0 : beside;
}

/** Threads without a page for so long end; starting one takes longer than reading many pages. */
const IDLE_MS = 10_000;

/**
 * What a thread's heap holds of new things before it is cleared. With V8's own choice, and longer runs of
 * lines, indexing 700 MB took 392 MB of memory instead of 269.
 */
const YOUNG_MB = 12;

/** A bound against pages made to exhaust memory; whether the largest, of 64 MB, stay below was not tried. */
const OLD_MB = 1_024;

const TOO_MUCH = "takes more memory to be looked through for posts than a page may";

/** A thread that passed its limit ends, and with it all that it was reading. */
function isOutOfMemory(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY";
}

/** A pool of threads of at most `mostMb` each; not more of them than `maxThreads`, and not fewer than one. */
function poolOf(maxThreads: number, mostMb: number): Piscina<CaptureBytes, PageRead> {
  return new Piscina<CaptureBytes, PageRead>({
    ...programOf("./read-page", import.meta.url),
    name: readPage.name,
    // With none, what waits while a thread ends with its page would wait for good.
    minThreads: 1,
    maxThreads,
    idleTimeout: IDLE_MS,
    concurrentTasksPerWorker: MOST_PER_THREAD,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: mostMb },
  });
}

function handOver(capture: CaptureBytes, pool: ReturnType<typeof poolOf>): Promise<PageRead> {
  // A copy, for what is handed over is gone here, with everything else in its memory.
  const body = new Uint8Array(capture.body);
  return pool.run({ ...capture, body }, { transferList: [body.buffer] });
}

/** Reads a page in a thread that reads nothing else: where that ends, the page is the reason. */
async function readAlone(capture: CaptureBytes, mostMb: number): Promise<PageRead> {
  const pool = poolOf(1, mostMb);
  try {
    return await handOver(capture, pool);
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    return { posts: [], damage: TOO_MUCH };
  } finally {
    await pool.destroy();
  }
}

/**
 * So many threads that read pages, started when the first page comes; reading takes most of the time
 * of an index of posts. With none, pages are read here. A page that takes more than `mostMb` of a
 * thread's memory is told as damaged.
 */
export function openPageReaders(threads: number, mostMb = OLD_MB): PageReaders {
  if (threads < 1) return READ_HERE;
  let pool: ReturnType<typeof poolOf> | null = null;
  let lastAlone: Promise<unknown> = Promise.resolve();
  return {
    most: threads * MOST_PER_THREAD,
    async read(capture) {
      pool ??= poolOf(threads, mostMb);
      try {
        return await handOver(capture, pool);
      } catch (error) {
        if (!isOutOfMemory(error)) throw error;
      }
      // One at a time: those that take most memory are among them.
      const read = lastAlone.then(() => readAlone(capture, mostMb));
      lastAlone = read.catch(() => {});
      return read;
    },
    close: async () => pool?.destroy(),
  };
}
