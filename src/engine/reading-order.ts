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

// JSON is the platform's answer to a program (archives.md 2), never the empty page of its app.
const isPage = ({ mime }: CaptureRef): boolean => !/json$/.test(mime ?? "");

/** Told from the index alone: the reasons to read one capture of a post later than another. */
function drawbacks(
  ref: CaptureRef,
  postedMs: number | null,
  isShell: (ref: CaptureRef) => boolean,
): number {
  const isSound = ref.status === null || ref.status === 200;
  const isEarly = postedMs !== null && Date.parse(ref.capturedAt) < postedMs - BEFORE_MS;
  return (isSound ? 0 : 8) + (isEarly ? 4 : 0) + (isShell(ref) ? 2 : 0) + (isPage(ref) ? 1 : 0);
}

/**
 * Pages less than half as large as another of the same post and month. An app's page before it has
 * drawn anything is a fifth of one that shows the post, and comes in several sizes; over years, sites
 * change how large their pages are. The size of a revisit, which has no type, is that of a reference.
 */
function slightOnes(refs: readonly CaptureRef[]): (ref: CaptureRef) => boolean {
  const month = ({ capturedAt }: CaptureRef) => capturedAt.slice(0, "2020-06".length);
  const largest = new Map<string, number>();
  const tells = (ref: CaptureRef) => isPage(ref) && ref.mime !== null && ref.length !== undefined;
  for (const ref of refs.filter(tells)) {
    largest.set(month(ref), Math.max(largest.get(month(ref)) ?? 0, ref.length ?? 0));
  }
  return (ref) => tells(ref) && (ref.length ?? 0) < (largest.get(month(ref)) ?? 0) / 2;
}

/**
 * Captures of one post: pages before error answers, captures of the size of an empty app page after
 * others, whether one was read or their size among the others tells, JSON before pages, then the
 * nearest after posting first, when it was least likely gone.
 */
export function nearestFirst(
  named: Permalink | null,
  refs: readonly CaptureRef[],
  isShell: (ref: CaptureRef) => boolean,
): CaptureRef[] {
  const posted = named?.id ? (idTime(named.platform, named.id)?.ms ?? null) : null;
  const isSlight = slightOnes(refs);
  const isEmpty = (ref: CaptureRef) => isShell(ref) || isSlight(ref);
  const order = new Map(refs.map((ref) => [ref, drawbacks(ref, posted, isEmpty)]));
  return [...refs].sort(
    (a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0) || a.capturedAt.localeCompare(b.capturedAt),
  );
}

/**
 * Captures by the post their address names: the posts that `rank` puts first before others, then
 * those captured most often, since what is quoted is also what is archived; of one post in the order
 * of `nearestFirst`.
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
  for (const group of groups.values()) {
    group.refs = nearestFirst(group.named, group.refs, isShell);
  }
  const first = ({ refs: [ref] }: PostCaptures) => ref?.capturedAt ?? "";
  return [...groups.values()].sort(
    (a, b) =>
      rank(a.named) - rank(b.named) ||
      b.refs.length - a.refs.length ||
      first(a).localeCompare(first(b)),
  );
}
