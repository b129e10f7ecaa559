import type { HandleCheck } from "../records/checks.js";
import type { Post } from "../records/post.js";

/** Whose words a repost repeats, `""` where that is not said; null for an account's own words. */
export function repeatedAuthor(post: Post): string | null {
  if (post.retweeted) return post.retweeted.handle ?? "";
  const [, typed] = /^\s*(?:RT|MT)\s+@(\w{1,20})/.exec(post.text) ?? [];
  if (typed === undefined) return null;
  return typed.toLowerCase() === post.author.handle?.toLowerCase() ? null : typed;
}

/**
 * The check of the account where the words are in a post that another one quotes: whoever prints
 * them under the name of the account that quotes names the wrong author.
 */
export function judgedByQuoted(check: HandleCheck, quoted: Post, quoting: Post): HandleCheck {
  if (check.result !== "mismatch") return check;
  const because = `The words are those of @${quoted.author.handle ?? "?"}: the post by @${quoting.author.handle ?? "?"} only quotes them. ${check.because}`;
  return { ...check, because };
}

/** A print that keeps the platform's own "RT @x:" tells its reader whose words they are. */
export function tellsRepost(printed: string): boolean {
  return /^\s*RT @/.test(printed);
}

/**
 * The check of the account where the post only repeats another one's words: those who print them
 * under the name of the account that passed them on name the wrong author. `printed`: the quote.
 */
export function judgedByAuthor(check: HandleCheck, post: Post, printed: string): HandleCheck {
  const repeated = repeatedAuthor(post);
  const fits = check.result === "match" || check.result === "note";
  if (!repeated || !fits || check.class === "not-printed" || tellsRepost(printed)) return check;
  return {
    ...check,
    result: "mismatch",
    class: "different",
    archived: repeated,
    because: `The words are those of @${repeated}: the post by @${post.author.handle ?? "?"} only repeats them. ${check.because}`,
  };
}
