import type { Post } from "../records/post.js";
import {
  type Archive,
  type AskContext,
  type CaptureList,
  type CaptureRef,
  CaptureUnreadableError,
  type KnownPosts,
} from "./archive.js";
import type { ReadPage } from "./library.js";
import type { Step } from "./plan/step.js";

/** Most captures read to build an index: some minutes of work, told when it is not enough. */
const MOST_CAPTURES = 20_000;
/** Most captures handed back for one question. */
const MOST_FOUND = 200;
const MOST_PROBLEMS = 20;

/** What is not kept of a post, nor asked for. */
const LEFT_OUT = { text: "", media: [], links: [], sources: {} };

/** A capture that was read for the index: what stood there, or why it could not be read. */
interface Read {
  ref: CaptureRef;
  /** Its posts without their words. */
  traces: Post[];
  unreadable: string | null;
}

const keyOf = (ref: CaptureRef): string => `${ref.uriM} ${ref.digest ?? ""}`;

function traceOf(post: Post): Post {
  return { ...post, ...LEFT_OUT };
}

/**
 * Which posts stand in which captures of an archive at hand, whatever address those were made of:
 * from the archive's own index where it keeps one, from reading each capture once where not.
 */
export class PostIndex {
  #reads = new Map<string, Read>();
  #known: KnownPosts | null = null;
  #cut = false;
  #problems: string[] = [];

  private constructor(
    private readonly archive: Archive,
    private readonly readPage: ReadPage,
  ) {}

  /** Null for an archive that cannot list what it holds. */
  static for(archive: Archive, readPage: ReadPage): PostIndex | null {
    return archive.listAll ? new PostIndex(archive, readPage) : null;
  }

  /** Reads what came since the last time, and forgets what went. */
  async refresh(context: AskContext): Promise<this> {
    const list = await this.archive.listAll?.(context);
    if (!list) return this;
    this.#known = (await this.archive.knownPosts?.(context)) ?? null;
    const toRead = list.captures.filter((ref) => !this.#known?.covers(ref));
    this.#cut = list.truncated || toRead.length > MOST_CAPTURES;
    this.#problems = list.problems;
    const reads = new Map<string, Read>();
    for (const ref of toRead.slice(0, MOST_CAPTURES)) {
      const key = keyOf(ref);
      const read = this.#reads.get(key) ?? (await this.#read(ref, context));
      reads.set(key, read);
    }
    this.#reads = reads;
    return this;
  }

  async #read(ref: CaptureRef, context: AskContext): Promise<Read> {
    context.signal.throwIfAborted();
    try {
      const { capture } = await this.archive.read(ref, context);
      const { posts } = await this.readPage(capture, {});
      return { ref, traces: posts.map(traceOf), unreadable: null };
    } catch (error) {
      if (!(error instanceof CaptureUnreadableError)) throw error;
      return { ref, traces: [], unreadable: `${ref.uriM}: ${error.message}` };
    }
  }

  /**
   * Captures in which a post of this step was seen, each once, oldest first. A capture that could
   * not be read may be the one that holds it: it is told in `problems`.
   */
  async lookUp(step: Step, context: AskContext): Promise<CaptureList> {
    const found = new Map<string, CaptureRef>();
    const problems = new Set(this.#problems);
    let truncated = this.#cut;
    for (const query of this.#known ? step.posts : []) {
      const list = await this.#known?.lookUp(query, context);
      for (const ref of list?.captures ?? []) found.set(keyOf(ref), ref);
      for (const problem of list?.problems ?? []) problems.add(problem);
      truncated ||= list?.truncated === true;
    }
    for (const { ref, traces, unreadable } of this.#reads.values()) {
      if (unreadable !== null && problems.size < MOST_PROBLEMS) problems.add(unreadable);
      if (traces.some(step.considers)) found.set(keyOf(ref), ref);
      if (found.size >= MOST_FOUND) {
        truncated = true;
        break;
      }
    }
    const captures = [...found.values()].sort((a, b) => a.capturedAt.localeCompare(b.capturedAt));
    return { captures, truncated, problems: [...problems] };
  }
}
