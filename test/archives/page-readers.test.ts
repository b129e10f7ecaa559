import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openPageReaders, READ_HERE } from "../../src/archives/local/page-readers.js";
import { indexPosts } from "../../src/archives/local/posts.js";
import { writeWarc } from "../../src/archives/warc/write.js";
import { folderWith } from "../support/folder.js";
import { apiStatus, inventPost } from "../support/posts.js";

const pages = Array.from({ length: 40 }, (_, n) => {
  const at = new Date(Date.UTC(2023, 1, 6) + n * 60_000).toISOString();
  const post = inventPost({ text: `The ferry is late for the ${n}th time.`, at });
  return {
    uriR: `https://example.com/${n}`,
    capturedAt: "2023-03-01T10:11:12Z",
    headers: { "content-type": n % 4 === 0 ? "text/html" : "application/json" },
    body: JSON.stringify(apiStatus(post)),
  };
});

describe("pages read in a thread of their own", () => {
  it("make the same index as those read here", async () => {
    const folder = await folderWith({ "a/a.warc.gz": await writeWarc(pages) });
    const readers = openPageReaders(1);
    onTestFinished(() => readers.close());
    expect(readers).not.toBe(READ_HERE);
    const archive = path.join(folder, "a");
    const there = await indexPosts(archive, path.join(folder, "there"), { readers });
    const here = await indexPosts(archive, path.join(folder, "here"));
    expect(there).toEqual(here);
    const [one, other] = ["there", "here"].map((name) =>
      readFileSync(path.join(folder, name, "0.lines"), "utf8"),
    );
    expect(one).toBe(other);
    expect(one?.match(/^i\t/gm)).toHaveLength(pages.length);
  }, 60_000);

  it("that take more than a thread's memory are told, and the others read", async () => {
    const large = `[${Array.from({ length: 400_000 }, (_, n) => `{"k${n}":[${n}]}`).join()}]`;
    const mixed = pages.slice(0, 12);
    const headers = { "content-type": "application/json" };
    const { capturedAt } = mixed[0]!;
    mixed.splice(6, 0, { uriR: "https://example.com/large", capturedAt, headers, body: large });
    const folder = await folderWith({ "a.warc.gz": await writeWarc(mixed) });
    const readers = openPageReaders(1, 48);
    onTestFinished(() => readers.close());
    const { problems } = await indexPosts(path.join(folder, "a.warc.gz"), `${folder}/posts`, {
      readers,
    });
    expect(problems).toEqual([
      expect.stringMatching(/^a\.warc\.gz, byte \d+: takes more memory to be looked through/),
    ]);
    const lines = readFileSync(path.join(folder, "posts", "0.lines"), "utf8");
    expect(lines.match(/^i\t/gm)).toHaveLength(12);
  }, 60_000);

  it("that fail are told as a file that cannot be read", async () => {
    const folder = await folderWith({ "a.warc.gz": await writeWarc(pages) });
    const failing = { ...READ_HERE, most: 4, read: () => Promise.reject(new Error("ended")) };
    const { problems } = await indexPosts(path.join(folder, "a.warc.gz"), `${folder}/posts`, {
      readers: failing,
    });
    expect(problems).toEqual(["a.warc.gz: cannot be read (ended)"]);
  });

  it("are read here where there is no thread", () => {
    expect(openPageReaders(0)).toBe(READ_HERE);
  });
});
