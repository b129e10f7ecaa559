/**
 * What set-up has to do, decided from what is there. Nothing here changes anything; `setup.mjs`
 * acts on the answers. Node built-ins only: this runs before anything is installed.
 */
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 */

/** @typedef {Record<string, LockedPackage>} LockedPackages package folder → what the lockfile says */

/**
 * Whether `version` satisfies a minimum of the form `>=20.18.1`, the only one `engines` uses here.
 * @param {string} version
 * @param {string} engines
 */
export function isNewEnough(version, engines) {
  const wanted = engines.match(/^>=(\d+)\.(\d+)\.(\d+)$/);
  const have = version.match(/^v?(\d+)\.(\d+)\.(\d+)/);
  if (!wanted || !have) throw new Error(`cannot compare Node ${version} with "${engines}"`);
  for (const part of [1, 2, 3]) {
    const difference = Number(have[part]) - Number(wanted[part]);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/**
 * npm's rule for the `os` and `cpu` lists of a package: `!x` excludes, the rest must hold the value.
 * @param {string[] | undefined} list
 * @param {string} value
 */
function allows(list, value) {
  if (!list || list.length === 0) return true;
  if (list.includes(`!${value}`)) return false;
  const wanted = list.filter((entry) => !entry.startsWith("!"));
  return wanted.length === 0 || wanted.includes(value);
}

/**
 * Why the installed packages are not those of the lockfile; null when they are. npm leaves out
 * optional packages that are made for other machines, so one of those may be missing, but one made
 * for this machine may not (a `node_modules` copied from elsewhere).
 * @param {LockedPackages} locked `packages` of package-lock.json
 * @param {LockedPackages} installed `packages` of node_modules/.package-lock.json
 * @param {{ os: string, cpu: string }} machine
 */
export function staleBecause(locked, installed, machine) {
  for (const [folder, wanted] of Object.entries(locked)) {
    if (folder === "") continue;
    const have = installed[folder];
    if (!have) {
      const madeForHere =
        wanted.os &&
        !wanted.libc &&
        allows(wanted.os, machine.os) &&
        allows(wanted.cpu, machine.cpu);
      if (wanted.optional && !madeForHere) continue;
      return `${folder} is missing`;
    }
    if (have.version !== wanted.version || have.integrity !== wanted.integrity) {
      return `${folder} is ${have.version}, the lockfile says ${wanted.version}`;
    }
  }
  const extra = Object.keys(installed).find((folder) => !(folder in locked));
  return extra ? `${extra} is not in the lockfile` : null;
}

/**
 * Why `npm ci` has to run in `root`; null when it does not.
 * @param {string} root
 * @param {{ os: string, cpu: string }} machine
 */
export function installBecause(root, machine) {
  const record = path.join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return "node_modules is missing or was left half-made";
  const installed = readPackages(record);
  const stale = staleBecause(
    readPackages(path.join(root, "package-lock.json")),
    installed,
    machine,
  );
  if (stale) return stale;
  const lost = Object.keys(installed).find(
    (folder) => !existsSync(path.join(root, folder, "package.json")),
  );
  return lost ? `${lost} was removed` : null;
}

/**
 * @param {string} lockfile
 * @returns {LockedPackages}
 */
function readPackages(lockfile) {
  return JSON.parse(readFileSync(lockfile, "utf8")).packages ?? {};
}

/**
 * First program of these names that can be run from `searchPath` (a `PATH`); null when none.
 * @param {readonly string[]} names
 * @param {string} searchPath
 */
export function findProgram(names, searchPath) {
  for (const name of names) {
    for (const folder of searchPath.split(path.delimiter).filter((entry) => entry !== "")) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        if (statSync(file).isFile()) return file;
      } catch {
        // Not in this folder, or not ours to run: the next one may have it.
      }
    }
  }
  return null;
}

const SOURCE_FOLDERS = ["src", "workers", "config", "examples"];
const BUILD_SETTINGS = ["tsconfig.json", "package-lock.json"];

/** Where the fingerprint of the sources last built is kept, below the build's folder. */
export const FINGERPRINT = ".sources";

/**
 * @param {string} root
 * @param {(name: string) => boolean} wanted
 * @returns {string[]} paths below `root`, sorted, with forward slashes
 */
function filesBelow(root, wanted) {
  return SOURCE_FOLDERS.flatMap((folder) => {
    const top = path.join(root, folder);
    if (!existsSync(top)) return [];
    return readdirSync(top, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && wanted(entry.name))
      .map((entry) =>
        path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"),
      );
  }).sort();
}

/**
 * Fingerprint of everything that a build is made from. Contents, not times: a checkout, a copy or
 * a clock set back gives older files with newer words in them.
 * @param {string} root
 */
export function fingerprintSources(root) {
  const hash = createHash("sha256");
  const files = filesBelow(root, (name) => name.endsWith(".ts") || name.endsWith(".json"));
  for (const file of [...BUILD_SETTINGS, ...files]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

/**
 * Why a build has to run; null when `dist` is made from these very sources and whole.
 * @param {string} root
 * @param {string} fingerprint
 */
export function buildBecause(root, fingerprint) {
  const dist = path.join(root, "dist");
  const kept = path.join(dist, FINGERPRINT);
  if (!existsSync(kept)) return "there is no build yet";
  if (readFileSync(kept, "utf8").trim() !== fingerprint) return "the sources have changed";
  return missingOutputs(root).length > 0 ? "parts of the build were removed" : null;
}

/**
 * Compiled files that should be in `dist` and are not.
 * @param {string} root
 */
export function missingOutputs(root) {
  return filesBelow(root, (name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .map((file) => `dist/${file.replace(/\.ts$/, ".js")}`)
    .filter((file) => !existsSync(path.join(root, file)));
}

/**
 * Compiled files whose source is gone: they would still be found by a path, a test or a reader.
 * @param {string} root
 */
export function leftOverOutputs(root) {
  return filesBelow(path.join(root, "dist"), () => true)
    .filter((file) => {
      const source = file.replace(/\.js(\.map)?$/, ".ts");
      return !existsSync(path.join(root, source)) && !existsSync(path.join(root, file));
    })
    .map((file) => `dist/${file}`);
}
