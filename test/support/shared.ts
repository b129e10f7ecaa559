import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const BESIDE = path.resolve(import.meta.dirname, "../../../shared");

/** The variable that says where each folder is; without it, it is looked for beside the repository. */
const FOLDERS = {
  corpus: "CORPUS_DIR",
  archives: "ARCHIVES_DIR",
  vectors: "VECTORS_DIR",
  seed: "SEED_DIR",
  tweets: "TWEETS_DIR",
} as const;

/**
 * Folder of other people's test data, read in place and never copied here. Null, with a line
 * printed, where it is absent: tests then skip. A folder that its variable names must be there.
 */
export function sharedFolder(name: keyof typeof FOLDERS): string | null {
  const named = process.env[FOLDERS[name]];
  const folder = named ?? path.join(BESIDE, name);
  if (existsSync(folder)) return folder;
  if (named !== undefined) throw new Error(`${FOLDERS[name]} names no folder: ${folder}`);
  console.log(`skipped: no ${name} at ${folder}`);
  return null;
}

export function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8")) as T;
}

export function readJsonLines<T>(file: string): T[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as T);
}
