import path from "node:path";
import type { PostQuery } from "../engine/archive.js";
import {
  captureStretch,
  type IndexedCapture,
  type Place,
  placeIn,
  readCapture,
  stretchesOf,
} from "./format.js";
import { type IndexedFile, isSameFile, readManifest } from "./manifest.js";
import { Segment } from "./segment.js";
import { asBytes, asText } from "./sorter.js";

/** Most captures handed back for one question. */
const MOST_FOUND = 200;
/** A page can show a post many times; more lines than this are not looked through. */
const MOST_LINES = 2_000;

interface FoundCapture extends IndexedCapture {
  /** Name of the WARC file, as in the manifest. */
  part: string;
}

/** A post index on disk, open for questions; nothing of it is loaded but its list of files. */
export class DiskPosts {
  private constructor(
    readonly files: readonly IndexedFile[],
    private readonly segments: readonly Segment[],
  ) {}

  /** The index in a folder; null when there is none. Throws when a part is missing or cut. */
  static async open(folder: string): Promise<DiskPosts | null> {
    const manifest = readManifest(folder);
    if (!manifest) return null;
    const segments: Segment[] = [];
    try {
      for (const { name, size } of manifest.segments) {
        const segment = await Segment.open(path.join(folder, name));
        segments.push(segment);
        if (segment.size !== size) throw new Error(`${name}: cut, or from another index`);
      }
    } catch (error) {
      for (const segment of segments) await segment.close();
      throw error;
    }
    return new DiskPosts(manifest.files, segments);
  }

  /** Was this file indexed as it is now? */
  covers(file: { name: string; size: number; modified: number }): IndexedFile | null {
    return this.files.find((one) => isSameFile(one, file)) ?? null;
  }

  /** Name of the WARC file that a number in the lines stands for, in `files`. */
  #partOf(number: number, files: readonly IndexedFile[]): string | null {
    const file = files.find(({ first, parts }) => number >= first && number < first + parts.length);
    return file?.parts[number - file.first] ?? null;
  }

  /**
   * Captures, in files of `current`, on which a post that is asked for was seen; each once, oldest
   * first. `complete` is false when there are more, or lines are missing.
   */
  async lookUp(
    query: PostQuery,
    current: readonly IndexedFile[] = this.files,
  ): Promise<{ captures: FoundCapture[]; complete: boolean }> {
    const captures = new Map<string, FoundCapture>();
    let complete = true;
    for (const segment of this.segments) {
      for (const { prefix, from, before } of stretchesOf(query)) {
        const stretch = {
          prefix: asBytes(prefix),
          from: asBytes(from),
          before: before && asBytes(before),
        };
        const lines = await segment.lines(stretch, MOST_LINES);
        for (const line of lines) {
          const place = placeIn(line);
          const part = place && this.#partOf(place.file, current);
          if (!place || part === null) continue;
          const key = `${part} ${place.offset} ${place.inner}`;
          if (captures.has(key)) continue;
          if (captures.size >= MOST_FOUND) return { captures: sorted(captures), complete: false };
          const capture = await captureAt(segment, place);
          if (capture) captures.set(key, { ...capture, part });
          else complete = false;
        }
        if (lines.length >= MOST_LINES) return { captures: sorted(captures), complete: false };
      }
    }
    return { captures: sorted(captures), complete };
  }

  async close(): Promise<void> {
    for (const segment of this.segments) await segment.close();
  }
}

async function captureAt(segment: Segment, place: Place): Promise<IndexedCapture | null> {
  const [line] = await segment.lines(captureStretch(place), 1);
  return line === undefined ? null : readCapture(asText(line), place);
}

function sorted(captures: ReadonlyMap<string, FoundCapture>): FoundCapture[] {
  return [...captures.values()].sort((a, b) => (a.capturedAt < b.capturedAt ? -1 : 1));
}
