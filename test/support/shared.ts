import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const BESIDE = path.resolve(import.meta.dirname, "../../../shared");

const FOLDERS = {
  corpus: process.env.CORPUS_DIR ?? path.join(BESIDE, "corpus"),
  archives: process.env.ARCHIVES_DIR ?? path.join(BESIDE, "archives"),
  vectors: process.env.VECTORS_DIR ?? path.join(BESIDE, "vectors"),
  seed: process.env.SEED_DIR ?? path.join(BESIDE, "seed"),
  tweets: process.env.TWEETS_DIR ?? path.join(BESIDE, "tweets"),
} as const;

/**
 * Folder of other people's test data, read in place and never copied here. Null, with a line
 * printed, where it is absent: tests then skip.
 */
export function sharedFolder(name: keyof typeof FOLDERS): string | null {
  const folder = FOLDERS[name];
  if (existsSync(folder)) return folder;
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
