import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readSnapshot } from "../../src/snapshots/read.js";
import { readJsonLines, sharedFolder } from "../support/shared.js";

interface TruePost {
  id: string;
  handle: string;
  name: string;
  /** null: not known. */
  createdAt: string | null;
  text: string;
  lang?: string | null;
  userId?: string;
  /** Only the head of a page said it. */
  partial?: boolean;
}

interface Entry {
  path: string;
  kind: string;
  url: string | null;
  capturedAt: string | null;
  truth: { main: string | null; posts: TruePost[] };
}

const corpus = sharedFolder("corpus");
const entries =
  corpus === null
    ? []
    : readJsonLines<Entry>(path.join(corpus, "MANIFEST.jsonl")).filter((e) => e.kind !== "article");

function read(entry: Entry) {
  return readSnapshot({
    uriR: entry.url,
    capturedAt: entry.capturedAt,
    contentType: null,
    status: null,
    body: readFileSync(path.join(corpus ?? "", entry.path)),
  });
}

/** The truth was made with empty lines folded into one line break. */
function lines(text: string): string {
  return text.replace(/\s*\n\s*/g, "\n");
}

/** Texts of posts whose whole page was captured too. */
const whole = new Map(
  entries
    .flatMap(({ truth }) => truth.posts)
    .filter(({ partial }) => !partial)
    .map(({ id, text }) => [id, text]),
);

/**
 * Of heads (`partial`) the truth was made without a first “, be it a wrapping or the author's own:
 * where the truth of the post's whole page begins with the mark, that is what the post says.
 */
function trueText({ id, text, partial }: TruePost): string {
  const own = partial === true && whole.get(id)?.startsWith("“") && !text.startsWith("“");
  return lines(own ? `“${text}` : text);
}

/** The fields that the truth knows of a post, as read; `null` for a post that was not found. */
function fieldsOf(entry: Entry, truth: TruePost) {
  const post = read(entry).posts.find((each) => each.id === truth.id);
  if (!post) return null;
  const all: Record<string, unknown> = {
    id: post.id,
    handle: post.author.handle,
    name: post.author.name,
    createdAt: truth.createdAt === null ? null : post.createdAt,
    text: lines(post.text),
    lang: post.lang,
    userId: post.author.id,
  };
  return Object.fromEntries(
    Object.keys(all)
      .filter((k) => k in truth)
      .map((k) => [k, all[k]]),
  );
}

function known(truth: TruePost) {
  const { id, handle, name, createdAt } = truth;
  return {
    ...{ id, handle, name, createdAt, text: trueText(truth) },
    ...("lang" in truth ? { lang: truth.lang } : {}),
    ...("userId" in truth ? { userId: truth.userId } : {}),
  };
}

describe.skipIf(corpus === null)("captures of the corpus", () => {
  describe.each(entries)("$path", (entry) => {
    it("gives the post that the address names, and no other, as main", () => {
      const snapshot = read(entry);
      expect(snapshot.main?.id ?? null).toBe(entry.truth.main);
      if (entry.truth.main !== null) expect(snapshot.state).toBe("post");
    });

    it.each(entry.truth.posts)("reads every field of post $id", (truth) => {
      expect(fieldsOf(entry, truth)).toEqual(known(truth));
    });

    it("reads no post that is not there", () => {
      const known = new Set(entry.truth.posts.map((post) => post.id));
      const quoted = new Set(read(entry).posts.flatMap((post) => post.quoted?.id ?? []));
      const extra = read(entry).posts.filter(
        (p) => p.id !== null && !known.has(p.id) && !quoted.has(p.id),
      );
      expect(extra.map((post) => post.id)).toEqual([]);
    });
  });
});
