import { readSnapshot } from "../../src/snapshots/read.js";
import type { CaptureBytes, ReadOptions, Snapshot } from "../../src/snapshots/types.js";

/** What a thread of the pool is handed: one capture to be read. */
export interface ReadingTask {
  capture: CaptureBytes;
  options: ReadOptions;
}

/** Reads one capture; runs in a thread of its own. */
export default function read({ capture, options }: ReadingTask): Snapshot {
  return readSnapshot(capture, options);
}
