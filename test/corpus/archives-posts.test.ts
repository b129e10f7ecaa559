import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { indexPosts } from "../../src/archives/local/posts.js";
import { openArchives } from "../../src/archives/open.js";
import type { Archive, AskContext } from "../../src/engine/archive.js";
import { createEngine } from "../../src/engine/index.js";
import type { Post } from "../../src/records/post.js";
import { readSnapshot } from "../../src/snapshots/read.js";
import { sharedFolder } from "../support/shared.js";

const shared = sharedFolder("archives");
const NAME = "twitter-netpreserve-2019.warc";
const folder = mkdtempSync(path.join(tmpdir(), "quotary-real-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CONTEXT: AskContext = { signal: new AbortController().signal, requested: () => {} };

/** Every post that a page of the file holds, once; the photo rail's thumbnails have no words. */
async function postsOf(archive: Archive): Promise<Post[]> {
  const posts = new Map<string, Post>();
  for (const ref of (await archive.listAll!(CONTEXT)).captures) {
    const read = await archive.read(ref, CONTEXT).catch(() => null);
    for (const post of read ? readSnapshot(read.capture).posts : []) {
      posts.set(post.id ?? post.text, post);
    }
  }
  return [...posts.values()];
}

describe.runIf(shared !== null)("posts of a real capture of an account page", () => {
  it("are verified by handle and day alone, with and without an index on disk", async () => {
    cpSync(path.join(shared!, "warc", NAME), path.join(folder, NAME));
    const [archive] = await openArchives([path.join(folder, NAME)], {});
    const posts = await postsOf(archive!);
    expect(posts).toHaveLength(21);
    expect(posts.some(({ links }) => links.length > 0)).toBe(true);
    expect(posts.some(({ text }) => /\p{Extended_Pictographic}/u.test(text))).toBe(true);

    const outcomes = async () => {
      const [opened] = await openArchives([path.join(folder, NAME)], {});
      const engine = createEngine({ archives: [opened!] });
      const found: string[] = [];
      for (const post of posts) {
        const { outcome, post: matched } = await engine.check(
          {
            text: post.text,
            author: { handle: post.author.handle ?? "" },
            date: post.createdAt?.slice(0, 10) ?? "",
          },
          { id: "vd_1" },
        );
        if (outcome !== "verified" || matched?.id !== post.id) found.push(`${post.id}: ${outcome}`);
      }
      await opened!.close();
      return found;
    };
    expect(await outcomes()).toEqual([]);
    await indexPosts(path.join(folder, NAME), path.join(folder, `${NAME}.posts`));
    expect(await outcomes()).toEqual([]);
    await archive!.close();
  });
});
