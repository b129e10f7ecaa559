import { createHash } from "node:crypto";
import { type Permalink, parsePermalink } from "../handles/permalink.js";
import type { Post } from "../records/post.js";
import type { CaptureBytes, ReadOptions, Snapshot } from "../snapshots/types.js";
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

/**
 * Reads a capture, in this thread or wherever large ones are read. Rejects when aborted, never for
 * what the capture holds.
 */
export type ReadPage = (
  capture: CaptureBytes,
  options: ReadOptions,
  signal?: AbortSignal,
) => Promise<Snapshot>;

/** A capture that was fetched and read. */
export interface Reading {
  archive: string;
  read: ReadCapture;
  /** What its address names; null when that is neither a post nor an account. */
  named: Permalink | null;
  /** What the capture says of the post that its address names; the others may be left unread. */
  snapshot: Snapshot;
  /** Every post on the page, read when they are first asked for. */
  posts: () => Promise<readonly Post[]>;
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
  /** Breaks the asking off. */
  asking: AbortController;
  /** How many wait for the answer; null once it is there. */
  waiting: number | null;
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
   * The kept answer, or a new one. Questions alike share one answer while it is under way: each who
   * waits may stop waiting, and when the last one does the asking is broken off. A failure is told to
   * all who wait and then forgotten.
   */
  get(
    key: string,
    signal: AbortSignal,
    ask: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Value> {
    const kept = this.entries.get(key);
    const isGood = kept !== undefined && Date.now() - kept.since < this.forMs;
    const entry = isGood ? kept : this.askAnew(key, ask);
    if (entry.waiting === null) return abortable(entry.value, signal);
    entry.waiting += 1;
    return abortable(entry.value, signal).finally(() => this.leave(key, entry, signal));
  }

  private askAnew(key: string, ask: (signal: AbortSignal) => Promise<Value>): Entry<Value> {
    const asking = new AbortController();
    const value = ask(asking.signal);
    const entry: Entry<Value> = { value, asking, waiting: 0, since: Date.now(), weight: 0 };
    this.forget(key);
    this.entries.set(key, entry);
    value.then(
      (answer) => {
        entry.waiting = null;
        this.weighed(key, entry, answer);
      },
      () => {
        entry.waiting = null;
        this.forgetEntry(key, entry);
      },
    );
    if (this.entries.size > this.most) this.forgetOldest();
    return entry;
  }

  /** Somebody waits no longer. */
  private leave(key: string, entry: Entry<Value>, { reason }: AbortSignal): void {
    if (entry.waiting === null) return;
    entry.waiting -= 1;
    if (entry.waiting > 0) return;
    // Whoever asks from now on asks anew: this answer will never come.
    this.forgetEntry(key, entry);
    entry.asking.abort(reason);
  }

  private forgetEntry(key: string, entry: Entry<Value>): void {
    if (this.entries.get(key) === entry) this.forget(key);
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
async function postsOf(
  capture: CaptureBytes,
  readPage: ReadPage,
  signal: AbortSignal,
): Promise<Pick<Reading, "snapshot" | "posts">> {
  const snapshot = await readPage(capture, { mainOnly: true }, signal);
  let all: Promise<readonly Post[]> | null =
    snapshot.main === null ? Promise.resolve(snapshot.posts) : null;
  const posts = () => {
    all ??= readPage(capture, {}).then(
      (whole) => whole.posts,
      (error: unknown) => {
        // A thread that broke down says nothing of the page: the next one who asks has it read again.
        all = null;
        throw error;
      },
    );
    return all;
  };
  return { snapshot, posts };
}

/**
 * What an engine has asked and read so far, shared by all its quotes. An answer may be waited for
 * by several of them, so none of them can abort it for the others: each stops waiting on its own,
 * and the asking ends with the last.
 */
export class Library {
  constructor(
    private readonly readPage: ReadPage,
    private readonly onRead: (reading: Reading) => void,
  ) {}

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
    return this.lists.get(key, context.signal, (signal) =>
      archive.find(query, { ...context, signal }),
    );
  }

  /** The capture nearest to a time, had without the archive's index; null when there is none. */
  nearest(
    archive: Archive,
    uriR: string,
    at: string,
    context: AskContext,
  ): Promise<Reading | null> {
    const key = `${archive.name} ${at} ${uriR} ${context.fresh ? "fresh" : ""}`;
    return this.nearestOnes.get(key, context.signal, async (signal) => {
      const read = await archive.nearest?.(uriR, at, { ...context, signal });
      return read ? this.fromBytes(archive, read, signal) : null;
    });
  }

  /** What was learnt of an archive's captures that hold no post. */
  shells(archive: Archive): Shells {
    const known = this.shellsOf.get(archive) ?? new Shells(archive.emptyPages, archive.emptySizes);
    this.shellsOf.set(archive, known);
    return known;
  }

  read(archive: Archive, ref: CaptureRef, context: AskContext): Promise<Reading> {
    const key = `${archive.name} ${ref.uriM} ${ref.digest ?? ""}`;
    return this.readings.get(key, context.signal, async (signal) => {
      return this.fromBytes(archive, await archive.read(ref, { ...context, signal }), signal);
    });
  }

  private async fromBytes(
    archive: Archive,
    read: ReadCapture,
    signal: AbortSignal,
  ): Promise<Reading> {
    const fresh: Reading = {
      archive: archive.name,
      read,
      named: parsePermalink(read.ref.uriR),
      ...(await postsOf(read.capture, this.readPage, signal)),
      sha256: createHash("sha256").update(read.capture.body).digest("hex"),
      trust: read.trust ?? archive.trust,
    };
    this.onRead(fresh);
    return fresh;
  }

  /** Which posts stand in which captures of an archive at hand; null for one that cannot list. */
  postIndex(archive: Archive, context: AskContext): Promise<PostIndex | null> {
    // Never aborted: it is made to its end whoever waits for it, for the next quote needs it as well.
    const { signal } = new AbortController();
    const index = this.refreshed.get(archive.name, signal, async () => {
      const kept = await this.indexes.get(archive.name, signal, async () =>
        PostIndex.for(archive, this.readPage),
      );
      return (await kept?.refresh({ ...context, signal })) ?? null;
    });
    return abortable(index, context.signal);
  }
}
