import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

/** Longest wait for the service to be ready, and for it to end when told to. */
const READY_MS = 60_000;
const STOP_MS = 15_000;

/** The service did not become ready; its own last words are in the message. */
class ServiceError extends Error {
  override readonly name = "ServiceError";
}

export interface Service {
  /** Where its HTTP API listens, e.g. `http://127.0.0.1:40123`. */
  address: string;
  stop(): Promise<void>;
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  await ended;
  clearTimeout(timer);
}

/** The address in the line `{"listening":"http://…"}` that the service prints when it is ready. */
async function readyAddress(child: ChildProcess, signal: AbortSignal): Promise<string> {
  if (!child.stdout) throw new ServiceError("the service has no output");
  for await (const line of createInterface({ input: child.stdout, signal })) {
    try {
      const { listening } = JSON.parse(line) as { listening?: unknown };
      if (typeof listening === "string") return listening;
    } catch {
      // Not the line that is waited for.
    }
  }
  throw new ServiceError("the service ended before it was ready");
}

/**
 * Starts `quotary serve` as a process of its own: API, workers and, without `REDIS_URL`, its own
 * Redis. Throws `ServiceError` when it is not ready in time.
 */
export async function startService(
  root: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Service> {
  const child = spawn(process.execPath, [path.join(root, "dist", "src", "cli.js"), "serve"], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    // Ctrl-C reaches all of a terminal's group at once; the service is told by us, and once only.
    detached: true,
  });
  let lastWords = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    lastWords = (lastWords + text).slice(-2_000);
  });
  try {
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(READY_MS)]);
    const address = await readyAddress(child, inTime);
    child.stdout.resume();
    return { address, stop: () => stopProcess(child) };
  } catch (error) {
    await stopProcess(child);
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    throw new ServiceError(`${reason}\n${lastWords.trim()}`.trim(), { cause: error });
  }
}
