import { Piscina } from "piscina";
import type { ReadPage } from "../../src/engine/library.js";
import { readSnapshot } from "../../src/snapshots/read.js";
import type { Snapshot } from "../../src/snapshots/types.js";
import { programOf } from "../../src/threads/program.js";
import type { ReadingTask } from "./thread.js";

/**
 * Captures of so many bytes are read in a thread: smaller ones, which are nearly all, are read in
 * less time than it takes to hand them over and to take back what was found.
 */
const THREAD_FROM_BYTES = 200_000;
/** A thread that nobody needed for so long is ended, and its memory given back. */
const IDLE_MS = 60_000;

export interface ReadingPool {
  readPage: ReadPage;
  /** Ends the threads; what is being read is broken off. */
  close(): Promise<void>;
}

/**
 * Reads large captures in threads, so that the event loop goes on: locks are renewed, health is
 * answered, other quotes are checked. Threads are started when first needed.
 */
export function openReadingPool(threads: number): ReadingPool {
  const pool = new Piscina<ReadingTask, Snapshot>({
    ...programOf("./thread", import.meta.url),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
  });
  return {
    async readPage(capture, options, signal) {
      if (capture.body.length < THREAD_FROM_BYTES) return readSnapshot(capture, options);
      return pool.run({ capture, options }, { signal: signal ?? null });
    },
    close: () => pool.destroy(),
  };
}
