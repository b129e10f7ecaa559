import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Logger } from "../log/logger.js";

/** What a worker ends with when its settings are wrong: starting it again would not help. */
const EXIT_CONFIG = 2;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** A worker that ran this long counts as healthy; its next pause is the first one again. */
const HEALTHY_MS = 30_000;

export interface WorkerProcesses {
  /** Rejects when a worker cannot run at all. */
  failed: Promise<never>;
  /** Asks all to end and waits; who does not in time is killed, its work taken up later. */
  stop(): Promise<void>;
}

/** The worker program: beside this one, built or not. */
function program(): string {
  const built = fileURLToPath(new URL("../../workers/main.js", import.meta.url));
  return existsSync(built) ? built : built.replace(/\.js$/, ".ts");
}

/**
 * Starts worker processes and starts each again when it dies, with growing pauses. Where this process
 * ends without `stop`, they are killed.
 */
export function startWorkers(
  { workers, shutdownSeconds }: { workers: number; shutdownSeconds: number },
  env: NodeJS.ProcessEnv,
  log: Logger,
): WorkerProcesses {
  const stopping = new AbortController();
  const running = new Set<ChildProcess>();

  async function keepRunning(): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; !stopping.signal.aborted; ) {
      const since = Date.now();
      const how = await runOnce();
      if (stopping.signal.aborted) return;
      if (how === EXIT_CONFIG) throw new Error("a worker cannot start; see its message above");
      pause = Date.now() - since > HEALTHY_MS ? FIRST_PAUSE_MS : pause;
      log.error({ how, pause }, "worker died, starting another");
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {});
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }

  function runOnce(): Promise<number | string> {
    // The channel has no messages: its end tells a worker that this process is gone.
    const child = spawn(process.execPath, [...process.execArgv, program()], {
      env,
      // Standard output is for data, of which a worker has none.
      stdio: ["ignore", process.stderr, process.stderr, "ipc"],
    });
    running.add(child);
    return new Promise((resolve) => {
      const settle = (how: number | string) => {
        running.delete(child);
        resolve(how);
      };
      child.once("error", (error) => settle(error.message));
      child.once("exit", (code, signal) => settle(code ?? signal ?? "unknown"));
    });
  }

  const loops = Promise.all(Array.from({ length: workers }, keepRunning));
  const failed = loops.then(() => new Promise<never>(() => {}));
  failed.catch(() => {});
  const killAll = () => {
    for (const child of running) child.kill("SIGKILL");
  };
  process.once("exit", killAll);
  return {
    failed,
    async stop() {
      stopping.abort();
      for (const child of running) child.kill("SIGTERM");
      const timer = setTimeout(killAll, (shutdownSeconds + 2) * 1_000);
      await loops.catch(() => {});
      clearTimeout(timer);
      process.off("exit", killAll);
    },
  };
}
