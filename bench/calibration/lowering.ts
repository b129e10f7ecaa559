import { readFileSync } from "node:fs";
import path from "node:path";
import { readSnapshot } from "../../src/snapshots/read.js";
import { countedWords, MOST } from "../../src/verdict/confidence.js";
import { readJsonLines, sharedFolder } from "../../test/support/shared.js";
import { halfOf, loadPosts } from "../accuracy/posts.js";
import { integer, randomOf } from "../accuracy/random.js";
import { wilson } from "../accuracy/score.js";

const LONGEST = 8;
/** Layouts with fewer posts of known truth get the value of the others. */
const FEWEST_POSTS = 20;
const LEAST_COMPANY = 50;

/**
 * `[words, same day, any day]`: upper bounds (Wilson) of how often so many running words of a post
 * stand in another post of its author too; of its author and day.
 */
export function repeatedWords(): [number, number, number][] {
  const random = randomOf("repeated-words");
  const authors = new Map<string, { day: string; words: string[] }[]>();
  for (const { id, handle, createdAt, text } of loadPosts().posts) {
    if (halfOf(id) !== "train") continue;
    const own = authors.get(handle) ?? [];
    own.push({ day: createdAt.slice(0, 10), words: countedWords(text) });
    authors.set(handle, own);
  }
  const companies = [...authors.values()].filter((posts) => posts.length >= LEAST_COMPANY);
  let [day, any] = [1, 1];
  return Array.from({ length: LONGEST }, (_, i) => i + 1).map((size) => {
    const found = { of: 0, day: 0, any: 0 };
    for (const posts of companies) {
      const owners = new Map<string, number>();
      const runs = posts.map(({ words }) =>
        words
          .slice(0, Math.max(0, words.length - size + 1))
          .map((_, at) => words.slice(at, at + size).join(" ")),
      );
      runs.forEach((of, i) => {
        for (const run of of)
          for (const key of [run, `${posts[i]?.day}|${run}`])
            owners.set(key, (owners.get(key) ?? i) === i ? i : -1);
      });
      runs.forEach((of, i) => {
        if (of.length < 2) return;
        const run = of[integer(random, of.length)] ?? "";
        found.of += 1;
        if (owners.get(run) === -1) found.any += 1;
        if (owners.get(`${posts[i]?.day}|${run}`) === -1) found.day += 1;
      });
    }
    // More words are never the less telling.
    const upper = (count: number) => Math.ceil(wilson(count, found.of).high * 1000) / 1000;
    [day, any] = [Math.min(day, upper(found.day)), Math.min(any, upper(found.any))];
    return [size, day, any];
  });
}

interface Entry {
  path: string;
  kind: string;
  url: string | null;
  capturedAt: string | null;
  truth: {
    posts: {
      id: string;
      handle: string;
      createdAt: string | null;
      text: string;
      partial?: boolean;
    }[];
  };
}

const folded = (text: string) => text.replace(/\s*\n\s*/g, "\n").replace(/^“/, "");

/**
 * `[layout, right, of, value]`: posts whose id, account, time and words were read as the truth has
 * them, by layout, with Wilson's lower bound; and the value for every layout with too few.
 */
export function layouts(): { rows: [string, number, number, number][]; other: number } {
  const corpus = sharedFolder("corpus");
  const entries = corpus === null ? [] : readJsonLines<Entry>(path.join(corpus, "MANIFEST.jsonl"));
  const counts = new Map<string, { right: number; of: number }>();
  for (const { kind, url, capturedAt, truth, path: file } of entries) {
    if (kind === "article") continue;
    const body = readFileSync(path.join(corpus ?? "", file));
    const snapshot = readSnapshot({
      ...{ uriR: url, capturedAt, contentType: null, status: null, body },
    });
    for (const { id, handle, createdAt, text } of truth.posts) {
      const post = snapshot.posts.find((each) => each.id === id);
      const isRight =
        post?.author.handle === handle &&
        (createdAt === null || post.createdAt === createdAt) &&
        folded(post.text) === folded(text);
      const count = counts.get(snapshot.layout ?? "none") ?? { right: 0, of: 0 };
      counts.set(snapshot.layout ?? "none", {
        right: count.right + (isRight ? 1 : 0),
        of: count.of + 1,
      });
    }
  }
  const rows = [...counts]
    .filter(([, { of }]) => of >= FEWEST_POSTS)
    .map(([layout, { right, of }]): [string, number, number, number] => [
      layout,
      right,
      of,
      Math.min(MOST, Math.floor(wilson(right, of).low * 1000) / 1000),
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { rows, other: Math.min(...rows.map(([, , , value]) => value)) };
}
