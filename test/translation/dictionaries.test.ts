import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { looseFold } from "../../src/matching/text/fold.js";
import { wordKey } from "../../src/matching/translation/word-key.js";
import { openDictionaries } from "../../src/translation/dictionaries.js";
import { dictionaryFolder } from "../support/dictd.js";

describe("dictionaries in dictd's format", () => {
  it("are read, senses and accents included", async () => {
    const shelf = openDictionaries(
      await dictionaryFolder({ phare: "1. lighthouse\n2. beacon <n>", été: "summer" }),
    );
    await shelf.load("fr");
    expect(shelf.get("fr")?.english(wordKey("phare"))).toEqual(
      ["lighthouse", "beacon"].map(wordKey),
    );
    expect(shelf.get("fr")?.english(wordKey("ete"))).toEqual([wordKey("summer")]);
    expect(shelf.get("fr")?.english(wordKey("quai"))).toEqual([]);
  });

  it("from English are read the other way round", async () => {
    const shelf = openDictionaries(await dictionaryFolder({ harbour: "port" }, "freedict-eng-fra"));
    await shelf.load("fr");
    expect(shelf.get("fr")?.foreign(wordKey("harbour"))).toEqual([wordKey("port")]);
    expect(shelf.get("fr")?.english(wordKey("port"))).toEqual([]);
  });

  it("are read from any of the pieces that dictzip packs them in", async () => {
    const words = ["phare", "quai", "pont", "digue", "mouette", "qualité", "photographie", "vague"];
    const entries = Object.fromEntries(words.map((word) => [word, `${word}english`]));
    for (const size of [7, 16, 50, 4_000]) {
      const shelf = openDictionaries(await dictionaryFolder(entries, "freedict-fra-eng", size));
      await shelf.load("fr");
      for (const word of words) {
        const english = shelf.get("fr")?.english(wordKey(looseFold(word)));
        expect(english, `${word}, pieces of ${size}`).toEqual([
          wordKey(looseFold(`${word}english`)),
        ]);
      }
    }
  });

  it("that turn out damaged while they are read hold nothing, and that is told", async () => {
    const folder = await dictionaryFolder({ phare: "lighthouse" }, "freedict-fra-eng", 8);
    const file = path.join(folder, "freedict-fra-eng.dict.dz");
    writeFileSync(file, readFileSync(file).fill(0xff, 60));
    const problems: string[] = [];
    const shelf = openDictionaries(folder, (error) => problems.push(error.name));
    await shelf.load("fr");
    expect(shelf.get("fr")?.english(wordKey("phare"))).toEqual([]);
    expect(problems).toEqual(["DictionaryUnreadableError"]);
  });

  it("that are absent are no error", async () => {
    const shelf = openDictionaries(path.join(tmpdir(), "no-such-folder"));
    await shelf.load("fr");
    await shelf.load("constructor");
    expect(shelf.get("fr")).toBeNull();
  });

  it("that are damaged count as absent, and that is told", async () => {
    const folder = await dictionaryFolder({ phare: "lighthouse" });
    writeFileSync(path.join(folder, "freedict-fra-eng.dict.dz"), "not gzip");
    const problems: string[] = [];
    const shelf = openDictionaries(folder, (error) => problems.push(error.name));
    await shelf.load("fr");
    expect(shelf.get("fr")).toBeNull();
    expect(problems).toEqual(["DictionaryUnreadableError"]);
  });
});
