import { createHash } from "node:crypto";
import type { Post } from "../records/post.js";
import { readSnapshot } from "../snapshots/read.js";
import type { CaptureBytes, Snapshot } from "../snapshots/types.js";
import { abortable } from "./abortable.js";
import type {
  Archive,
  AskContext,
  CaptureList,
  CaptureQuery,
  CaptureRef,
  ReadCapture,
} from "./archive.js";
import { PostIndex } from "./post-index.js";
import { Shells } from "./shells.js";

/** A capture that was fetched and read. */
export interface Reading {
  archive: string;
  read: ReadCapture;
  /** What the capture says of the post that its address names; the others may be left unread. */
  snapshot: Snapshot;
  /** Every post on the page, read when they are first asked for. */
  posts: () => readonly Post[];
  /** SHA-256 (hex) of the body as handed over. */
  sha256: string;
  /** `low`: not evidence by itself. */
  trust: Archive["trust"];
}

/** How long a list of captures is taken for the archive's present answer. */
const LIST_KEPT_MS = 60_000;
const MOST_LISTS = 1_000;
const MOST_READINGS = 256;
/** Readings keep their captures' bytes; a page alone may have 64 MB. */
const MOST_READING_BYTES = 128 * 1024 * 1024;
const MOST_INDEXES = 64;
/** How long an index of posts is used before the archive is asked what came since. */
const INDEX_KEPT_MS = 10_000;

interface Entry<Value> {
  value: Promise<Value>;
  since: number;
  /** Bytes, once they are known. */
  weight: number;
}

/** What the values of one kind may weigh together, in bytes. */
interface Scales<Value> {
  most: number;
  weigh: (value: Value) => number;
}

class Kept<Value> {
  private readonly entries = new Map<string, Entry<Value>>();
  private weight = 0;

  constructor(
    private readonly most: number,
    private readonly forMs: number,
    private readonly scales: Scales<Value> | null = null,
  ) {}

  /**
   * The kept answer, or a new one. Questions alike share one answer while it is under way; a
   * failure is told to all who wait and then forgotten.
   */
  get(key: string, ask: () => Promise<Value>): Promise<Value> {
    const now = Date.now();
    const kept = this.entries.get(key);
    if (kept && now - kept.since < this.forMs) return kept.value;
    const entry: Entry<Value> = { value: ask(), since: now, weight: 0 };
    this.forget(key);
    this.entries.set(key, entry);
    entry.value.then(
      (value) => this.weighed(key, entry, value),
      () => {
        if (this.entries.get(key) === entry) this.forget(key);
      },
    );
    if (this.entries.size > this.most) this.forgetOldest();
    return entry.value;
  }

  private weighed(key: string, entry: Entry<Value>, value: Value): void {
    if (this.scales === null || this.entries.get(key) !== entry) return;
    entry.weight = this.scales.weigh(value);
    this.weight += entry.weight;
    while (this.weight > this.scales.most) this.forgetOldest();
  }

  private forgetOldest(): void {
    const oldest = this.entries.keys().next();
    if (!oldest.done) this.forget(oldest.value);
  }

  private forget(key: string): void {
    this.weight -= this.entries.get(key)?.weight ?? 0;
    this.entries.delete(key);
  }
}

/** Mostly the post at the address is all that is looked at, and its neighbours would cost the most. */
function postsOf(capture: CaptureBytes): Pick<Reading, "snapshot" | "posts"> {
  const snapshot = readSnapshot(capture, { mainOnly: true });
  let all: readonly Post[] | null = snapshot.main === null ? snapshot.posts : null;
  const posts = () => {
    all ??= readSnapshot(capture).posts;
    return all;
  };
  return { snapshot, posts };
}

/**
 * What an engine has asked and read so far, shared by all its quotes. An answer may be waited for
 * by several of them, so the one who asked first cannot abort it; each stops waiting on its own.
 */
export class Library {
  constructor(private readonly onRead: (reading: Reading) => void) {}

  private readonly unaborted = new AbortController().signal;
  private readonly lists = new Kept<CaptureList>(MOST_LISTS, LIST_KEPT_MS);
  private readonly readings = new Kept<Reading>(MOST_READINGS, Number.POSITIVE_INFINITY, {
    most: MOST_READING_BYTES,
    weigh: ({ read }) => read.capture.body.length,
  });

  private readonly indexes = new Kept<PostIndex | null>(MOST_INDEXES, Number.POSITIVE_INFINITY);
  private readonly refreshed = new Kept<PostIndex | null>(MOST_INDEXES, INDEX_KEPT_MS);

  private readonly shellsOf = new WeakMap<Archive, Shells>();
  private readonly nearestOnes = new Kept<Reading | null>(MOST_READINGS, LIST_KEPT_MS, {
    most: MOST_READING_BYTES,
    weigh: (reading) => reading?.read.capture.body.length ?? 0,
  });

  find(archive: Archive, query: CaptureQuery, context: AskContext): Promise<CaptureList> {
    const key = `${archive.name} ${JSON.stringify(query)} ${context.fresh ? "fresh" : ""}`;
    const list = this.lists.get(key, () => archive.find(query, this.shared(context)));
    return abortable(list, context.signal);
  }

  /** The capture nearest to a time, had without the archive's index; null when there is none. */
  nearest(
    archive: Archive,
    uriR: string,
    at: string,
    context: AskContext,
  ): Promise<Reading | null> {
    const key = `${archive.name} ${at} ${uriR}`;
    const reading = this.nearestOnes.get(key, async () => {
      const read = await archive.nearest?.(uriR, at, this.shared(context));
      return read ? this.fromBytes(archive, read) : null;
    });
    return abortable(reading, context.signal);
  }

  /** What was learnt of an archive's captures that hold no post. */
  shells(archive: Archive): Shells {
    const known = this.shellsOf.get(archive) ?? new Shells(archive.emptyPages);
    this.shellsOf.set(archive, known);
    return known;
  }

  read(archive: Archive, ref: CaptureRef, context: AskContext): Promise<Reading> {
    const key = `${archive.name} ${ref.uriM} ${ref.digest ?? ""}`;
    const reading = this.readings.get(key, async () => {
      return this.fromBytes(archive, await archive.read(ref, this.shared(context)));
    });
    return abortable(reading, context.signal);
  }

  private fromBytes(archive: Archive, read: ReadCapture): Reading {
    const fresh: Reading = {
      archive: archive.name,
      read,
      ...postsOf(read.capture),
      sha256: createHash("sha256").update(read.capture.body).digest("hex"),
      trust: read.trust ?? archive.trust,
    };
    this.onRead(fresh);
    return fresh;
  }

  /** Which posts stand in which captures of an archive at hand; null for one that cannot list. */
  postIndex(archive: Archive, context: AskContext): Promise<PostIndex | null> {
    const index = this.refreshed.get(archive.name, async () => {
      const kept = await this.indexes.get(archive.name, async () => PostIndex.for(archive));
      return (await kept?.refresh(this.shared(context))) ?? null;
    });
    return abortable(index, context.signal);
  }

  private shared(context: AskContext): AskContext {
    return { ...context, signal: this.unaborted };
  }
}
