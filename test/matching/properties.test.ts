import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkText } from "../../src/matching/check.js";
import { compareText } from "../../src/matching/compare.js";
import { tokenise } from "../../src/matching/text/tokens.js";
import type { TextComparison } from "../../src/matching/types.js";

const RUNS = { numRuns: 400 };

/** Any UTF-16, lone surrogates included, and text rich in what the scanner looks for. */
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
    .map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        "not",
        "I",
        "don’t",
        "l'écluse",
        "5,000",
        "5",
        "%",
        "$",
        "#Velmora",
        "@PORT_VELMORA",
        "…",
        "...",
        "[...]",
        "[",
        "]",
        "(1/3)",
        "“",
        "”",
        '"',
        "'",
        "?",
        "!",
        ".",
        ",",
        "-",
        "—",
        "&amp;",
        "&amp;amp;",
        "https://t.co/a1B2",
        "pic.twitter.com/x",
        "🇮🇸",
        "👨‍👩‍👧",
        "❤️",
        "é",
        "e\u0301",
        "السَّفينة",
        "不",
        "行く",
        "नहीं",
        "한국",
        "\u200b",
        "\u202e",
        "\ud83d",
        "RT",
        "via",
        "\n",
        "  ",
      ),
      { maxLength: 25 },
    )
    .chain((parts) => fc.constantFrom(" ", "").map((glue) => parts.join(glue))),
);

const isBlank = (text: string) => tokenise(text).length === 0;

function expectSound(result: TextComparison, printed: string, archived: string): void {
  for (const edit of result.edits) {
    expect(printed.slice(edit.printed.start, edit.printed.end)).toBe(edit.printed.text);
    expect(archived.slice(edit.archived.start, edit.archived.end)).toBe(edit.archived.text);
    expect(edit.printed.start).toBeLessThanOrEqual(edit.printed.end);
    expect(edit.archived.start).toBeLessThanOrEqual(edit.archived.end);
    expect(edit.because).not.toBe("");
  }
  if (result.archivedSpan) {
    const { start, end } = result.archivedSpan;
    expect(start).toBeGreaterThanOrEqual(0);
    expect(start).toBeLessThan(end);
    expect(end).toBeLessThanOrEqual(archived.length);
  }
  expect(result.coverage).toBeGreaterThanOrEqual(0);
  expect(result.coverage).toBeLessThanOrEqual(1);
  expect(result.because).not.toBe("");
}

describe("whatever the texts", () => {
  it("offsets are valid in both unnormalised strings and nothing throws", () => {
    fc.assert(
      fc.property(anyText, anyText, (printed, archived) => {
        expectSound(compareText(printed, archived), printed, archived);
      }),
      RUNS,
    );
  });

  it("offsets stay valid when one text is made from the other", () => {
    fc.assert(
      fc.property(anyText, fc.nat(60), fc.nat(20), anyText, (archived, at, length, put) => {
        const printed = archived.slice(0, at) + put + archived.slice(at + length);
        expectSound(compareText(printed, archived), printed, archived);
        expectSound(compareText(archived, printed), archived, printed);
      }),
      RUNS,
    );
  });

  it("tokens stand in order, without overlap but for one character in two forms", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        for (const { start, end } of tokenise(text)) {
          expect(start).toBeGreaterThanOrEqual(Math.min(last, start));
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
      RUNS,
    );
  });

  it("no span begins or ends inside a surrogate pair", () => {
    const inside = (text: string, at: number) =>
      /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at));
    fc.assert(
      fc.property(anyText, anyText, (printed, archived) => {
        for (const edit of compareText(printed, archived).edits) {
          expect(inside(printed, edit.printed.start) || inside(printed, edit.printed.end)).toBe(
            false,
          );
          expect(inside(archived, edit.archived.start) || inside(archived, edit.archived.end)).toBe(
            false,
          );
        }
      }),
      RUNS,
    );
  });

  it("a text is verbatim to itself, and with white space around it", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(!isBlank(text));
        expect(compareText(text, text).class).toBe("verbatim");
        expect(compareText(`\n ${text}  `, text).class).toBe("verbatim");
      }),
      RUNS,
    );
  });

  it("checkText is as sound, with a cut, links and an original", () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, fc.nat(80), (text, original, posted, at) => {
        const post = {
          text: posted,
          lang: null,
          truncated: at > 40 ? { at: at - 40, because: "cut" } : null,
          links: [{ shown: "https://t.co/a1B2", targets: ["https://example.org/a"] }],
        };
        expectSound(checkText({ text }, post), text, posted);
        const translated = checkText({ text, originalText: original }, post);
        const compared = translated.flags.includes("original-text-compared") ? original : text;
        expectSound(translated, compared, posted);
      }),
      RUNS,
    );
  });
});

describe("a negation taken out of any sentence is never passed over", () => {
  const SENTENCES: [string, string[], string][] = [
    [
      "en",
      ["not", "never", "no"],
      "the crew captain divers will must spread rumours today wind we they is in Velmora of and",
    ],
    [
      "fr",
      ["pas", "jamais", "ne"],
      "le la les des capitaine équipage veut porter rumeurs mensonges vent nous est dans pour et Velmora",
    ],
    ["ar", ["لا", "ليس"], "القبطان يحب السفر في الميناء على البحر هذا من كل إلى مع"],
    ["ru", ["не", "никогда"], "мы ждём лодку с рыбаками это наш и в на гавань капитан"],
    ["hi", ["नहीं"], "हम नाव चलाते हैं का की में से को है और कप्तान"],
  ];
  const marks = fc.constantFrom("", "", "", "", ",", ".", "!", ";", " —");

  it.each(SENTENCES)("%s", (lang, cues, list) => {
    const word = fc.tuple(fc.constantFrom(...list.split(" ")), marks);
    const tail = fc.constantFrom("", " 🇮🇸", " https://t.co/a1", "\n");
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 2, maxLength: 14 }),
        fc.constantFrom(...cues),
        fc.nat(13),
        tail,
        fc.constantFrom({ lang }, {}),
        (words, cue, at, end, options) => {
          const parts = words.map(([text, mark]) => text + mark);
          const place = at % (parts.length + 1);
          const archived = [...parts.slice(0, place), cue, ...parts.slice(place)].join(" ") + end;
          const { class: found } = compareText(parts.join(" "), archived, options);
          expect(["verbatim", "normalised", "extract"]).not.toContain(found);
        },
      ),
      { numRuns: 400 },
    );
  });
});
