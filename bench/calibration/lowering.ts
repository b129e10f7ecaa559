import { readFileSync } from "node:fs";
import path from "node:path";
import { readSnapshot } from "../../src/snapshots/read.js";
import { MOST } from "../../src/verdict/confidence.js";
import { readJsonLines, sharedFolder } from "../../test/support/shared.js";
import { wilson } from "../accuracy/score.js";
import { judgementOf } from "./counts.js";
import { LONGEST, shortCuts, shortKind } from "./short-cuts.js";

/** Layouts with fewer posts of known truth get the value of the others. */
const FEWEST_POSTS = 20;

/** Cut quotes counted; the table's two columns share them. */
const CUTS = 8_000;

/**
 * `[words, same day, any day]`: upper bounds (Wilson) of how often a cut quote of so many words that
 * passes is not of the post that was found but of another one of the author: of its day, of any.
 */
export function repeatedWords(): [number, number, number][] {
  const passed = shortCuts("train", CUTS)
    .map((given) => ({ dated: given.quote.date !== undefined, judged: judgementOf(given) }))
    .filter(
      ({ judged: { outcome } }) => outcome === "verified" || outcome === "verified-with-notes",
    );
  let [day, any] = [1, 1];
  return Array.from({ length: LONGEST }, (_, i) => i + 1).map((size) => {
    // More words are never the less telling.
    const upper = (dated: boolean) => {
      const cuts = passed.filter(
        (each) => each.dated === dated && each.judged.kind === shortKind(size),
      );
      const wrong = cuts.filter(({ judged }) => !judged.isRight).length;
      return Math.ceil(wilson(wrong, cuts.length).high * 1000) / 1000;
    };
    [day, any] = [Math.min(day, upper(true)), Math.min(any, upper(false))];
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
