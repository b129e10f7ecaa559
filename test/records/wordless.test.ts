import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEngine } from "../../src/engine/index.js";
import type { QuoteRecord } from "../../src/records/quote.js";
import { type Verdict, VerdictSchema } from "../../src/records/verdict.js";
import { isWordless, recordWithoutWords, verdictWithoutWords } from "../../src/records/wordless.js";
import { inventPost, permalinkOf } from "../support/posts.js";
import { captureOf, warcArchive } from "../support/warc-archive.js";

/** Words that nothing else holds, and signs that may end a citation too early. */
const WORDS = ["zqafel", "Zqorn", "zqubb", "“zqim”", "«zqed»", "zqov,", "zqyl.", "zqeth”", "“zqas"];
const CONTENT = /zq(?:afel|orn|ubb|im|ed|ov|yl|eth|as)/i;

const words = fc.array(fc.constantFrom(...WORDS, "not", "never", "7", "no"), {
  minLength: 3,
  maxLength: 14,
});

async function check(text: string, quote: Partial<QuoteRecord>, lang?: string): Promise<Verdict> {
  const post = inventPost({ text });
  const archives = await warcArchive([captureOf(post)]);
  return createEngine({ archives }).check(
    { url: permalinkOf(post), author: { handle: post.handle }, text, ...quote },
    { id: "vd_1", lang },
  );
}

describe("a verdict without words", () => {
  it("holds none of the post's and none of the print's, in either language", async () => {
    await fc.assert(
      fc.asyncProperty(words, words, fc.constantFrom("en", "fr"), async (kept, other, lang) => {
        const archived = [...kept, ...other].join(" ");
        const printed = [...kept.slice(1), "zqubb", ...other.slice(0, 2)].join(" ");
        const verdict = await check(archived, { text: printed, originalText: archived }, lang);
        expect(JSON.stringify(verdict)).toMatch(CONTENT);
        const bare = verdictWithoutWords(verdict);
        expect(JSON.stringify(bare)).not.toMatch(CONTENT);
        expect(VerdictSchema.parse(bare)).toEqual(bare);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it("says all else as before: outcome, classes, kinds and places of edits, captures", async () => {
    const text = "The ferry sails at noon, weather allowing, and nobody has to pay.";
    const verdict = await check(text, {
      text: "The ferry sails at noon, and everybody has to pay.",
    });
    const bare = verdictWithoutWords(verdict);
    expect(bare).toMatchObject({ outcome: "discrepancy", wordsKept: false });
    expect(bare.summary).toMatch(/^Differs from a post by @ada_example/);
    const places = ({ checks }: Verdict) =>
      checks.text.edits.map(({ kind, severity, printed, archived }) => [
        kind,
        severity,
        [printed.start, printed.end, archived.start, archived.end],
      ]);
    expect(places(bare)).toEqual(places(verdict));
    expect(bare.evidence[0]?.sha256).toBe(verdict.evidence[0]?.sha256);
    expect(verdictWithoutWords(bare)).toEqual(bare);
  });

  it("tells where in the post the words stand", async () => {
    const text = "Nobody knows why. The ferry sails at noon, weather allowing.";
    const bare = verdictWithoutWords(await check(text, { text: "The ferry sails at noon" }));
    const { start = 0, end = 0 } = bare.evidence[0]?.position ?? {};
    expect(text.slice(start, end)).toBe("The ferry sails at noon");
    expect(bare.evidence[0]?.quoteSelector).toBeNull();
  });
});

it("a record without words is known as one, and its hash is that of the words", () => {
  const bare = recordWithoutWords({
    text: "abc",
    author: { name: "Ada" },
    place: { selector: "p", sentence: "She wrote abc." },
  });
  expect(bare).toEqual({
    text: "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    author: { name: "Ada" },
    place: { selector: "p" },
  });
  expect(isWordless(bare)).toBe(true);
  expect(isWordless({ text: "sha256: what is that?" })).toBe(false);
});
