import { symlink, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { BadWhereError } from "../../src/archives/errors.js";
import { openArchives } from "../../src/archives/open.js";
import { writeWacz } from "../../src/archives/wacz/write.js";
import { type WarcRecordInput, writeWarc } from "../../src/archives/warc/write.js";
import type { Archive, AskContext, CaptureList } from "../../src/engine/archive.js";
import { folderWith } from "../support/folder.js";

const CONTEXT: AskContext = { signal: new AbortController().signal, requested: () => {} };
const POST = "https://twitter.com/ada_example/status/1622000000000000001";

function post(n: number, over: Partial<WarcRecordInput> = {}): WarcRecordInput {
  return {
    uriR: POST.replace(/\d$/, String(n)),
    capturedAt: `2023-02-0${n}T10:11:12Z`,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: `<p>post ${n}</p>`,
    ...over,
  };
}

async function open(where: string): Promise<Archive> {
  const [archive] = await openArchives([where], {});
  onTestFinished(() => archive!.close());
  return archive!;
}

async function openFiles(files: Record<string, string | Uint8Array>): Promise<Archive> {
  const folder = await folderWith(files);
  const names = Object.keys(files);
  return await open(names.length === 1 ? path.join(folder, names[0]!) : folder);
}

function find(archive: Archive, uriR: string): Promise<CaptureList> {
  return archive.find({ kind: "exact", uriR }, CONTEXT);
}

async function readAll(archive: Archive) {
  const { captures } = await archive.find({ kind: "prefix", prefix: "twitter.com/" }, CONTEXT);
  return await Promise.all(
    captures.map((ref) => archive.read(ref, CONTEXT).catch((error) => error)),
  );
}

function bodies(read: Awaited<ReturnType<typeof readAll>>): string[] {
  return read.map((one) => (one.capture ? Buffer.from(one.capture.body).toString() : one.name));
}

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

  it("reads a folder and the folders in it as one archive, and does not follow links", async () => {
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
    const archive = await open(folder);
    expect(bodies(await readAll(archive))).toEqual(["<p>post 1</p>", "<p>post 2</p>"]);
  });

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

describe("revisits", () => {
  const refersTo = { uriR: POST, capturedAt: "2023-02-01T10:11:12Z" };
  const body = post(1).body;

  it("bring the body of the capture they refer to, with their own time", async () => {
    const revisit = post(2, { type: "revisit", body, refersTo });
    const [first, second] = await readAll(
      await openFiles({ "p.warc.gz": await writeWarc([post(1), revisit]) }),
    );
    expect(bodies([first, second])).toEqual([body, body]);
    expect(second).toMatchObject({
      digestVerified: true,
      digest: first.digest,
      capture: { capturedAt: "2023-02-02T10:11:12Z" },
    });
    expect(second.ref.status).toBe(200);
  });

  it("find the same digest of the same address where they refer to nothing", async () => {
    const again = post(2, { type: "revisit", body, uriR: POST });
    expect(
      bodies(await readAll(await openFiles({ "p.warc.gz": await writeWarc([again, post(1)]) }))),
    ).toEqual([body, body]);
  });

  it("are found in another file of the folder", async () => {
    const revisit = post(2, { type: "revisit", body, refersTo });
    const archive = await openFiles({
      "a.warc.gz": await writeWarc([revisit]),
      "b.warc.gz": await writeWarc([post(1)]),
    });
    expect(bodies(await readAll(archive))).toEqual([body, body]);
  });

  it("without their original cannot be read, and are not empty", async () => {
    const others = [
      post(2, { type: "revisit", body, refersTo }),
      post(3, { type: "revisit", body: "other words", refersTo: { ...refersTo, uriR: POST } }),
    ];
    for (const revisit of others) {
      const archive = await openFiles({ "p.warc.gz": await writeWarc([revisit, post(4)]) });
      expect(bodies(await readAll(archive))).toContain("CaptureUnreadableError");
    }
  });

  it("of an empty page are empty, and need no original", async () => {
    const [read] = await readAll(
      await openFiles({ "p.warc.gz": await writeWarc([post(2, { type: "revisit", body: "" })]) }),
    );
    expect([read.capture.body.length, read.digestVerified]).toEqual([0, true]);
  });

  it("of an unknown kind are not interpreted", async () => {
    const warc = (
      await writeWarc([post(1), post(2, { type: "revisit", body, refersTo })], { gzip: false })
    ).toString();
    const archive = await openFiles({
      "p.warc": warc.replace("identical-payload-digest", "something-like-it-12345"),
    });
    expect(bodies(await readAll(archive))).toEqual([body, "CaptureUnreadableError"]);
  });
});

describe("damaged files", () => {
  it("are read where they are sound, and the rest is told with file and place", async () => {
    const sound = await writeWarc([post(1), post(2), post(3)]);
    const broken = Buffer.from(sound);
    const second = sound.indexOf(
      "\x1f\x8b\x08",
      sound.indexOf("\x1f\x8b\x08", 10, "latin1") + 1,
      "latin1",
    );
    broken[second + 60]! ^= 0x20;
    const archive = await openFiles({ "posts.warc.gz": broken });
    const { problems } = await find(archive, POST);
    expect(problems.join()).toMatch(/posts\.warc\.gz, byte \d+: /);
    const read = bodies(await readAll(archive));
    expect(read).toContain("<p>post 1</p>");
    expect(read).toContain("<p>post 3</p>");
    expect(read).not.toContain("<p>post 2</p>");
  });

  it("give a record whose digest still fits, with a note", async () => {
    const bytes = await writeWarc([post(1)]);
    bytes[bytes.length - 8]! ^= 1;
    const [read] = await readAll(await openFiles({ "posts.warc.gz": bytes }));
    expect(read).toMatchObject({ digestVerified: true, note: expect.stringContaining("CRC32") });
  });

  it("tell altered words by the digest, wherever the alteration is sound otherwise", async () => {
    const plain = (await writeWarc([post(1)], { gzip: false }))
      .toString()
      .replace("post 1", "past 1");
    for (const [name, bytes] of [
      ["p.warc", Buffer.from(plain)],
      ["p.warc.gz", gzipSync(plain)],
    ] as const) {
      const [read] = await readAll(await openFiles({ [name]: bytes }));
      expect(read.digestVerified).toBe(false);
    }
  });

  it.each<[string, Uint8Array | string]>([
    ["page.warc", "<html>saved under a wrong name</html>"],
    ["page.warc.gz", gzipSync("<html>no WARC</html>")],
    ["cut.warc.gz", Buffer.from([0x1f, 0x8b, 8, 0])],
    ["empty.warc.gz", ""],
    ["not.wacz", "no zip"],
    ["cut.wacz", Buffer.from("PK\x03\x04 and nothing more")],
  ])("%s that holds nothing to read is an archive that could not be asked", async (name, bytes) => {
    const archive = await openFiles({ [name]: bytes });
    await expect(find(archive, POST)).rejects.toMatchObject({ outcome: "unavailable" });
  });

  it("beside sound ones are told, and the sound ones are read", async () => {
    const archive = await openFiles({
      "bad.warc.gz": "nothing",
      "good.warc.gz": await writeWarc([post(1)]),
    });
    const { captures, problems } = await find(archive, POST);
    expect(captures).toHaveLength(1);
    expect(problems.join()).toContain("bad.warc.gz");
  });

  it("that are empty, or hold no captures, answer: none", async () => {
    for (const bytes of ["", await writeWarc([], { gzip: false })]) {
      expect(await find(await openFiles({ "nothing.warc": bytes }), POST)).toMatchObject({
        captures: [],
        problems: [],
      });
    }
    expect(await find(await open(await folderWith({})), POST)).toMatchObject({
      captures: [],
      problems: [],
    });
  });

  it("that vanish are an archive that could not be asked", async () => {
    const archive = await open(await folderWith({ "posts.warc.gz": await writeWarc([post(1)]) }));
    const gone = await open(
      path.join(await folderWith({ "sub/posts.warc.gz": await writeWarc([post(1)]) }), "sub"),
    );
    await expect(find(archive, POST)).resolves.toBeDefined();
    const { rm } = await import("node:fs/promises");
    await rm((gone as unknown as { path: string }).path, { recursive: true });
    await expect(find(gone, POST)).rejects.toMatchObject({ outcome: "unavailable" });
  });

  it("stop with the caller's reason", async () => {
    const archive = await openFiles({ "posts.warc.gz": await writeWarc([post(1)]) });
    const context = { signal: AbortSignal.abort(new Error("enough")), requested: () => {} };
    await expect(archive.find({ kind: "exact", uriR: POST }, context)).rejects.toThrow("enough");
  });
});

describe("WHERE", () => {
  it.each([
    "nowhere.warc.gz",
    "./no/such/folder",
    "unheard-of",
    "wayback+ftp://host",
    "wayback+https://",
    "wayback+https://host/?query",
    "carrier-pigeon+https://host",
    "https://web.archive.org",
    "",
  ])("%j names no archive, and the error says which value", async (where) => {
    const opening = openArchives([where], {});
    await expect(opening).rejects.toBeInstanceOf(BadWhereError);
    await expect(opening).rejects.toMatchObject({ where });
  });

  it("may be a name of the configuration", async () => {
    const archives = await openArchives(["wayback"], {});
    expect(archives.map(({ name }) => name)).toEqual(["wayback"]);
    await Promise.all(archives.map((archive) => archive.close()));
  });

  it("refuses files of other kinds", async () => {
    const folder = await folderWith({ "page.html": "<p>", "old.arc.gz": "" });
    for (const name of ["page.html", "old.arc.gz"]) {
      await expect(openArchives([path.join(folder, name)], {})).rejects.toThrow(/only \.warc/);
    }
  });
});
