import { readdirSync } from "node:fs";
import { appendFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseHttpHead } from "../../src/archives/http-message.js";
import { holdsNoPosts, mayHoldPosts } from "../../src/archives/local/entry.js";
import { indexPosts } from "../../src/archives/local/posts.js";
import { openArchives } from "../../src/archives/open.js";
import { writeWarc } from "../../src/archives/warc/write.js";
import type { PostQuery } from "../../src/engine/archive.js";
import { createEngine } from "../../src/engine/index.js";
import { buildPosts, type PostSource, type PostsOfCapture } from "../../src/post-index/build.js";
import { DiskPosts } from "../../src/post-index/open.js";
import { LineSorter } from "../../src/post-index/sorter.js";
import { folderWith } from "../support/folder.js";
import { apiStatus, inventPost, permalinkOf } from "../support/posts.js";

function postOf(n: number, over: Partial<PostsOfCapture["posts"][number]> = {}) {
  return {
    platform: "twitter" as const,
    id: String(1622000000000000000n + BigInt(n)),
    createdAt: new Date(Date.UTC(2023, 0, 1) + n * 3_600_000).toISOString(),
    author: { id: `7${n % 5}`, handle: `Ada_${n % 5}`, name: `Ada  Example ${n % 5}` },
    ...over,
  };
}

function sourceOf(name: string, from: number, to: number, onRead = () => {}): PostSource {
  return {
    name,
    size: to,
    modified: 1,
    async read(take) {
      onRead();
      for (let n = from; n < to; n++) {
        const capture = {
          file: 0,
          offset: n * 100,
          inner: 0,
          uriR: `https://twitter.com/somebody/status/${n}?q=ü`,
          capturedAt: "2023-03-01T00:00:00Z",
          status: 200,
          mime: "text/html",
          digest: null,
        };
        take({ capture, posts: [postOf(n)] });
      }
      return { parts: [name], problems: [] };
    },
  };
}

async function ask(folder: string, query: PostQuery): Promise<number[]> {
  const posts = await DiskPosts.open(folder);
  if (!posts) throw new Error("no index");
  try {
    return (await posts.lookUp(query)).captures
      .map(({ offset }) => offset / 100)
      .sort((a, b) => a - b);
  } finally {
    await posts.close();
  }
}

const byId = (n: number): PostQuery => ({ by: "id", platform: "twitter", id: postOf(n).id ?? "" });

describe("a post index on disk", () => {
  it("finds posts by id, by handle and day, by account id and by name", async () => {
    const folder = await folderWith({});
    await buildPosts(folder, [sourceOf("a.warc", 0, 2_000)]);
    for (const n of [0, 1, 999, 1_999]) expect(await ask(folder, byId(n))).toEqual([n]);
    expect(await ask(folder, byId(2_000))).toEqual([]);
    const fromMs = Date.UTC(2023, 0, 2);
    const windows = [{ fromMs, toMs: fromMs + 86_400_000 }];
    const ofDay = [25, 30, 35, 40, 45];
    const about = { platform: "twitter" as const, windows };
    expect(await ask(folder, { by: "handle", key: "@ada_0", ...about })).toEqual(ofDay);
    expect(await ask(folder, { by: "account", key: "70", ...about })).toEqual(ofDay);
    expect(await ask(folder, { by: "name", key: "ada example 0", ...about })).toEqual(ofDay);
    expect(await ask(folder, { by: "handle", key: "ada_", ...about })).toEqual([]);
  });

  it("counts a post without a time among those of every day", async () => {
    const folder = await folderWith({});
    const source = sourceOf("a.warc", 0, 1);
    const untimed = postOf(0, { platform: "facebook", id: "7", createdAt: null });
    await buildPosts(folder, [
      {
        ...source,
        read: (take) => source.read(({ capture }) => take({ capture, posts: [untimed] })),
      },
    ]);
    for (const windows of [null, [{ fromMs: 0, toMs: 1_000 }]]) {
      const query: PostQuery = { by: "handle", platform: "facebook", key: "Ada_0", windows };
      expect(await ask(folder, query)).toEqual([0]);
    }
  });

  it("says when there are more captures than it hands back", async () => {
    const folder = await folderWith({});
    await buildPosts(folder, [sourceOf("a.warc", 0, 2_000)]);
    const posts = await DiskPosts.open(folder);
    const query: PostQuery = { by: "handle", platform: "twitter", key: "Ada_0", windows: null };
    const { captures, complete } = await posts!.lookUp(query);
    expect([captures.length, complete]).toEqual([200, false]);
    expect(captures[0]?.uriR).toBe("https://twitter.com/somebody/status/0?q=ü");
    await posts!.close();
  });

  it("takes new files without reading the others again, and forgets those that are gone", async () => {
    const folder = await folderWith({});
    let reads = 0;
    const count = () => {
      reads += 1;
    };
    const sources = Array.from({ length: 12 }, (_, n) =>
      sourceOf(`${n}.warc`, n * 10, n * 10 + 10, count),
    );
    for (let many = 1; many <= sources.length; many++) {
      await buildPosts(folder, sources.slice(0, many));
    }
    expect(reads).toBe(sources.length);
    for (const n of [3, 57, 119]) expect(await ask(folder, byId(n))).toEqual([n]);
    expect(readdirSync(folder).filter((name) => name.endsWith(".lines")).length).toBeLessThan(10);
    await buildPosts(folder, sources.slice(1));
    expect(await ask(folder, byId(3))).toEqual([]);
    expect(await ask(folder, byId(57))).toEqual([57]);
  });

  it("goes on after a kill with the files that were read", async () => {
    const folder = await folderWith({});
    let reads = 0;
    const first = sourceOf("a.warc", 0, 10, () => {
      reads += 1;
    });
    const killed: PostSource = {
      ...sourceOf("b.warc", 10, 20),
      read: () => Promise.reject(new Error("killed")),
    };
    await expect(buildPosts(folder, [first, killed])).rejects.toThrow("killed");
    expect(await DiskPosts.open(folder)).toBeNull();
    await buildPosts(folder, [first, sourceOf("b.warc", 10, 20)]);
    expect(reads).toBe(1);
    for (const n of [5, 15]) expect(await ask(folder, byId(n))).toEqual([n]);
  });

  it("takes names with tabs, line breaks and halves of letters", async () => {
    const folder = await folderWith({});
    const author = { id: "1\n2", handle: "a\tb", name: "x\ud800 \u0000" };
    const source = sourceOf("a.warc", 0, 1);
    await buildPosts(folder, [
      {
        ...source,
        read: (take) =>
          source.read(({ capture }) => take({ capture, posts: [postOf(0, { author })] })),
      },
    ]);
    for (const [by, key] of [
      ["handle", author.handle],
      ["account", author.id],
      ["name", author.name],
    ] as const) {
      expect(await ask(folder, { by, platform: "twitter", key, windows: null })).toEqual([0]);
    }
  });
});

describe("lines sorted outside of memory", () => {
  it("come in bytewise order, each once", async () => {
    const folder = await folderWith({});
    const sorter = new LineSorter(folder, "x");
    const lines = Array.from({ length: 500 }, (_, n) => `${(n * 7919) % 250} é ${"ﬀ😀"[n % 2]}`);
    for (const [n, line] of lines.entries()) {
      sorter.add(line);
      if (n % 5 === 0) sorter.flush();
    }
    const expected = [...new Set(lines.map((line) => Buffer.from(line).toString("latin1")))].sort();
    expect([...sorter.sorted()]).toEqual(expected);
    expect(readdirSync(folder)).toEqual([]);
  });
});

const POST = inventPost({ text: "The bridge of Nord is closed until further notice." });

describe("the engine", () => {
  const quote = {
    text: POST.text,
    author: { handle: POST.handle },
    date: "February 6, 2023",
  } as const;
  const elsewhere = {
    uriR: "https://twitter.com/somebody_else/status/1622600000000000000",
    capturedAt: "2023-02-07T10:00:00Z",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(apiStatus(POST)),
  };

  async function check(where: string, dataFolder: string) {
    const archives = await openArchives([where], { dataFolder });
    const verdict = await createEngine({ archives }).check(quote as never, { id: "vd_1" });
    for (const archive of archives) await archive.close();
    return verdict;
  }

  it("finds a post in somebody else's page by the index, and by reading what is not in it", async () => {
    const folder = await folderWith({ "a/one.warc.gz": await writeWarc([elsewhere]) });
    const archive = path.join(folder, "a");
    const data = path.join(folder, "data");
    const first = await check(archive, data);
    expect(first.outcome).toMatch(/^verified/);
    const index = path.join(folder, "a.posts");
    expect(await indexPosts(archive, index)).toMatchObject({ files: 1, read: 1, problems: [] });
    expect((await check(archive, data)).outcome).toBe(first.outcome);
    await rm(path.join(archive, "one.warc.gz"));
    await writeFile(path.join(archive, "two.warc.gz"), await writeWarc([elsewhere]));
    expect((await check(archive, data)).outcome).toBe(first.outcome);
    expect(permalinkOf(POST)).not.toBe(elsewhere.uriR);
  });

  it("does not call a post missing where the index says that something could not be read", async () => {
    const other = {
      ...elsewhere,
      body: "<p>nothing</p>",
      headers: { "content-type": "text/html" },
    };
    const folder = await folderWith({ "a/one.warc.gz": await writeWarc([other]) });
    await appendFile(path.join(folder, "a/one.warc.gz"), "\x1f\x8b\x08 cut");
    const archive = path.join(folder, "a");
    const { problems } = await indexPosts(archive, `${archive}.posts`);
    expect(problems.join()).toMatch(/one\.warc\.gz, byte \d+/);
    expect((await check(archive, folder)).outcome).toBe("inconclusive");
  });

  it("tells a page that unpacks to too much to be looked through", async () => {
    const bomb = {
      ...elsewhere,
      headers: { "content-type": "text/html", "content-encoding": "gzip" },
      body: gzipSync(gzipSync(Buffer.alloc(80_000_000))),
    };
    const folder = await folderWith({ "a/one.warc.gz": await writeWarc([elsewhere, bomb]) });
    const archive = path.join(folder, "a");
    const { problems } = await indexPosts(archive, `${archive}.posts`);
    expect(problems).toEqual([
      expect.stringMatching(/^one\.warc\.gz, byte \d+: the body unfolds to more than/),
    ]);
    expect((await check(archive, folder)).outcome).toMatch(/^verified/);
  });

  it("does without an index that is cut, and makes it anew when asked", async () => {
    const folder = await folderWith({ "a/one.warc.gz": await writeWarc([elsewhere]) });
    const archive = path.join(folder, "a");
    const index = `${archive}.posts`;
    await indexPosts(archive, index);
    await writeFile(path.join(index, "0.lines"), "i\t");
    expect((await check(archive, folder)).outcome).toMatch(/^verified/);
    expect(await indexPosts(archive, index)).toMatchObject({ read: 1 });
    expect((await check(archive, folder)).outcome).toMatch(/^verified/);
  });

  it("is not led astray by an index that lies about places", async () => {
    const other = { ...elsewhere, uriR: "https://example.org/", body: "<p>nothing</p>" };
    const folder = await folderWith({ "a/one.warc.gz": await writeWarc([other]) });
    const archive = path.join(folder, "a");
    const { size, mtimeMs } = await stat(path.join(archive, "one.warc.gz"));
    const lying = sourceOf("one.warc.gz", 0, 1);
    await buildPosts(`${archive}.posts`, [
      {
        ...lying,
        size,
        modified: mtimeMs,
        read: (take) =>
          lying.read(({ capture }) =>
            take({
              capture: { ...capture, offset: 999_999 },
              posts: [
                {
                  platform: "twitter",
                  id: POST.id,
                  createdAt: POST.at,
                  author: { id: null, handle: POST.handle, name: null },
                },
              ],
            }),
          ),
      },
    ]);
    const verdict = await check(archive, folder);
    expect(verdict.outcome).toBe("inconclusive");
    expect(verdict.search[0]?.problems.join()).toContain("make it anew");
  });
});

describe("large records", () => {
  const post = inventPost({ text: "No bus." });
  const large = {
    uriR: "https://api.example/1.json",
    capturedAt: "2023-02-06T10:11:12Z",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(apiStatus(post)) + " ".repeat(700_000),
  };
  const video = {
    uriR: "https://video.example/1.mp4",
    capturedAt: "2023-02-06T10:11:12Z",
    headers: { "content-type": "video/mp4" },
    body: Buffer.alloc(3_000_000, 7),
  };

  it("are looked through where they may hold posts, and videos between them do no harm", async () => {
    for (const gzip of [true, false]) {
      const files = { "a.warc": await writeWarc([large, video, large, video], { gzip }) };
      const folder = await folderWith(files);
      const found: number[] = [];
      const { problems } = await indexPosts(folder, path.join(folder, "posts"), {
        visit: () => ({
          take: ({ offset }) => found.push(offset),
          report: () => {},
          end: () => {},
        }),
      });
      expect([problems, found.length]).toEqual([[], 4]);
      const posts = await DiskPosts.open(path.join(folder, "posts"));
      const { captures } = await posts!.lookUp({ by: "id", platform: "twitter", id: post.id });
      expect(captures.map(({ offset }) => offset)).toEqual([found[0], found[2]]);
      await posts!.close();
    }
  });

  it("are passed over by their beginning only where their entry says the same", () => {
    const piece = fc.constantFrom(
      "HTTP/1.1 200 OK\r\n",
      "HTTP/1.1 404 Not Found\r\n",
      "Content-Type: text/html\r\n",
      "Content-Type: video/mp4\r\n",
      "Content-Type: \r\n",
      "X-Long: and so on\r\n",
      "\r\n",
      "\n",
      "WARC/1.0\r\n",
      "body",
    );
    const type = fc.constantFrom("response", "resource", "revisit");
    const length = fc.nat(120);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), type, length, (parts, warcType, shown) => {
        const block = Buffer.from(parts.join(""));
        const fields = new Map([
          ["warc-type", warcType],
          ["content-type", "application/http"],
        ]);
        const head = warcType === "resource" ? null : parseHttpHead(block);
        const mime = head ? head.get("content-type") : "application/http";
        const entry = { status: head?.status ?? null, mime };
        if (holdsNoPosts(fields, block.subarray(0, shown))) expect(mayHoldPosts(entry)).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });
});
