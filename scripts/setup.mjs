#!/usr/bin/env node
/**
 * Makes a fresh clone ready to run: packages, a Redis server program, the build. Does nothing, in
 * well under a second, when all is there. Progress goes to stderr.
 * Exit: 0 ready; 1 a step failed; 2 something is missing that only a person can provide.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import {
  buildBecause,
  FINGERPRINT,
  findProgram,
  fingerprintSources,
  installBecause,
  isNewEnough,
  leftOverOutputs,
  missingOutputs,
} from "./setup-decisions.mjs";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const SEARCH_PATH = process.env.PATH ?? "";

/** Ends set-up with a message for a person. */
class SetupError extends Error {
  /**
   * @param {string} message
   * @param {1 | 2} exitCode
   */
  constructor(message, exitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`setup: ${line}\n`);
}

/**
 * Runs a program, its output on our stderr; gives its exit code. Ctrl-C reaches the program too
 * (same terminal), and set-up ends when it has ended, so that nothing is left half done unnoticed.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function run(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: ["ignore", 2, 2] });
    const stop = () => child.kill("SIGTERM");
    const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
    for (const signal of signals) process.on(signal, stop);
    child.once("error", reject);
    child.once("close", (code) => {
      for (const signal of signals) process.off(signal, stop);
      resolve(code ?? 1);
    });
  });
}

function checkNode() {
  const { engines } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  if (isNewEnough(process.versions.node, engines.node)) return;
  throw new SetupError(
    `Node ${process.versions.node} is too old, ${engines.node} is needed: https://nodejs.org`,
    2,
  );
}

async function installPackages() {
  const because = installBecause(ROOT, { os: process.platform, cpu: process.arch });
  if (!because) return;
  say(`installing packages (${because})`);
  // Packages' own install scripts only fetch or compile faster variants: none is needed.
  const args = ["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"];
  // Started by npm: use that very npm. Otherwise the one on PATH.
  const npm = process.env.npm_execpath;
  const viaNode = npm !== undefined && /npm-cli\.[cm]?js$/.test(npm);
  const code = viaNode
    ? await run(process.execPath, [npm, ...args])
    : await run(process.platform === "win32" ? "npm.cmd" : "npm", args);
  if (code !== 0) throw new SetupError("the packages could not be installed (npm ci failed)", 1);
}

const REDIS_PROGRAMS = ["redis-server", "valkey-server"];

const REDIS_HELP = `Quotary needs a Redis server program and found none on PATH. One of these helps:
  Debian, Ubuntu   sudo apt-get install redis-server
  Fedora           sudo dnf install valkey
  macOS            brew install redis
  Docker           docker run -d -p 6379:6379 redis:7, then REDIS_URL=redis://127.0.0.1:6379
  a running Redis  set REDIS_URL=redis://host:6379`;

/**
 * Installs Debian's package and makes sure that its service stays off: a policy forbids starting
 * it while the package is set up (Debian policy 9.3.3), and it is not enabled for the next boot.
 * A policy that is there already is left alone; one that would let the service start stops us.
 */
const INSTALL_REDIS = `
set -u
policy=/usr/sbin/policy-rc.d
if [ -e "$policy" ]; then
  "$policy" redis-server start >/dev/null 2>&1
  [ $? -eq 101 ] || { echo "$policy would start the service" >&2; exit 3; }
else
  trap 'rm -f "$policy"' EXIT
  trap 'exit 130' INT TERM HUP
  printf '#!/bin/sh\\nexit 101\\n' > "$policy" && chmod 755 "$policy" || exit 3
fi
export DEBIAN_FRONTEND=noninteractive
install() {
  apt-get -qq -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 \\
    install -y --no-install-recommends redis-server
}
install 2>/dev/null || { apt-get -qq update && install; } || exit 3
if command -v systemctl >/dev/null 2>&1; then
  systemctl disable redis-server >/dev/null 2>&1 || true
fi
`;

/** The command in front of a root shell: none for root, sudo when it asks no password; else null. */
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  const sudo = findProgram(["sudo"], SEARCH_PATH);
  const allowed = sudo && spawnSync(sudo, ["-n", "true"], { stdio: "ignore" }).status === 0;
  return allowed ? [sudo, "-n"] : null;
}

async function provideRedis() {
  if (process.env.REDIS_URL || findProgram(REDIS_PROGRAMS, SEARCH_PATH)) return;
  const prefix = findProgram(["apt-get"], SEARCH_PATH) ? rootPrefix() : null;
  if (prefix) {
    say("installing Debian's redis-server (the program only, its service stays off)");
    const [program = "sh", ...args] = [...prefix, "sh", "-c", INSTALL_REDIS];
    await run(program, args);
  }
  if (!findProgram(REDIS_PROGRAMS, SEARCH_PATH)) throw new SetupError(REDIS_HELP, 2);
}

async function build() {
  const fingerprint = fingerprintSources(ROOT);
  const because = buildBecause(ROOT, fingerprint);
  if (!because) return;
  say(`building (${because})`);
  const dist = path.join(ROOT, "dist");
  for (const file of leftOverOutputs(ROOT)) rmSync(path.join(ROOT, file));
  // The compiler trusts its own record of what it wrote; files removed since would stay missing.
  if (missingOutputs(ROOT).length > 0) rmSync(path.join(dist, ".tsbuildinfo"), { force: true });
  const compiler = path.join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const code = await run(process.execPath, [compiler, "-p", path.join(ROOT, "tsconfig.json")]);
  if (code !== 0) throw new SetupError("the build failed (tsc, see above)", 1);
  mkdirSync(dist, { recursive: true });
  writeFileSync(path.join(dist, FINGERPRINT), `${fingerprint}\n`);
}

try {
  checkNode();
  await provideRedis();
  await installPackages();
  await build();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = error.exitCode;
}
