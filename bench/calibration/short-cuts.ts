import { pick, type Random, randomOf, sample } from "../accuracy/random.js";
import type { Case } from "../accuracy/types.js";
import { companiesOf, holdersOf, runsOf, type WordedPost } from "./companies.js";

export const LONGEST = 8;

/** The kind of a case of so many words. */
export function shortKind(words: number): string {
  return `short-${words}`;
}

/**
 * Cut quotes of one to eight words, with and without their day, held against one of the author's
 * posts that have these words: whoever prints them may mean any of these. Right is the post they were
 * cut from, and nothing in the print tells which that is. `size`: how many.
 */
export function shortCuts(half: "train" | "unseen", size: number): Case[] {
  const random = randomOf(`${half}/short-cuts`);
  const companies = companiesOf(half);
  const each = Math.ceil(size / Math.max(1, LONGEST * companies.length));
  return companies.flatMap((posts) =>
    Array.from({ length: LONGEST }, (_, i) => i + 1).flatMap((words) => {
      const holders = holdersOf(posts, words);
      return sample(random, posts, each).flatMap(
        (post, i) => cutOf(random, posts, post, { words, holders, dated: i % 2 === 0 }) ?? [],
      );
    }),
  );
}

interface Cut {
  words: number;
  holders: ReadonlyMap<string, number[]>;
  dated: boolean;
}

function cutOf(
  random: Random,
  posts: readonly WordedPost[],
  post: WordedPost,
  { words, holders, dated }: Cut,
): Case | null {
  const run = pick(random, runsOf(post, words));
  if (run === null) return null;
  const held = pick(random, holders.get(`${dated ? post.day : ""}|${run}`) ?? []);
  const found = posts[held ?? -1];
  if (found === undefined) return null;
  const isRight = found === post;
  const { handle, lang } = post;
  return {
    ...{ id: `${post.id}/short/${words}`, set: "end-to-end", kind: shortKind(words), lang },
    ...{ changed: !isRight, classes: [] },
    // What is cut may turn the sense: that these words then differ is right, too.
    outcomes: isRight
      ? ["verified", "verified-with-notes", "inconclusive", "discrepancy"]
      : ["discrepancy", "inconclusive", "unverifiable"],
    quote: { text: run, handle, ...(dated && { date: post.day }), ...(lang !== "und" && { lang }) },
    post: { text: found.text, createdAt: found.createdAt, id: found.id, handle, lang },
  };
}
