import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isEnglishWord } from "../../src/matching/english.js";
import { normalise } from "../../src/matching/text/normalise.js";
import { tokeniseAlike } from "../../src/matching/text/token-pair.js";
import { tokenise } from "../../src/matching/text/tokens.js";

/** Words and marks that the scanner treats specially, the spaces between them included. */
const piece = fc.constantFrom(
  ..."the harbour of Velmora stays open tomorrow says captain|Łódź żeglarz|пристань открыта|समुद्र किनारा खुला छ।|5 000|1 000,5|. . .|…|...|&amp; |&amp;amp;|“|”|'|don’t|l’île|#Velmora|@keeper|https://t.co/a1|seehttps://t.co/b2|pic.twitter.com/c3|e\u0301|\u200b|\u00ad|\n|\u00a0|港が開く|🇮🇸|[...]|(1/3)|U.S.|१०|–|-5|ﬁ|½".split(
    "|",
  ),
);
const text = fc
  .array(fc.tuple(piece, fc.constantFrom(" ", " ", " ", "", "\n", "  ")), { maxLength: 24 })
  .map((parts) => parts.flat().join(""));

describe("tokens taken over from another text", () => {
  it("are those that the text has by itself", () => {
    fc.assert(
      fc.property(text, text, text, text, text, (start, head, middle, tail, end) => {
        const other = `${start}${head}${middle}${tail}`;
        for (const own of [
          `${start}${head}${tail}`,
          `${head}${tail}${end}`,
          `“${start}${head}${middle}${tail}”`,
          `${head}${middle}`,
          `${start}${end}${tail}`,
        ]) {
          expect(tokeniseAlike(own, other, tokenise(other))).toEqual(tokenise(own));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("are shared where a print repeats its post", () => {
    const post = "The captain said that the harbour of Velmora stays open until tomorrow evening.";
    const known = tokenise(post);
    const own = tokeniseAlike(post.replace("stays", "stood"), post, known);
    expect(own.filter((token) => known.includes(token)).length).toBeGreaterThan(5);
  });
});

describe("a text that needs no normalising", () => {
  it("is what the long way round makes of it", () => {
    fc.assert(
      fc.property(text, (own) => {
        // A soft hyphen shows nothing, and makes the text one that needs a closer look.
        const same = normalise(`${own}\u00ad`);
        const { capture, typographic } = normalise(own);
        expect([capture.text, typographic.text]).toEqual([
          same.capture.text,
          same.typographic.text,
        ]);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the English word list", () => {
  it("knows its first and last words, and none that it lacks", () => {
    for (const word of ["a", "aa", "government", "harbour", "zyzzyvas", "zzz"])
      expect(isEnglishWord(word), word).toBe(true);
    for (const word of ["", "goverment", "zzzz", "aaa", "harbou", ","])
      expect(isEnglishWord(word), word).toBe(false);
  });
});
