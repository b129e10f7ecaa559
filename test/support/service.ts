import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import type { QuoteRecord } from "../../src/records/quote.js";
import type { Verification } from "../../src/records/verification.js";
import { type Received, startReceiver } from "./receiver.js";

const ROOT = path.resolve(import.meta.dirname, "../..");

export interface ServiceOptions {
  /** WHERE strings of the archives to ask. */
  archives: readonly string[];
  /** Further settings. */
  env?: NodeJS.ProcessEnv;
  /** Data folder to use and leave behind; one of its own, removed in the end, when left out. */
  data?: string;
}

/** `quotary serve` as its users run it: a process, its workers, its own Redis. */
export interface RunningService {
  url: string;
  process: ChildProcess;
  /** What was written to stderr so far. */
  log(): string;
  /** Sends quotes and waits for their verdicts and for all events, signatures checked. */
  verify(quotes: readonly QuoteRecord[]): Promise<{
    verification: Verification;
    events: Received["event"][];
  }>;
  /** Asks it to end; its exit code. */
  stop(): Promise<number | null>;
}

/** Settings of the surroundings stay out, or a developer's own would change what is tested. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, NODE_V8_COVERAGE } = process.env;
  const kept = { PATH, HOME, TMPDIR, NODE_V8_COVERAGE };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}

/** True when `npm run build` ran after the last change: the built program then starts faster. */
function isBuilt(): boolean {
  const changed = (folder: string) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs);
  const built = path.join(ROOT, "dist/.tsbuildinfo");
  if (!existsSync(built)) return false;
  const sources = ["src", "workers", "config"].flatMap(changed);
  return Math.max(...sources) < statSync(built).mtimeMs;
}

/** Runs a program of the repository: as built where that is fresh, else from its source. */
export function runProgram(file: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  const program = isBuilt()
    ? [path.join(ROOT, "dist", file.replace(/\.ts$/, ".js"))]
    : ["--import", "tsx", path.join(ROOT, file)];
  return spawn(process.execPath, [...program, ...args], {
    cwd: ROOT,
    env: { ...cleanEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

export function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

export async function startService(
  { archives, env = {}, data }: ServiceOptions,
  args: readonly string[] = [],
): Promise<RunningService> {
  const folder = data ?? mkdtempSync(path.join(tmpdir(), "quotary service-"));
  const child = runProgram("src/cli.ts", ["serve", ...args], {
    PORT: "0",
    QUOTARY_DATA: folder,
    QUOTARY_ARCHIVES: archives.join(","),
    QUOTARY_ALLOW_HOSTS: "127.0.0.1",
    LOG_LEVEL: "warn",
    ...env,
  });
  let out = "";
  let log = "";
  child.stdout.on("data", (part) => {
    out += part;
  });
  child.stderr.on("data", (part) => {
    log += part;
  });
  const ended = exitOf(child);
  while (!out.includes("\n")) {
    if (child.exitCode !== null) throw new Error(`serve ended with ${child.exitCode}: ${log}`);
    await sleep(20);
  }
  const url = (JSON.parse(out) as { listening: string }).listening;
  return {
    url,
    process: child,
    log: () => log,
    verify: (quotes) => verify(url, quotes),
    async stop() {
      child.kill("SIGTERM");
      const code = await ended;
      if (data === undefined) rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

async function verify(url: string, quotes: readonly QuoteRecord[]) {
  const receiver = await startReceiver();
  try {
    const answer = await fetch(`${url}/v1/verifications`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ quotes, webhook: { url: receiver.url } }),
    });
    if (answer.status !== 202) throw new Error(`${answer.status}: ${await answer.text()}`);
    const accepted = (await answer.json()) as Verification;
    let verification: Verification;
    do {
      const answer = await fetch(`${url}${accepted.links.self}?wait=10`);
      verification = (await answer.json()) as Verification;
    } while (verification.status !== "completed");
    const verdicts = verification.quotes.filter(({ verdict }) => verdict !== null).length;
    await receiver.until((received) => received.length >= verdicts + 1);
    const signer = new Webhook(accepted.webhook?.secret ?? "");
    for (const { body, headers } of receiver.received) {
      signer.verify(body, headers as Record<string, string>);
    }
    return { verification, events: receiver.received.map(({ event }) => event) };
  } finally {
    await receiver.close();
  }
}
