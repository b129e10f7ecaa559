import type { PostQuery } from "../../engine/archive.js";
import { buildPosts, type PostSource } from "../../post-index/build.js";
import { type IndexedFile, indexFolders } from "../../post-index/manifest.js";
import { DiskPosts } from "../../post-index/open.js";
import { type CaptureEntry, mayHoldPosts } from "./entry.js";
import { findFiles, type LocalPath, type WarcFile } from "./file.js";
import { fileSetOf } from "./file-set.js";
import { type PageReaders, READ_HERE } from "./page-readers.js";
import { scanFile } from "./scan.js";
import { whyNotRead } from "./why.js";

interface PostPlace {
  /** Name of the WARC file. */
  part: string;
  offset: number;
  inner: number;
}

interface OpenPosts {
  /** Damage met when the files were indexed: what is missing may hold a post. */
  problems: readonly string[];
  /** Was this capture looked through for posts? Of a revisit, its original was, if anything. */
  holds(entry: CaptureEntry, part: string): boolean;
  lookUp(query: PostQuery): Promise<{ places: PostPlace[]; complete: boolean }>;
}

/** Runs `use` on the index at the first of some folders that has one; null when none has. */
async function withIndex<Value>(
  folders: readonly string[],
  use: (posts: DiskPosts) => Promise<Value> | Value,
): Promise<Value | null> {
  for (const folder of folders) {
    const posts = await DiskPosts.open(folder);
    if (!posts) continue;
    try {
      return await use(posts);
    } finally {
      await posts.close();
    }
  }
  return null;
}

/** The post index on disk of the files at `where`; null when there is none for any of them. */
export async function openPosts(
  where: string,
  dataFolder: string | undefined,
  found: readonly LocalPath[],
): Promise<OpenPosts | null> {
  const folders = indexFolders(where, dataFolder);
  const current = await withIndex(folders, (posts) =>
    found.flatMap((file) => posts.covers(file) ?? []),
  ).catch(() => null);
  if (!current || current.length === 0) return null;
  const parts = new Set(current.flatMap((file: IndexedFile) => file.parts));
  return {
    problems: current.flatMap(({ problems }) => problems),
    holds: (entry, part) =>
      parts.has(part) && !entry.isRevisit && !entry.doubtful && mayHoldPosts(entry),
    lookUp: async (query) => {
      const answer = await withIndex(folders, (posts) => posts.lookUp(query, current));
      return { places: answer?.captures ?? [], complete: answer?.complete ?? false };
    },
  };
}

/** Hears what is found in a file while it is read for its posts. */
type Visit = (file: WarcFile) => {
  take: (entry: CaptureEntry) => void;
  report: (problem: string, offset?: number) => void;
  end: (records: number) => void;
};

function sourceOf(
  local: LocalPath,
  { visit, readers = READ_HERE }: Pick<PostsOptions, "visit" | "readers">,
): PostSource {
  const { name, size, modified } = local;
  return {
    name,
    size,
    modified,
    async read(take) {
      const { files, problems } = await fileSetOf([local], []);
      for (const [number, file] of files.entries()) {
        const visitor = visit?.(file);
        const report = (problem: string, offset?: number) => {
          problems.push(problem);
          visitor?.report(problem, offset);
        };
        try {
          const onEntry = visitor?.take ?? (() => {});
          const records = await scanFile(file, number, onEntry, { take, readers }, report);
          visitor?.end(records);
        } catch (error) {
          report(`${file.name}: cannot be read (${whyNotRead(error)})`);
        }
      }
      return { parts: files.map((file) => file.name), problems };
    },
  };
}

interface PostsOptions {
  tell?: (name: string) => void;
  signal?: AbortSignal;
  visit?: Visit;
  readers?: PageReaders;
}

export interface PostsIndexed {
  files: number;
  /** Files read now; the others were in the index as they are. */
  read: number;
  problems: string[];
}

/**
 * Writes or updates the post index of the files at `where` into `folder`. Throws Node's error for a
 * path that cannot be read or written.
 */
export async function indexPosts(
  where: string,
  folder: string,
  options: PostsOptions = {},
): Promise<PostsIndexed> {
  const { found, problems } = await findFiles(where);
  const sources = found.map((local) => sourceOf(local, options));
  const { files, read } = await buildPosts(folder, sources, options);
  const damage = files.flatMap((file) => file.problems);
  return { files: files.length, read, problems: [...problems, ...damage] };
}
