import path from "node:path";
import { describe, expect, it } from "vitest";
import { BadWhereError } from "../../src/archives/errors.js";
import { openArchives } from "../../src/archives/open.js";
import { writeWarc } from "../../src/archives/warc/write.js";
import { post } from "../support/archive-files.js";
import { folderWith } from "../support/folder.js";

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

  it("gives two files of one name two names", async () => {
    const warc = await writeWarc([post(1)]);
    const folder = await folderWith({
      "a/p.warc.gz": warc,
      "b/p.warc.gz": warc,
      "c/p.warc.gz": warc,
    });
    const wheres = ["a", "b", "c", "a"].map((name) => path.join(folder, name, "p.warc.gz"));
    const archives = await openArchives(wheres, {});
    expect(archives.map(({ name }) => name)).toEqual([
      "p.warc.gz",
      "p.warc.gz (2)",
      "p.warc.gz (3)",
    ]);
    await Promise.all(archives.map((archive) => archive.close()));
  });

  it("refuses files of other kinds", async () => {
    const folder = await folderWith({ "page.html": "<p>", "old.arc.gz": "" });
    for (const name of ["page.html", "old.arc.gz"]) {
      await expect(openArchives([path.join(folder, name)], {})).rejects.toThrow(/only \.warc/);
    }
  });
});
