import { compareText } from "./compare.js";
import type { CompareOptions, TextComparison } from "./types.js";

/** Most posts of a thread that are read as one text. */
const MOST_POSTS = 25;

/** Longest stretch of counters and links at the end of a post, in UTF-16 units. */
const SEAM = 120;

/** Counters, pointing hands and media links between two posts of a thread: nobody quotes them. */
const AT_END =
  /(?:\s*(?:[([]?\d{1,2}\/(?:\d{1,2}|[nNxX])?[)\]]?|https?:\/\/t\.co\/\w+|[🧵👇⬇]\ufe0f?))+\s*$/u;
const AT_START = /^\s*(?:[([]?\d{1,2}\/(?:\d{1,2}|[nNxX])?[)\]]?|\d{1,2}\))\s+/u;

/** The stretch of one post that a quote covers; offsets into that post's own text. */
interface PostSpan {
  readonly post: number;
  readonly start: number;
  readonly end: number;
}

export interface ThreadComparison {
  /** As of one text: `archived` offsets are into `text`. */
  readonly comparison: TextComparison;
  /** The posts as one text, a line break between them, counters and media links at the seams left out. */
  readonly text: string;
  /** Which posts the quote covers, in order; one entry when it needs no second post. */
  readonly covered: readonly PostSpan[];
}

/**
 * Compares a quote with consecutive posts of one author, read as one text: words that run on from
 * one post into the next are one quote, not a splice. Whose posts they are, and that they follow
 * one another, is for the caller to know; at most 25 are read.
 */
export function compareThread(
  printed: string,
  posts: readonly string[],
  options: Pick<CompareOptions, "lang" | "links"> = {},
): ThreadComparison {
  const pieces = piecesOf(posts.slice(0, MOST_POSTS));
  const text = pieces.map((piece) => piece.text).join("\n");
  const comparison = compareText(printed, text, options);
  return { comparison, text, covered: coveredBy(pieces, comparison.archivedSpan) };
}

interface Piece {
  readonly text: string;
  /** Where it begins in the post, and in the joined text. */
  readonly from: number;
  readonly at: number;
}

function piecesOf(posts: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const [i, post] of posts.entries()) {
    const from = i === 0 ? 0 : (AT_START.exec(post)?.[0].length ?? 0);
    const end = i === posts.length - 1 ? post.length : seamAt(post);
    const text = post.slice(from, Math.max(from, end));
    pieces.push({ text, from, at });
    at += text.length + 1;
  }
  return pieces;
}

/** Where what nobody quotes begins at the end of a post; only its last characters are looked at. */
function seamAt(post: string): number {
  const tail = Math.max(0, post.length - SEAM);
  const found = AT_END.exec(post.slice(tail));
  return found ? tail + found.index : post.length;
}

function coveredBy(pieces: readonly Piece[], span: TextComparison["archivedSpan"]): PostSpan[] {
  if (span === null) return [];
  return pieces.flatMap(({ text, from, at }, post) => {
    const start = Math.max(span.start, at);
    const end = Math.min(span.end, at + text.length);
    return start < end ? [{ post, start: start - at + from, end: end - at + from }] : [];
  });
}
