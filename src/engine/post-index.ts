import type { Post } from "../records/post.js";
import { readSnapshot } from "../snapshots/read.js";
import {
  type Archive,
  type AskContext,
  type CaptureRef,
  CaptureUnreadableError,
} from "./archive.js";

/** Most captures read to build an index: some minutes of work, told when it is not enough. */
const MOST_CAPTURES = 20_000;
/** Most captures handed back for one question. */
const MOST_FOUND = 200;

/** What is kept of a post: enough to be asked for, without its words. */
type Trace = Omit<Post, "text" | "media" | "links" | "sources">;

/** Which posts stand in which captures, whatever address those were made of. */
export class PostIndex {
  private readonly traces: { trace: Trace; ref: CaptureRef }[] = [];
  incomplete = false;

  add(post: Post, ref: CaptureRef): void {
    const { text: _text, media: _media, links: _links, sources: _sources, ...trace } = post;
    this.traces.push({ trace, ref });
  }

  /** Captures in which a post that is considered was seen, each once, oldest first. */
  lookUp(considers: (post: Post) => boolean): CaptureRef[] {
    const found = new Set<CaptureRef>();
    for (const { trace, ref } of this.traces) {
      if (considers({ ...trace, text: "", media: [], links: [], sources: {} })) found.add(ref);
      if (found.size >= MOST_FOUND) {
        this.incomplete = true;
        break;
      }
    }
    return [...found].sort((a, b) => a.capturedAt.localeCompare(b.capturedAt));
  }
}

/**
 * Reads every capture of an archive at hand once. Captures that cannot be read are left out here;
 * they are told of when they are asked for by their address.
 */
export async function buildPostIndex(archive: Archive, context: AskContext): Promise<PostIndex> {
  const index = new PostIndex();
  const list = await archive.listAll?.(context);
  if (!list) return index;
  index.incomplete = list.truncated || list.captures.length > MOST_CAPTURES;
  for (const ref of list.captures.slice(0, MOST_CAPTURES)) {
    context.signal.throwIfAborted();
    try {
      const { capture } = await archive.read(ref, context);
      for (const post of readSnapshot(capture).posts) index.add(post, ref);
    } catch (error) {
      if (!(error instanceof CaptureUnreadableError)) throw error;
    }
  }
  return index;
}
