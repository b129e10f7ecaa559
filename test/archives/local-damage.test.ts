import { rm } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { writeWarc } from "../../src/archives/warc/write.js";
import { bodies, find, open, openFiles, POST, post, readAll } from "../support/archive-files.js";
import { folderWith } from "../support/folder.js";

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

  it("of a capture's time are told: it cannot be named", async () => {
    const plain = (await writeWarc([post(1), post(2)], { gzip: false })).toString("latin1");
    const at = plain.lastIndexOf("WARC-Date: ");
    const undated = `${plain.slice(0, at)}WARC-Date: yester${plain.slice(at + "WARC-Date: yester".length)}`;
    const archive = await openFiles({ "posts.warc": Buffer.from(undated, "latin1") });
    const { problems } = await find(archive, POST);
    expect(problems).toEqual([expect.stringMatching(/^posts\.warc, byte \d+: .*WARC-Date/)]);
  });

  it("that vanish are an archive that could not be asked", async () => {
    const folder = await folderWith({ "sub/posts.warc.gz": await writeWarc([post(1)]) });
    const gone = await open(path.join(folder, "sub"));
    await rm(folder, { recursive: true });
    await expect(find(gone, POST)).rejects.toMatchObject({
      outcome: "unavailable",
      message: "cannot be read: no such file or folder",
    });
  });

  it("stop with the caller's reason", async () => {
    const archive = await openFiles({ "posts.warc.gz": await writeWarc([post(1)]) });
    const context = { signal: AbortSignal.abort(new Error("enough")), requested: () => {} };
    await expect(archive.find({ kind: "exact", uriR: POST }, context)).rejects.toThrow("enough");
  });
});
