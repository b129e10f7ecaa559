import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { wordKey } from "../../src/matching/translation/word-key.js";
import { openDictionaries } from "../../src/translation/dictionaries.js";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const number = (value: number): string =>
  (value >= 64 ? number(Math.floor(value / 64)) : "") + DIGITS[value % 64];

/** Writes a database in dictd's format and names its folder. */
function folderWith(entries: Record<string, string>, name = "freedict-fra-eng"): string {
  const folder = mkdtempSync(path.join(tmpdir(), "dictd-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  let text = "";
  const lines = Object.entries(entries).map(([word, body]) => {
    const entry = `${word} /x/\n${body}\n`;
    const line = `${word}\t${number(Buffer.byteLength(text))}\t${number(Buffer.byteLength(entry))}`;
    text += entry;
    return line;
  });
  writeFileSync(path.join(folder, `${name}.index`), `${lines.sort().join("\n")}\n`);
  writeFileSync(path.join(folder, `${name}.dict.dz`), gzipSync(text));
  return folder;
}

describe("dictionaries in dictd's format", () => {
  it("are read, senses and accents included", async () => {
    const shelf = openDictionaries(
      folderWith({ phare: "1. lighthouse\n2. beacon <n>", été: "summer" }),
    );
    await shelf.load("fr");
    expect(shelf.get("fr")?.english(wordKey("phare"))).toEqual(
      ["lighthouse", "beacon"].map(wordKey),
    );
    expect(shelf.get("fr")?.english(wordKey("ete"))).toEqual([wordKey("summer")]);
    expect(shelf.get("fr")?.english(wordKey("quai"))).toEqual([]);
  });

  it("from English are read the other way round", async () => {
    const shelf = openDictionaries(folderWith({ harbour: "port" }, "freedict-eng-fra"));
    await shelf.load("fr");
    expect(shelf.get("fr")?.english(wordKey("port"))).toEqual([wordKey("harbour")]);
  });

  it("that are absent are no error", async () => {
    const shelf = openDictionaries(path.join(tmpdir(), "no-such-folder"));
    await shelf.load("fr");
    await shelf.load("constructor");
    expect(shelf.get("fr")).toBeNull();
  });

  it("that are damaged count as absent, and that is told", async () => {
    const folder = folderWith({ phare: "lighthouse" });
    writeFileSync(path.join(folder, "freedict-fra-eng.dict.dz"), "not gzip");
    const problems: string[] = [];
    const shelf = openDictionaries(folder, (error) => problems.push(error.name));
    await shelf.load("fr");
    expect(shelf.get("fr")).toBeNull();
    expect(problems).toEqual(["DictionaryUnreadableError"]);
  });
});
