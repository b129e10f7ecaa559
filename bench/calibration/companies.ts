import { countedWords } from "../../src/verdict/confidence.js";
import { halfOf, loadPosts, type SourcePost } from "../accuracy/posts.js";

/** Authors with fewer posts say nothing about how often words come back. */
const LEAST_COMPANY = 50;

export interface WordedPost extends SourcePost {
  day: string;
  words: string[];
}

/** The posts of one half by author, of authors with many. */
export function companiesOf(half: "train" | "unseen"): WordedPost[][] {
  const authors = new Map<string, WordedPost[]>();
  for (const post of loadPosts().posts) {
    if (halfOf(post.id) !== half) continue;
    const own = authors.get(post.handle) ?? [];
    own.push({ ...post, day: post.createdAt.slice(0, 10), words: countedWords(post.text) });
    authors.set(post.handle, own);
  }
  return [...authors.values()].filter((posts) => posts.length >= LEAST_COMPANY);
}

/** All runs of so many words of a post. */
export function runsOf({ words }: WordedPost, size: number): string[] {
  return words
    .slice(0, Math.max(0, words.length - size + 1))
    .map((_, at) => words.slice(at, at + size).join(" "));
}

/** How many of the posts hold each run of so many words, nothing before it; and of each day, which stands before it. */
export function holdersOf(posts: readonly WordedPost[], size: number): Map<string, number[]> {
  const holders = new Map<string, number[]>();
  for (const [i, post] of posts.entries()) {
    for (const run of new Set(runsOf(post, size))) {
      for (const key of [`|${run}`, `${post.day}|${run}`]) {
        const known = holders.get(key);
        if (known) known.push(i);
        else holders.set(key, [i]);
      }
    }
  }
  return holders;
}
