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

/** Threads without a page for so long end; starting one takes longer than reading many pages. */
const IDLE_MS = 10_000;

/**
 * So many threads that read pages, started when the first page comes; reading takes most of the time
 * of an index of posts. With none, pages are read here.
 */
export function openPageReaders(threads: number): PageReaders {
  if (threads < 1) return READ_HERE;
  const pool = new Piscina<CaptureBytes, PageRead>({
    ...programOf("./read-page", import.meta.url),
    name: readPage.name,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    concurrentTasksPerWorker: MOST_PER_THREAD,
  });
  return {
    most: threads * MOST_PER_THREAD,
    read(capture) {
      // A copy, for what is handed over is gone here, with everything else in its memory.
      const body = new Uint8Array(capture.body);
      return pool.run({ ...capture, body }, { transferList: [body.buffer] });
    },
    close: () => pool.destroy(),
  };
}
