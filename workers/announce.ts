import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { ENGINE } from "../src/engine/version.js";
import { QUEUE_NAMES } from "../src/queue/jobs.js";
import { ANNOUNCE_EVERY_MS, type WorkerList } from "../src/store/workers.js";
import { regularly } from "./regularly.js";

/** Says regularly that this worker is there, and how long its event loop stood still at most. */
export function announceWorker(
  list: WorkerList,
  concurrency: number,
  onError: (error: Error) => void,
): { leave(): Promise<void> } {
  const id = randomUUID();
  const since = new Date().toISOString();
  const loop = monitorEventLoopDelay({ resolution: 10 });
  loop.enable();
  const announcing = regularly(
    async () => {
      const eventLoopMs = Number.isFinite(loop.max) ? Math.round(loop.max / 1e6) : 0;
      loop.reset();
      await list.announce({
        id,
        host: hostname(),
        pid: process.pid,
        engine: ENGINE,
        queues: [...QUEUE_NAMES],
        concurrency,
        since,
        seenAt: new Date().toISOString(),
        eventLoopMs,
      });
    },
    ANNOUNCE_EVERY_MS,
    onError,
  );
  return {
    async leave() {
      announcing.stop();
      loop.disable();
      await list.leave(id);
    },
  };
}
