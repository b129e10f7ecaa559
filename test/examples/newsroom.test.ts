import path from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { exampleRequest } from "../../examples/demo/quotes.js";
import type { CommandIo } from "../../src/cli/command.js";
import { parsePermalink } from "../../src/handles/permalink.js";

const ROOT = path.resolve(import.meta.dirname, "../..");

const io: CommandIo = {
  stdout: () => undefined,
  stderr: () => undefined,
  stdin: Readable.from([]),
  env: {},
  signal: new AbortController().signal,
};

describe("the example article", () => {
  it("is read as the quotes it prints, each with author, day and link", async () => {
    const { article, quotes } = await exampleRequest(ROOT, io);
    expect(article).toMatchObject({
      title: expect.stringContaining("Eleven millimetres"),
      publisher: "The Saltmere Courier",
      lang: "en",
    });
    const found = quotes.map(({ author, date, url }) => [
      author?.name,
      author?.handle?.replace(/^@/, ""),
      date,
      (url ? parsePermalink(url)?.id : null) ?? null,
    ]);
    expect(found).toEqual([
      ["Port of Saltmere", "SaltmerePort", "March 9, 2023", "1633772643940747868"],
      ["Tomas Verhallen", "t_verhallen", "March 9, 2023", "1633826347808988322"],
      ["Bridge Watch Saltmere", "BridgeWatchSM", "March 10, 2023", null],
      ["Loan Keravel", "loan_keravel", "March 10, 2023", null],
      ["Kverne Ferries", "KverneFerries", "March 10, 2023", "1634263075518919162"],
      ["Saltmere Transport Union", "SaltmereUnion", "March 10, 2023", null],
      ["Ines Dalgaard", "InesDalgaard", "May 3, 2018", "992092068641161622"],
      ["Mira Oskolund", "mira_oskolund", "June 14, 2017", "874907224635612513"],
      ["Port of Saltmere", "SaltmerePort", "October 22, 2018", "1055791320004828565"],
      ["Bridge Watch Saltmere", "BridgeWatchSM", "October 22, 2018", "1054481052989659059"],
      ["Tomas Verhallen", "t_verhallen", "November 4, 2019", "1191371613796572083"],
      ["Odile Brandvik", "odile_brandvik", "March 11, 2023", null],
      ["Odile Brandvik", "odile_brandvik", "March 11, 2023", null],
    ]);
  });

  it("gets the original words of its one translation from the records beside it", async () => {
    const { quotes } = await exampleRequest(ROOT, io);
    const originals = quotes.filter(({ originalText }) => originalText !== undefined);
    expect(originals.map(({ originalText }) => originalText?.slice(0, 20))).toEqual([
      "Le pont est fermé, m",
    ]);
  });
});
