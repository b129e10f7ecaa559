import type { Post } from "../records/post.js";

/**
 * Why two readings of one post cannot both be right; null when they can. Layouts show the same
 * post differently: links raw, cut or completed, emoji left out, the end cut. So letters and
 * digits are compared, links left aside, and a cut text need only be the beginning of the whole.
 */
export function contradiction(a: Post, b: Post): string | null {
  const [one, other] = [a.author.handle, b.author.handle];
  if (one !== null && other !== null && one.toLowerCase() !== other.toLowerCase()) {
    return `its author is @${one} in one place and @${other} in another`;
  }
  if (a.author.id !== null && b.author.id !== null && a.author.id !== b.author.id) {
    return `its author is account ${a.author.id} in one place and ${b.author.id} in another`;
  }
  if (differInTime(a, b))
    return `its time is ${a.createdAt} in one place, ${b.createdAt} in another`;
  return sameWords(a, b) ? null : "its words differ from place to place";
}

function differInTime(a: Post, b: Post): boolean {
  if (a.createdAtSource !== "page" || b.createdAtSource !== "page") return false;
  // Some layouts keep seconds only.
  return Math.abs(Date.parse(a.createdAt ?? "") - Date.parse(b.createdAt ?? "")) > 1_000;
}

function sameWords(a: Post, b: Post): boolean {
  if (a.text === b.text) return true;
  const [one, other] = [lettersOf(a), lettersOf(b)];
  if (one === other) return true;
  if (a.truncated !== null && other.startsWith(one)) return true;
  return b.truncated !== null && one.startsWith(other);
}

/** A scheme, or a host with a dot and a path; as raw, as displayed and as displayed cut. */
const LINK =
  /(?:https?:\/\/|www\.)\S+|[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}\/\S*|[\w-]{1,63}\.(?:com|org|net|ly|co|io|gl|me|be|gd)\b/giu;

/** Whom a reply answers: the app shows it above the words, heads and answers before them. */
const LEADING_MENTIONS = /^(?:@\w{1,20}\s{1,5}){1,60}/;

/** Links of a post that are looked for by what they show. */
const MAX_LINKS = 100;

function lettersOf({ text, links }: Post): string {
  let words = text;
  for (const { shown } of links.slice(0, MAX_LINKS)) {
    // A bare domain looks like any word: the markup says that it is a link.
    if (/^\S+\.\S+$/.test(shown)) words = words.replaceAll(shown, " ");
  }
  return words
    .normalize("NFKC")
    .replace(LEADING_MENTIONS, "")
    .replace(/&(?:amp|lt|gt|quot|#39);/g, "")
    .replace(LINK, "")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}
