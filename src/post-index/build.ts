import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";
import type { Post } from "../records/post.js";
import { type IndexedCapture, lineOfCapture, linesOfPost, placeIn } from "./format.js";
import {
  EMPTY,
  type IndexedFile,
  isSameFile,
  type Manifest,
  readDone,
  readManifest,
  writeManifest,
  writeWhole,
} from "./manifest.js";
import { LineSorter, LineWriter, linesOf, mergeLines } from "./sorter.js";

/** A capture and the posts on it; `file` counts the parts of its source from 0. */
export interface PostsOfCapture {
  capture: IndexedCapture;
  posts: readonly Pick<Post, "platform" | "id" | "createdAt" | "author">[];
}

/** An archive file to be indexed. */
export interface PostSource {
  name: string;
  size: number;
  modified: number;
  /** Hands over every capture that holds posts; answers what it is made of, and what was damaged. */
  read(take: (found: PostsOfCapture) => void): Promise<{ parts: string[]; problems: string[] }>;
}

/** Segments that may stand beside each other before they are merged into one. */
const MOST_SEGMENTS = 8;
const MOST_PROBLEMS = 100;

/** One builder at a time; the lock of one that was killed is taken over. */
function lock(folder: string): () => void {
  const file = path.join(folder, "lock");
  const pid = existsSync(file) ? Number(readFileSync(file, "utf8").replace(/\D/g, "")) : 0;
  if (pid > 0 && pid !== process.pid && isAlive(pid)) {
    throw new Error(`another index is being written there (process ${pid})`);
  }
  writeWhole(file, process.pid);
  return () => rmSync(file, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The index as it is; one whose lines are gone or cut is made anew. */
function soundManifest(folder: string): Manifest {
  const manifest = readManifest(folder) ?? EMPTY;
  const sound = manifest.segments.every(
    ({ name, size }) => statSync(path.join(folder, name), { throwIfNoEntry: false })?.size === size,
  );
  return sound ? manifest : EMPTY;
}

/** Files read to their end by a builder that did not come to its own end. */
function finishedBefore(work: string, sources: readonly PostSource[]): IndexedFile[] {
  return readdirSync(work)
    .filter((name) => name.endsWith(".done"))
    .flatMap((name) => readDone(readFileSync(path.join(work, name), "utf8")) ?? [])
    .filter((file) => sources.some((source) => isSameFile(source, file)));
}

const runsOf = (work: string, { first }: IndexedFile): string[] =>
  readdirSync(work)
    .filter((name) => name.startsWith(`${first}-`) && name.endsWith(".run"))
    .map((name) => path.join(work, name));

async function readSource(source: PostSource, first: number, work: string): Promise<IndexedFile> {
  const sorter = new LineSorter(work, String(first));
  const { parts, problems } = await source.read(({ capture, posts }) => {
    const place = { ...capture, file: first + capture.file };
    sorter.add(lineOfCapture(place));
    for (const post of posts) for (const line of linesOfPost(post, place)) sorter.add(line);
  });
  sorter.flush();
  const { name, size, modified } = source;
  const file = { name, size, modified, first, parts, problems: problems.slice(0, MOST_PROBLEMS) };
  writeWhole(path.join(work, `${first}.done`), file);
  return file;
}

function* livingLines(lines: Iterable<string>, numbers: ReadonlySet<number>): Generator<string> {
  for (const line of lines) {
    const place = line.startsWith("c") ? placeIn(line.split("\t")[1] ?? "") : placeIn(line);
    if (place && numbers.has(place.file)) yield line;
  }
}

function writeSegment(folder: string, name: string, lines: Iterable<string>): void {
  const file = path.join(folder, name);
  const writer = new LineWriter(`${file}.new`);
  try {
    for (const line of lines) writer.write(line);
  } finally {
    writer.close();
  }
  renameSync(`${file}.new`, file);
}

/** Sorted lines of any number of runs, a bounded number of files open at a time. */
function sortedRuns(work: string, runs: string[]): Generator<string> {
  const sorter = new LineSorter(work, "merge");
  sorter.runs = runs;
  return sorter.sorted();
}

const numbersOf = (files: readonly IndexedFile[]): Set<number> =>
  new Set(files.flatMap(({ first, parts }) => parts.map((_, index) => first + index)));

/**
 * Brings the post index in `folder` up to date with `sources`: files that are in it already are not
 * read again, nor those that a builder killed on the way had finished; files that are gone or
 * changed fall out of it. Memory is bounded, whatever the sources hold. Until the end, readers see
 * the index as it was before. Throws what reading or writing throws.
 */
export async function buildPosts(
  folder: string,
  sources: readonly PostSource[],
  { tell = () => {}, signal }: { tell?: (name: string) => void; signal?: AbortSignal } = {},
): Promise<{ files: IndexedFile[]; read: number }> {
  const work = path.join(folder, "work");
  mkdirSync(work, { recursive: true });
  const unlock = lock(folder);
  try {
    const before = soundManifest(folder);
    const kept = before.files.filter((file) => sources.some((one) => isSameFile(one, file)));
    const taken = [...before.files, ...finishedBefore(work, sources)];
    const fresh = taken.filter(
      (file) => !before.files.includes(file) && !kept.some((one) => isSameFile(one, file)),
    );
    let next = Math.max(0, ...taken.map(({ first, parts }) => first + Math.max(1, parts.length)));
    let read = 0;
    for (const source of sources) {
      signal?.throwIfAborted();
      if ([...kept, ...fresh].some((file) => isSameFile(source, file))) continue;
      // What a builder left that was killed in the middle of a file is no part of this one.
      for (const left of readdirSync(work)) {
        if (left.startsWith(`${next}-`)) rmSync(path.join(work, left));
      }
      tell(source.name);
      const file = await readSource(source, next, work);
      fresh.push(file);
      next += Math.max(1, file.parts.length);
      read += 1;
    }
    const files = [...kept, ...fresh];
    if (fresh.length > 0 || kept.length < before.files.length) {
      const runs = fresh.flatMap((file) => runsOf(work, file));
      publish(folder, before.segments, files, sortedRuns(work, runs));
    }
    rmSync(work, { recursive: true, force: true });
    return { files, read };
  } finally {
    unlock();
  }
}

/** Writes the new segment, or one in place of all; then the manifest, which makes them count. */
function publish(
  folder: string,
  segments: Manifest["segments"],
  files: IndexedFile[],
  lines: Iterable<string>,
): void {
  const last = Math.max(-1, ...segments.map(({ name }) => Number.parseInt(name, 10)));
  const name = `${last + 1}.lines`;
  const merges = segments.length >= MOST_SEGMENTS;
  const old = merges ? segments.map((one) => linesOf(path.join(folder, one.name))) : [];
  writeSegment(folder, name, livingLines(mergeLines([lines, ...old]), numbersOf(files)));
  const { size } = statSync(path.join(folder, name));
  const present = [...(merges ? [] : segments), { name, size }];
  writeManifest(folder, { ...EMPTY, files, segments: present });
  for (const one of readdirSync(folder)) {
    const counts = present.some((segment) => segment.name === one);
    if (one.includes(".lines") && !counts) rmSync(path.join(folder, one));
  }
}
