import { idTime } from "../dates/id-time.js";
import { type Permalink, parsePermalink } from "../handles/permalink.js";
import type { CaptureRef } from "./archive.js";

/** Captures of one post's address, in the order in which they are worth reading. */
export interface PostCaptures {
  named: Permalink | null;
  refs: CaptureRef[];
}

/** A clock that runs ahead, or a capture of what was announced: not before the post by more. */
const BEFORE_MS = 3_600_000;

/** Told from the index alone: the reasons to read one capture of a post later than another. */
function drawbacks(
  ref: CaptureRef,
  postedMs: number | null,
  isShell: (ref: CaptureRef) => boolean,
): number {
  const isPage = ref.status === null || ref.status === 200;
  const isEarly = postedMs !== null && Date.parse(ref.capturedAt) < postedMs - BEFORE_MS;
  // JSON is the platform's answer to a program (archives.md 2), never the empty page of its app.
  const mayBeShell = !/json$/.test(ref.mime ?? "");
  return (isPage ? 0 : 8) + (isEarly ? 4 : 0) + (isShell(ref) ? 2 : 0) + (mayBeShell ? 1 : 0);
}

/**
 * Captures by the post their address names: the posts that `rank` puts first before others, then
 * those captured most often, since what is quoted is also what is archived. Of one post: pages before
 * error answers, captures of the size of an empty app page after others, JSON before pages, then the
 * nearest after posting first, when it was least likely gone.
 */
export function inReadingOrder(
  refs: readonly CaptureRef[],
  rank: (named: Permalink | null) => number,
  isShell: (ref: CaptureRef) => boolean,
): PostCaptures[] {
  const groups = new Map<string, PostCaptures>();
  for (const ref of refs) {
    const named = parsePermalink(ref.uriR);
    const key = named?.id ?? ref.uriR;
    const group = groups.get(key);
    if (group) group.refs.push(ref);
    else groups.set(key, { named, refs: [ref] });
  }
  for (const { named, refs: own } of groups.values()) {
    const posted = named?.id ? (idTime(named.platform, named.id)?.ms ?? null) : null;
    const order = new Map(own.map((ref) => [ref, drawbacks(ref, posted, isShell)]));
    own.sort(
      (a, b) =>
        (order.get(a) ?? 0) - (order.get(b) ?? 0) || a.capturedAt.localeCompare(b.capturedAt),
    );
  }
  const first = ({ refs: [ref] }: PostCaptures) => ref?.capturedAt ?? "";
  return [...groups.values()].sort(
    (a, b) =>
      rank(a.named) - rank(b.named) ||
      b.refs.length - a.refs.length ||
      first(a).localeCompare(first(b)),
  );
}
