import { stat, symlink, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { buildIndex, FilesRead } from "../../src/archives/local/capture-index.js";
import { findFiles } from "../../src/archives/local/file.js";
import { fileSetOf } from "../../src/archives/local/file-set.js";
import { writeWacz } from "../../src/archives/wacz/write.js";
import { writeWarc } from "../../src/archives/warc/write.js";
import {
  bodies,
  CONTEXT,
  find,
  open,
  openFiles,
  POST,
  post,
  readAll,
} from "../support/archive-files.js";
import { folderWith } from "../support/folder.js";

describe("an archive of WARC files", () => {
  it("finds an address in any spelling, and hands over what was captured", async () => {
    const archive = await openFiles({ "posts.warc.gz": await writeWarc([post(1), post(2)]) });
    const { captures, problems } = await find(
      archive,
      "http://www.Twitter.com/ADA_example/status/1622000000000000001/",
    );
    expect(problems).toEqual([]);
    expect(captures).toMatchObject([
      {
        archive: "posts.warc.gz",
        uriR: POST,
        capturedAt: "2023-02-01T10:11:12Z",
        status: 200,
        mime: "text/html",
      },
    ]);
    expect(captures[0]!.uriM).toMatch(/^warc:posts\.warc\.gz#\d+$/);
    const read = await archive.read(captures[0]!, CONTEXT);
    expect(read).toMatchObject({
      digest: captures[0]!.digest,
      digestVerified: true,
      note: null,
      capture: {
        uriR: POST,
        capturedAt: "2023-02-01T10:11:12Z",
        status: 200,
        contentType: "text/html; charset=utf-8",
      },
    });
    expect(Buffer.from(read.capture.body).toString()).toBe("<p>post 1</p>");
  });

  it("finds by prefix what an exact question misses, oldest first", async () => {
    const archive = await openFiles({
      "posts.warc": await writeWarc(
        [
          post(3),
          post(1, { uriR: `${POST}?s=20` }),
          post(2, { uriR: `${POST}/photo/1` }),
          post(1),
          post(4),
        ],
        { gzip: false },
      ),
    });
    expect((await find(archive, POST)).captures).toHaveLength(1);
    const prefix = "https://twitter.com/ada_example/status/1622000000000000001*";
    const { captures } = await archive.find({ kind: "prefix", prefix }, CONTEXT);
    expect(captures.map(({ uriR }) => uriR)).toEqual([POST, `${POST}/photo/1`, `${POST}?s=20`]);
    const handle = await archive.find(
      { kind: "prefix", prefix: "twitter.com/ada_example/" },
      CONTEXT,
    );
    expect(handle.captures).toHaveLength(5);
  });

  it("lists all that may hold posts", async () => {
    const archive = await openFiles({
      "posts.warc.gz": await writeWarc([
        post(1),
        post(2, { headers: { "content-type": "application/json" } }),
        post(3, { headers: { "content-type": "image/png" } }),
        post(4, { status: 404 }),
      ]),
    });
    expect((await archive.listAll!(CONTEXT)).captures).toHaveLength(2);
  });

  it("reads a folder and the folders in it as one archive, follows links, and no link back", async () => {
    const [one, two, three] = [
      await writeWarc([post(1)]),
      await writeWacz([post(2)]),
      await writeWarc([post(3)]),
    ];
    const outside = await folderWith({ "outside.warc.gz": three });
    const folder = await folderWith({
      "a/one.warc.gz": one,
      "b/two.wacz": two,
      "notes.txt": "no archive",
    });
    await symlink(outside, path.join(folder, "link"));
    await symlink(folder, path.join(folder, "b/back"));
    await symlink(path.join(outside, "gone.warc.gz"), path.join(folder, "dangling.warc.gz"));
    const archive = await open(folder);
    const all = ["<p>post 1</p>", "<p>post 2</p>", "<p>post 3</p>"];
    expect(bodies(await readAll(archive)).sort()).toEqual(all);
    expect((await find(archive, POST)).problems).toEqual([
      "dangling.warc.gz: cannot be read (no such file or folder)",
    ]);
  });

  it("tells once where there are more files than are read", async () => {
    const names = ["a/1.warc", "a/2.warc", "a/3.warc", "b/4.warc", "c.warc"];
    const folder = await folderWith(Object.fromEntries(names.map((name) => [name, "x"])));
    const { found, problems } = await findFiles(folder, 2);
    expect(found.map(({ name }) => name)).toEqual(names.slice(0, 2));
    expect(problems).toEqual(["more than 2 files; those from a/3.warc on are not read"]);
  });

  it.each(["x.warc.zst", "x.arc.gz", "x.har", "x.warc.gz.open", "x.wacz.part"])(
    "tells that %s is not read: the post may stand there",
    async (name) => {
      const files = {
        "one.warc.gz": await writeWarc([post(1)]),
        [name]: "x",
        "x.warc.gz.md5": "x",
      };
      const { captures, problems } = await find(await open(await folderWith(files)), POST);
      expect([captures.length, problems]).toEqual([
        1,
        [`${name}: not a kind of file that is read`],
      ]);
    },
  );

  it("sees files that come and change while it is open", async () => {
    const folder = await folderWith({ "one.warc.gz": await writeWarc([post(1)]) });
    const archive = await open(folder);
    const { captures } = await find(archive, POST);
    const file = path.join(folder, "one.warc.gz");
    await writeFile(file, await writeWarc([post(2), post(2)]));
    await utimes(file, 1, 1);
    await expect(archive.read(captures[0]!, CONTEXT)).rejects.toMatchObject({
      name: "CaptureUnreadableError",
    });
    await archive.close();
    expect((await find(archive, POST.replace(/1$/, "2"))).captures).toHaveLength(2);
  });

  it("takes the body apart where it is chunked, and leaves it packed where it is packed", async () => {
    const chunked = "5\r\n<p>po\r\n8;x=y\r\nst 1</p>\r\n0\r\n\r\n";
    const archive = await openFiles({
      "posts.warc.gz": await writeWarc([
        post(1, { headers: { "transfer-encoding": "chunked" }, body: chunked }),
        post(2, {
          headers: { "transfer-encoding": "chunked" },
          body: "<p>not framed any more</p>",
        }),
        post(3, { headers: { "content-encoding": "gzip" }, body: gzipSync("<p>packed</p>") }),
      ]),
    });
    const [one, two, three] = await readAll(archive);
    expect(bodies([one, two])).toEqual(["<p>post 1</p>", "<p>not framed any more</p>"]);
    expect(three.capture.contentEncoding).toBe("gzip");
    expect([one, two, three].map(({ digestVerified }) => digestVerified)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("checks the digest of the packed, the framed and the unpacked body before it says that it differs", async () => {
    const sound = (await writeWarc([post(1)], { gzip: false })).toString();
    const unpacked = /WARC-Payload-Digest: (\S+)/.exec(sound)![1]!;
    const packed = await writeWarc(
      [post(1, { headers: { "content-encoding": "gzip" }, body: gzipSync("<p>post 1</p>") })],
      { gzip: false },
    );
    const change = (to: string) =>
      Buffer.from(
        packed.toString("latin1").replace(/WARC-Payload-Digest: \S+/, `WARC-Payload-Digest: ${to}`),
        "latin1",
      );
    const hex = Buffer.alloc(20, 7).toString("hex");
    for (const [digest, verified] of [
      [unpacked, true],
      [`sha1:${hex}`, false],
      ["sha1:?", null],
    ] as const) {
      const [read] = await readAll(await openFiles({ "posts.warc": change(digest) }));
      expect([digest, read.digestVerified]).toEqual([digest, verified]);
    }
  });
});

describe("a folder to which files come", () => {
  it("reads those alone: what it knows of others is not read again", async () => {
    const folder = await folderWith({ "old.warc": await writeWarc([post(1)], { gzip: false }) });
    const old = path.join(folder, "old.warc");
    await utimes(old, 1_000, 1_000);
    const found = async (known: FilesRead) => {
      const { found: files, problems } = await findFiles(folder);
      const index = await buildIndex(await fileSetOf(files, problems), known);
      return index.entries.map(({ url, file }) => [url.slice(-1), index.files[file]?.name]);
    };
    const known = new FilesRead();
    expect(await found(known)).toEqual([["1", "old.warc"]]);

    const { size } = await stat(old);
    await writeFile(old, Buffer.alloc(size));
    await utimes(old, 1_000, 1_000);
    await writeFile(path.join(folder, "a-new.warc.gz"), await writeWarc([post(2)]));
    expect(await found(known)).toEqual([
      ["1", "old.warc"],
      ["2", "a-new.warc.gz"],
    ]);

    await writeFile(old, await writeWarc([post(3), post(4)], { gzip: false }));
    expect((await found(known)).map(([url]) => url)).toEqual(["2", "3", "4"]);
  });
});
