import { createHash } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const FileSchema = z.object({
  /** As the archive names it. */
  name: z.string(),
  size: z.number(),
  /** Milliseconds since 1970, as the system tells it. */
  modified: z.number(),
  /** Number of its first part in the lines; the others follow. */
  first: z.number().int(),
  /** Names of the WARC files in it: itself, or those inside a WACZ. */
  parts: z.array(z.string()),
  /** What could not be read in it, in words, with the place. */
  problems: z.array(z.string()),
});

/** A file whose posts are in the index, as it was when it was read. */
export type IndexedFile = z.infer<typeof FileSchema>;

const ManifestSchema = z.object({
  format: z.literal("quotary-posts-1"),
  files: z.array(FileSchema),
  /** The sorted files of lines, oldest first, with their bytes. */
  segments: z.array(z.object({ name: z.string().regex(/^\d+\.lines$/), size: z.number() })),
});

export type Manifest = z.infer<typeof ManifestSchema>;

const NAME = "posts.json";
export const EMPTY: Manifest = { format: "quotary-posts-1", files: [], segments: [] };

/** The manifest of an index folder; null when there is none that can be read. */
export function readManifest(folder: string): Manifest | null {
  try {
    const parsed = ManifestSchema.safeParse(
      JSON.parse(readFileSync(path.join(folder, NAME), "utf8")),
    );
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Writes a JSON file in one step: it is the old one or the new one, never half of it. */
export function writeWhole(file: string, value: unknown): void {
  writeFileSync(`${file}.new`, JSON.stringify(value));
  renameSync(`${file}.new`, file);
}

export function writeManifest(folder: string, manifest: Manifest): void {
  writeWhole(path.join(folder, NAME), manifest);
}

export const readDone = (text: string): IndexedFile | null => {
  try {
    return FileSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

interface Stamp {
  name: string;
  size: number;
  modified: number;
}

export function isSameFile(a: Stamp, b: Stamp): boolean {
  return a.name === b.name && a.size === b.size && a.modified === b.modified;
}

/** Where the index of the files at `where` may lie: beside them, or in the data folder. */
export function indexFolders(where: string, dataFolder: string | undefined): string[] {
  const full = path.resolve(where);
  const beside = `${full}.posts`;
  if (dataFolder === undefined) return [beside];
  const name = createHash("sha256").update(full).digest("hex").slice(0, 32);
  return [beside, path.resolve(dataFolder, "posts", name)];
}
