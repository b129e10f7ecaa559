import path from "node:path";
import { Answers } from "./answers.js";
import { BodyFiles } from "./body-files.js";
import type { Shelf } from "./shelf.js";

export const MEGABYTE = 1024 * 1024;

/** As `loadConfig` hands it over. */
interface CacheSettings {
  cacheListSeconds: number;
  cacheNoneSeconds: number;
  cacheCaptureSeconds: number;
  /** `hashes`: no words are kept, hence no captures. */
  evidence?: "full" | "hashes" | "none";
  /** 0 keeps no files. */
  cacheFileMegabytes: number;
  dataFolder: string;
}

/** Answers kept on a shelf for as long as the settings say, large bodies as files. */
export function openAnswers(shelf: Shelf, settings: CacheSettings): Answers {
  const most = settings.cacheFileMegabytes * MEGABYTE;
  const folder = path.resolve(settings.dataFolder, "cache", "captures");
  const times = {
    list: settings.cacheListSeconds * 1_000,
    none: settings.cacheNoneSeconds * 1_000,
    capture: settings.evidence === "hashes" ? 0 : settings.cacheCaptureSeconds * 1_000,
  };
  return new Answers(shelf, times, most > 0 ? new BodyFiles(folder, most) : null);
}
