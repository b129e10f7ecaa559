import type { Post } from "../../records/post.js";

export interface CutSigns {
  /** The answer itself says so (`truncated: true`, a note without its text). */
  flagged: boolean;
  /** A retweet in the old manner, whose "RT @x: …" the platform cuts at 140 characters. */
  repost: boolean;
}

/** "…" (since about 2013) or " ..." (before), with the link to the whole post that follows it. */
const CUT = /(?:…|\s\.\.\.)(?:\s{1,5}(?:https?:\/\/)?\S{1,60})?$/u;

/**
 * Where the platform cut a text: at its final ellipsis if it has one, else at its end. Null unless
 * the answer gives a sign of a cut: an author may end on an ellipsis too.
 */
export function cutOf(text: string, signs: CutSigns): Post["truncated"] {
  const tail = text.slice(-80);
  const ellipsis = CUT.exec(tail);
  const at = ellipsis ? text.length - tail.length + ellipsis.index : text.length;
  if (signs.flagged) return { at, because: "the answer marks the text as truncated" };
  if (signs.repost && ellipsis) return { at, because: "the platform cuts the text of a retweet" };
  return null;
}

/** The cut of a description that ends on an ellipsis: heads and embeds leave out the rest so. */
export function cutAtEllipsis(text: string, because: string): Post["truncated"] {
  const end = /(?:…|\.\.\.)$/.exec(text.slice(-3));
  return end ? { at: text.length - end[0].length, because } : null;
}
