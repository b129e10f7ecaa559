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

/** Any characters, rich in those that some step of normalising is about. */
const anything = fc
  .array(
    fc.oneof(
      piece,
      fc.string({ unit: "binary", maxLength: 3 }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom(
        ..."\u200b \u0301 \u064e \u093f \u093c \u11a8 \ud83e \udff0 \ud83c \udd30 & ; ™ ﬁ 。 〜 ﾐ".split(
          " ",
        ),
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

describe("a text of which a glance says what it needs", () => {
  it("is what the long way round makes of it", () => {
    const marker = "&shy;ﬁe\u0301";
    const without = (of: string, end: string) => of.slice(0, -end.length).replace(/[ \n]$/, "");
    fc.assert(
      fc.property(fc.oneof(text, anything), (own) => {
        // A reference, something invisible, a ligature and an accent apart: every step is taken.
        const long = normalise(`${own}${marker}`);
        const { capture, typographic } = normalise(own);
        expect(capture.text).toBe(without(long.capture.text, "ﬁé"));
        expect(typographic.text).toBe(without(long.typographic.text, "fié"));
      }),
      { numRuns: 2_000 },
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
